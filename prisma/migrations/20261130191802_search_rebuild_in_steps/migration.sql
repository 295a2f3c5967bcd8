-- AlterTable
ALTER TABLE "search_index" ADD COLUMN     "built_up_to" UUID;
