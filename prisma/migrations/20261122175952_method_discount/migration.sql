-- AlterTable
ALTER TABLE "order" ADD COLUMN     "method_discount_cents" INTEGER NOT NULL DEFAULT 0;
