import { outsideConsumer } from "@/lib/events/consume";
import { applyBillingNotice } from "./notices";
import { provisionStore } from "./provision";
import { sendWelcomeMail } from "./welcome-mail";

export const provisionStoreConsumer = outsideConsumer("provision-store", "signup.paid", ({ payload }) => provisionStore(payload.signupId));

export const applyBillingNoticeConsumer = outsideConsumer("apply-billing-notice", "billing.notice_received", ({ payload }) =>
  applyBillingNotice(payload),
);

export const sendWelcomeMailConsumer = outsideConsumer("send-welcome-mail", "store.provisioned", ({ payload }) => sendWelcomeMail(payload));
