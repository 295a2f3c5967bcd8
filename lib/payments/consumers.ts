import { toStoreId } from "@/lib/core/ids";
import { outsideConsumer } from "@/lib/events/consume";
import { expireOrder } from "./expire";
import { settleNotice } from "./notices";
import { pollAttempt } from "./poll";

/** A timer about an attempt went off. */
export const pollPaymentConsumer = outsideConsumer("poll-payment", "payment.poll_due", ({ payload }) =>
  pollAttempt(toStoreId(payload.storeId), payload.attemptId, payload.pollCount),
);

/** A gateway said that something happened. */
export const settleNoticeConsumer = outsideConsumer("settle-notice", "payment.notice_received", ({ payload }) =>
  settleNotice(toStoreId(payload.storeId), payload.noticeId),
);

/** The hold of an order ended. */
export const expireOrderConsumer = outsideConsumer("expire-order", "order.hold_ended", async ({ payload }) => {
  await expireOrder(toStoreId(payload.storeId), payload.orderId);
});
