-- CreateTable
CREATE TABLE "host_claim" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "is_preferred" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'requested',
    "state_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "problem" TEXT,
    "seen" JSONB NOT NULL DEFAULT '{}',
    "ways" JSONB NOT NULL DEFAULT '[]',
    "proof" JSONB NOT NULL DEFAULT '[]',
    "token" TEXT NOT NULL,
    "redirect_to" TEXT,
    "check_count" INTEGER NOT NULL DEFAULT 0,
    "failed_checks" INTEGER NOT NULL DEFAULT 0,
    "checked_at" TIMESTAMPTZ(3),
    "next_check_at" TIMESTAMPTZ(3),
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "proven_at" TIMESTAMPTZ(3),
    "active_at" TIMESTAMPTZ(3),
    "removal_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "host_claim_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateIndex
CREATE INDEX "host_claim_host_idx" ON "host_claim"("host");

-- CreateIndex
CREATE INDEX "host_claim_next_check_at_idx" ON "host_claim"("next_check_at");

-- CreateIndex
CREATE UNIQUE INDEX "host_claim_store_id_host_key" ON "host_claim"("store_id", "host");

-- The wall. Claims are changed by the platform role alone, as `store_host` is: one host is decided across stores.
ALTER TABLE "host_claim" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "host_claim" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "host_claim" TO vitrine_app
  USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid)
  WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT ON "host_claim" TO vitrine_app;
CREATE POLICY platform_reach ON "host_claim" TO vitrine_platform USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "host_claim" TO vitrine_platform;

-- Whoever proved to own a host holds it; nobody else can until it was let go.
CREATE UNIQUE INDEX host_claim_holder ON "host_claim" (host)
  WHERE state IN ('awaiting_dns', 'issuing_tls', 'tls_failed', 'active', 'degraded', 'removing');
ALTER TABLE "host_claim" ADD CONSTRAINT host_claim_state CHECK (state IN (
  'requested', 'awaiting_ownership', 'awaiting_dns', 'issuing_tls', 'active', 'degraded', 'tls_failed', 'conflict', 'lapsed', 'removing',
  'tombstone', 'released'));
