-- AlterTable
ALTER TABLE "gateway_account" ADD COLUMN     "can_charge" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "onboarding" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "dispute" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "gateway_ref" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT 'other',
    "amount_cents" INTEGER NOT NULL,
    "respond_by" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateIndex
CREATE INDEX "dispute_store_id_payment_id_idx" ON "dispute"("store_id", "payment_id");

-- CreateIndex
CREATE UNIQUE INDEX "dispute_store_id_attempt_id_gateway_ref_key" ON "dispute"("store_id", "attempt_id", "gateway_ref");

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_store_id_payment_id_fkey" FOREIGN KEY ("store_id", "payment_id") REFERENCES "payment"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The wall between stores, which Prisma's schema language cannot say.
ALTER TABLE "dispute" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "dispute" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "dispute" TO vitrine_app
  USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid)
  WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "dispute" TO vitrine_app;
