import { outsideConsumer } from "@/lib/events/consume";
import { checkClaim } from "./check";
import { mailNotice } from "./notice-mail";

export const checkDomainConsumer = outsideConsumer("check-domain", "domain.check_due", ({ payload }) => checkClaim(payload));

export const mailDomainNoticeConsumer = outsideConsumer("mail-domain-notice", "domain.notice_due", ({ payload, eventId }) =>
  mailNotice(payload, eventId),
);
