-- AlterTable
ALTER TABLE "search_document" DROP CONSTRAINT "search_document_pkey",
ADD COLUMN     "generation" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "source" TEXT NOT NULL DEFAULT '',
ADD CONSTRAINT "search_document_pkey" PRIMARY KEY ("store_id", "product_id", "generation");

-- CreateTable
CREATE TABLE "search_index" (
    "store_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "building" INTEGER,
    "build_beat_at" TIMESTAMPTZ(3),
    "built_at" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3),
    "audited_at" TIMESTAMPTZ(3),
    "product_count" INTEGER NOT NULL DEFAULT 0,
    "drift_count" INTEGER NOT NULL DEFAULT 0,
    "oldest_change_at" TIMESTAMPTZ(3),
    "failure" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "search_index_pkey" PRIMARY KEY ("store_id","name")
);

-- CreateTable
CREATE TABLE "search_record" (
    "store_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "confirmed" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 0,
    "source" TEXT NOT NULL DEFAULT '',
    "is_present" BOOLEAN NOT NULL DEFAULT false,
    "indexed_at" TIMESTAMPTZ(3),

    CONSTRAINT "search_record_pkey" PRIMARY KEY ("store_id","product_id")
);

-- The walls of the new tables; the platform reads where each store's indexes stand, and changes nothing.
ALTER TABLE "search_index" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "search_index" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "search_index" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "search_index" TO vitrine_app;
CREATE POLICY platform_reach ON "search_index" FOR SELECT TO vitrine_platform USING (true);
GRANT SELECT ON "search_index" TO vitrine_platform;
ALTER TABLE "search_record" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "search_record" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "search_record" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "search_record" TO vitrine_app;
