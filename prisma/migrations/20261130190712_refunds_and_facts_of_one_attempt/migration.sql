-- AlterTable
ALTER TABLE "refund" ADD COLUMN     "refused_accounts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "sent_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "refund_store_id_attempt_id_idx" ON "refund"("store_id", "attempt_id");

-- AddForeignKey
ALTER TABLE "payment_attempt" ADD CONSTRAINT "payment_attempt_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "order"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_store_id_attempt_id_fkey" FOREIGN KEY ("store_id", "attempt_id") REFERENCES "payment_attempt"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_store_id_attempt_id_fkey" FOREIGN KEY ("store_id", "attempt_id") REFERENCES "payment_attempt"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_store_id_attempt_id_fkey" FOREIGN KEY ("store_id", "attempt_id") REFERENCES "payment_attempt"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
