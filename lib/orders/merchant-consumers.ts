import { type StoreId, toStoreId } from "@/lib/core/ids";
import { formatMoney } from "@/lib/core/money";
import { withStore } from "@/lib/db/transaction";
import { outsideConsumer } from "@/lib/events/consume";
import { requireStore } from "@/lib/stores/queries";
import type { ToldFlag } from "./flags";
import { readMoneyBack } from "./money-back";
import { type MerchantTemplate, warnMerchant } from "./order-mail";
import { findOrder } from "./queries";

/** Money that is held is a sale only once it is taken: the merchant has to know, and until when. */
export const mailOrderAuthorizedConsumer = outsideConsumer("mail-order-authorized", "order.authorized", ({ payload }) =>
  mailHeld("authorized", toStoreId(payload.storeId), payload),
);

/** A day before the bank lets it go, unless it was taken or let go by then. */
export const mailCaptureDueConsumer = outsideConsumer("mail-capture-due", "order.capture_due", ({ payload }) =>
  mailHeld("captureDue", toStoreId(payload.storeId), payload),
);

type Held = { orderId: string; attemptId: string };

async function mailHeld(template: "authorized" | "captureDue", storeId: StoreId, { orderId, attemptId }: Held): Promise<void> {
  const [store, order, attempt] = await Promise.all([
    requireStore(storeId),
    findOrder(storeId, orderId),
    withStore(storeId, (tx) =>
      tx.paymentAttempt.findUniqueOrThrow({ where: { storeId_id: { storeId, id: attemptId } }, select: { status: true } }),
    ),
  ]);
  if (order?.status !== "awaiting_payment" || attempt.status !== "authorized" || !order.expiresAt) return;
  const format = new Intl.DateTimeFormat(store.locale, { dateStyle: "long", timeStyle: "short", timeZone: store.timeZone });
  await warnMerchant({ storeId, orderId, template, subject: attemptId, values: { until: format.format(order.expiresAt) } });
}

const templates = {
  paid_unfulfillable: "unfulfillable",
  amount_mismatch: "mismatch",
  overpaid: "overpaid",
} as const satisfies Record<ToldFlag, MerchantTemplate>;

/** Money that does not fit its order waits for a person; a flag that fell meanwhile is not told any more. */
export const mailOrderFlaggedConsumer = outsideConsumer("mail-order-flagged", "order.flagged", async ({ payload, eventId }) => {
  const storeId = toStoreId(payload.storeId);
  const { orderId, flag } = payload;
  const [{ locale }, order, { back, netCents }] = await Promise.all([
    requireStore(storeId),
    findOrder(storeId, orderId),
    readMoneyBack(storeId, orderId),
  ]);
  if (!order?.flags.includes(flag)) return;
  const isCancelled = flag === "paid_unfulfillable" && order.status === "cancelled";
  const amountCents = flag === "overpaid" ? netCents - order.totalCents : netCents;
  const values = { amount: formatMoney(amountCents, order.currency, locale), back };
  await warnMerchant({ storeId, orderId, template: isCancelled ? "keptMoney" : templates[flag], subject: eventId, values });
});
