-- AlterTable
ALTER TABLE "coupon_use" ADD COLUMN     "released_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "reconciliation_run" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "gateway_account_id" UUID NOT NULL,
    "trigger" TEXT NOT NULL DEFAULT 'schedule',
    "requested_by" UUID,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'running',
    "failure" TEXT,
    "listed_count" INTEGER NOT NULL DEFAULT 0,
    "gateway_captured_cents" BIGINT NOT NULL DEFAULT 0,
    "gateway_refunded_cents" BIGINT NOT NULL DEFAULT 0,
    "our_captured_cents" BIGINT NOT NULL DEFAULT 0,
    "our_refunded_cents" BIGINT NOT NULL DEFAULT 0,
    "difference_count" INTEGER NOT NULL DEFAULT 0,
    "open_count" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "reconciliation_run_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "reconciliation_difference" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "gateway_account_id" UUID NOT NULL,
    "gateway_ref" TEXT NOT NULL,
    "reference" TEXT,
    "kind" TEXT NOT NULL,
    "attempt_id" UUID,
    "order_id" UUID,
    "currency" CHAR(3) NOT NULL,
    "gateway_captured_cents" INTEGER NOT NULL DEFAULT 0,
    "gateway_refunded_cents" INTEGER NOT NULL DEFAULT 0,
    "is_disputed_there" BOOLEAN NOT NULL DEFAULT false,
    "our_captured_cents" INTEGER NOT NULL DEFAULT 0,
    "our_refunded_cents" INTEGER NOT NULL DEFAULT 0,
    "is_disputed_here" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'open',
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" UUID,

    CONSTRAINT "reconciliation_difference_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateIndex
CREATE INDEX "reconciliation_run_store_id_gateway_account_id_started_at_idx" ON "reconciliation_run"("store_id", "gateway_account_id", "started_at");

-- CreateIndex
CREATE INDEX "reconciliation_run_started_at_idx" ON "reconciliation_run"("started_at");

-- CreateIndex
CREATE INDEX "reconciliation_difference_store_id_state_last_seen_at_idx" ON "reconciliation_difference"("store_id", "state", "last_seen_at");

-- CreateIndex
CREATE UNIQUE INDEX "reconciliation_difference_store_id_gateway_account_id_gatew_key" ON "reconciliation_difference"("store_id", "gateway_account_id", "gateway_ref");

-- CreateIndex
CREATE INDEX "ledger_entry_store_id_gateway_ref_idx" ON "ledger_entry"("store_id", "gateway_ref");

-- CreateIndex
CREATE INDEX "ledger_entry_store_id_attempt_id_idx" ON "ledger_entry"("store_id", "attempt_id");

-- AddForeignKey
ALTER TABLE "reconciliation_run" ADD CONSTRAINT "reconciliation_run_store_id_gateway_account_id_fkey" FOREIGN KEY ("store_id", "gateway_account_id") REFERENCES "gateway_account"("store_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reconciliation_difference" ADD CONSTRAINT "reconciliation_difference_store_id_gateway_account_id_fkey" FOREIGN KEY ("store_id", "gateway_account_id") REFERENCES "gateway_account"("store_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The walls. Orders that ended unpaid before this gave their coupon's use back already.
ALTER TABLE "reconciliation_run" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "reconciliation_run" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "reconciliation_run" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "reconciliation_run" TO vitrine_app;

ALTER TABLE "reconciliation_difference" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "reconciliation_difference" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "reconciliation_difference" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "reconciliation_difference" TO vitrine_app;

-- The platform plans the daily runs and shows its operator how they went; sums and ids, nobody's names.
CREATE POLICY platform_reach ON "reconciliation_run" TO vitrine_platform USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON "reconciliation_run" TO vitrine_platform;
CREATE POLICY platform_reach ON "reconciliation_difference" FOR SELECT TO vitrine_platform USING (true);
GRANT SELECT ON "reconciliation_difference" TO vitrine_platform;

UPDATE "coupon_use" SET released_at = now() WHERE (store_id, order_id) IN (SELECT store_id, id FROM "order" WHERE status IN ('expired', 'cancelled') AND confirmed_at IS NULL);

-- A refund on its way is asked about after its attempt ended: its timer is looked for too.
DROP INDEX payment_attempt_due;
CREATE INDEX payment_attempt_due ON "payment_attempt" (next_poll_at) WHERE next_poll_at IS NOT NULL;
