import { applyBillingNoticeConsumer, provisionStoreConsumer, sendWelcomeMailConsumer } from "@/lib/billing/consumers";
import type { Consumer } from "@/lib/events/consume";
import type { ConsumerName } from "@/lib/events/routes";
import { sweepConsumer } from "@/lib/events/sweep";
import { mailInvitation, mailPasswordReset, mailVerifyAddress } from "@/lib/identity/consumers";

/** Who runs for each consumer of lib/events/routes.ts; a missing one does not compile. */
export const consumers: Record<ConsumerName, Consumer> = {
  "provision-store": provisionStoreConsumer,
  "send-welcome-mail": sendWelcomeMailConsumer,
  "apply-billing-notice": applyBillingNoticeConsumer,
  "mail-verify-address": mailVerifyAddress,
  "mail-password-reset": mailPasswordReset,
  "mail-invitation": mailInvitation,
  sweep: sweepConsumer,
};
