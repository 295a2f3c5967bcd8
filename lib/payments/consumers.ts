import { toStoreId } from "@/lib/core/ids";
import { outsideConsumer, platformConsumer } from "@/lib/events/consume";
import { expireOrder } from "./expire";
import { settleNotice } from "./notices";
import { pollAttempt } from "./poll";
import { reconcileAccount } from "./reconcile";
import { planReconciliations } from "./reconcile-plan";

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

/** Somebody, or the clock, asked for a comparison with a gateway's books. */
export const reconcileAccountConsumer = outsideConsumer("reconcile-account", "reconciliation.requested", ({ payload }) =>
  reconcileAccount(toStoreId(payload.storeId), payload.runId),
);

/** Each hour: plans the daily comparisons that are due. */
export const planReconciliationsConsumer = platformConsumer("plan-reconciliations", "clock.ticked", async (tx) => {
  await planReconciliations(tx);
});
