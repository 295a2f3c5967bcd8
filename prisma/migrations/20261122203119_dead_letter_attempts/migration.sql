-- AlterTable
ALTER TABLE "dead_letter" ADD COLUMN     "attempt_log" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "outbox_event" ADD COLUMN     "settled_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "audit_entry_subject_created_at_idx" ON "audit_entry"("subject", "created_at");


-- The publisher takes a few waiting events of each store in turn; the sweep looks at published ones that are not settled.
CREATE INDEX outbox_event_waiting_of_store ON "outbox_event" (store_id, id) WHERE published_at IS NULL;
CREATE INDEX outbox_event_unsettled ON "outbox_event" (published_at) WHERE published_at IS NOT NULL AND settled_at IS NULL;
