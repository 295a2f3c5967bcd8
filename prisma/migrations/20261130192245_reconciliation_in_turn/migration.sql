-- AlterTable
ALTER TABLE "reconciliation_run" ADD COLUMN     "asked_upto" UUID;

-- The platform plans no comparison of an account that was taken away from it: it reads what the gateway says of the account, names of requirements alone.
GRANT SELECT (onboarding) ON "gateway_account" TO vitrine_platform;
