-- DropForeignKey
ALTER TABLE "stock_hold" DROP CONSTRAINT "stock_hold_store_id_variant_id_fkey";

-- AddForeignKey
ALTER TABLE "stock_hold" ADD CONSTRAINT "stock_hold_store_id_variant_id_fkey" FOREIGN KEY ("store_id", "variant_id") REFERENCES "variant"("store_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
