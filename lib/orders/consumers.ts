import { type StoreId, toStoreId } from "@/lib/core/ids";
import { formatMoney } from "@/lib/core/money";
import { withStore } from "@/lib/db/transaction";
import { outsideConsumer } from "@/lib/events/consume";
import { translator } from "@/lib/i18n/translator";
import { requireStore } from "@/lib/stores/queries";
import { readMoneyBack } from "./money-back";
import { mailMerchant, mailShopper, warnMerchant } from "./order-mail";
import { findOrder } from "./queries";

/** "We have your order" is only worth a mail while the payment is still to come: a paid order has its own. */
export const mailOrderPlacedConsumer = outsideConsumer("mail-order-placed", "order.placed", async ({ payload }) => {
  const storeId = toStoreId(payload.storeId);
  const order = await findOrder(storeId, payload.orderId);
  if (order?.status === "awaiting_payment") await mailShopper({ storeId, orderId: payload.orderId, template: "placed" });
});

export const mailOrderPaidConsumer = outsideConsumer("mail-order-paid", "order.paid", ({ payload }) =>
  mailShopper({ storeId: toStoreId(payload.storeId), orderId: payload.orderId, template: "paid" }),
);

/** A delivery of its own: a shopper who mistyped their address does not keep the merchant from hearing of the sale. */
export const mailOrderSoldConsumer = outsideConsumer("mail-order-sold", "order.paid", ({ payload }) =>
  mailMerchant(toStoreId(payload.storeId), payload.orderId),
);

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

export const mailOrderCancelledConsumer = outsideConsumer("mail-order-cancelled", "order.cancelled", async ({ payload }) => {
  const storeId = toStoreId(payload.storeId);
  const { back } = await readMoneyBack(storeId, payload.orderId);
  await mailShopper({ storeId, orderId: payload.orderId, template: "cancelled", values: { back } });
});

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
  const amount = await refundedAmount(storeId, payload.refundId, (await findOrder(storeId, payload.orderId))?.locale ?? "en");
  await mailShopper({ storeId, orderId: payload.orderId, template: "refunded", subject: payload.refundId, values: { amount } });
});

/** A refund that the shopper may have been told of did not reach them: the merchant has to find another way. */
export const mailRefundFailedConsumer = outsideConsumer("mail-refund-failed", "refund.failed", async ({ payload }) => {
  const storeId = toStoreId(payload.storeId);
  const { locale } = await requireStore(storeId);
  const amount = await refundedAmount(storeId, payload.refundId, locale);
  await warnMerchant({ storeId, orderId: payload.orderId, template: "refundFailed", subject: payload.refundId, values: { amount } });
});

/** A dispute is lost when nobody answers in time. An inquiry that becomes a chargeback is told anew: it has another deadline. */
export const mailDisputeOpenedConsumer = outsideConsumer("mail-dispute-opened", "dispute.opened", async ({ payload }) => {
  const storeId = toStoreId(payload.storeId);
  const { locale, timeZone } = await requireStore(storeId);
  const where = { storeId_id: { storeId, id: payload.disputeId } };
  const { amountCents, respondBy, payment } = await withStore(storeId, (tx) =>
    tx.dispute.findUniqueOrThrow({
      where,
      select: { amountCents: true, respondBy: true, payment: { select: { currency: true } } },
    }),
  );
  const by = respondBy
    ? new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone }).format(respondBy)
    : translator(locale, "mail")("order.disputed.noDeadline");
  const values = { amount: formatMoney(amountCents, payment.currency, locale), by };
  const subject = `${payload.disputeId}:${payload.stage}`;
  await warnMerchant({ storeId, orderId: payload.orderId, template: "disputed", subject, values });
});

async function refundedAmount(storeId: StoreId, id: string, locale: string): Promise<string> {
  const where = { storeId_id: { storeId, id } };
  const select = { amountCents: true, payment: { select: { currency: true } } };
  const { amountCents, payment } = await withStore(storeId, (tx) => tx.refund.findUniqueOrThrow({ where, select }));
  return formatMoney(amountCents, payment.currency, locale);
}
