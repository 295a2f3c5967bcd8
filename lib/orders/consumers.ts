import { toStoreId } from "@/lib/core/ids";
import { formatMoney } from "@/lib/core/money";
import { withStore } from "@/lib/db/transaction";
import { outsideConsumer } from "@/lib/events/consume";
import { mailMerchant, mailShopper } from "./order-mail";
import { findOrder } from "./queries";

/** "We have your order" is only worth a mail while the payment is still to come: a paid order has its own. */
export const mailOrderPlacedConsumer = outsideConsumer("mail-order-placed", "order.placed", async ({ payload }) => {
  const storeId = toStoreId(payload.storeId);
  const order = await findOrder(storeId, payload.orderId);
  if (order?.status === "awaiting_payment") await mailShopper({ storeId, orderId: payload.orderId, template: "placed" });
});

export const mailOrderPaidConsumer = outsideConsumer("mail-order-paid", "order.paid", async ({ payload }) => {
  const storeId = toStoreId(payload.storeId);
  await mailShopper({ storeId, orderId: payload.orderId, template: "paid" });
  await mailMerchant(storeId, payload.orderId);
});

/** A refusal that the shopper has already mended by paying again is not told any more. */
export const mailPaymentFailedConsumer = outsideConsumer("mail-payment-failed", "payment.failed", async ({ payload }) => {
  const storeId = toStoreId(payload.storeId);
  const order = await findOrder(storeId, payload.orderId);
  if (order?.status !== "awaiting_payment" || order.paymentState !== "failed") return;
  await mailShopper({ storeId, orderId: payload.orderId, template: "failed", subject: payload.attemptId });
});

export const mailOrderExpiredConsumer = outsideConsumer("mail-order-expired", "order.expired", ({ payload }) =>
  mailShopper({ storeId: toStoreId(payload.storeId), orderId: payload.orderId, template: "expired" }),
);

export const mailOrderCancelledConsumer = outsideConsumer("mail-order-cancelled", "order.cancelled", ({ payload }) =>
  mailShopper({ storeId: toStoreId(payload.storeId), orderId: payload.orderId, template: "cancelled" }),
);

export const mailOrderShippedConsumer = outsideConsumer("mail-order-shipped", "order.shipped", async ({ payload }) => {
  const storeId = toStoreId(payload.storeId);
  const order = await findOrder(storeId, payload.orderId);
  const parcel = order?.shipments.find(({ id }) => id === payload.fulfilmentId);
  const tracking = [parcel?.carrier, parcel?.trackingCode].filter(Boolean).join(" · ");
  await mailShopper({
    storeId,
    orderId: payload.orderId,
    template: "shipped",
    subject: payload.fulfilmentId,
    values: { tracking: tracking || "–" },
  });
});

export const mailOrderRefundedConsumer = outsideConsumer("mail-order-refunded", "order.refunded", async ({ payload }) => {
  const storeId = toStoreId(payload.storeId);
  const where = { storeId_id: { storeId, id: payload.refundId } };
  const refund = await withStore(storeId, (tx) =>
    tx.refund.findUniqueOrThrow({ where, select: { amountCents: true, payment: { select: { currency: true } } } }),
  );
  const order = await findOrder(storeId, payload.orderId);
  const amount = formatMoney(refund.amountCents, refund.payment.currency, order?.locale ?? "en");
  await mailShopper({ storeId, orderId: payload.orderId, template: "refunded", subject: payload.refundId, values: { amount } });
});
