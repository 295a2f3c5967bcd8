import { newId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import { returnStock } from "@/lib/inventory/holds";
import { recordStockChanged } from "@/lib/orders/stock";
import { addEntry } from "@/lib/orders/timeline";
import type { LockedChange } from "./attempt-changes";
import { isContested, type LedgerFact, refundableCents, settledRefunds, sumsOf } from "./rules";
import { paymentTermsSchema } from "./terms";

/** Matches the refunded sum of an attempt with the refunds asked for; money given back at the gateway itself becomes a refund here. */
export async function settleRefunds(tx: StoreTx, change: LockedChange, own: readonly LedgerFact[]): Promise<void> {
  const { storeId, attempt } = change;
  const { refundedCents } = sumsOf(own);
  if (refundedCents === 0) return;

  const rows = await tx.refund.findMany({ where: { storeId, attemptId: attempt.id }, orderBy: { id: "asc" } });
  const { settledIds, madeElsewhereCents } = settledRefunds(rows, refundedCents, change.performedRefundId);
  for (const row of rows.filter(({ id }) => settledIds.includes(id))) await settleRefund(tx, change, row);
  if (madeElsewhereCents === 0) return;
  const id = newId();
  const data = { storeId, id, paymentId: attempt.paymentId, attemptId: attempt.id, amountCents: madeElsewhereCents };
  await tx.refund.create({ data: { ...data, status: "settled", reason: "made_at_gateway", settledAt: new Date() } });
  await record(tx, "order.refunded", { storeId, orderId: attempt.orderId, refundId: id });
}

async function settleRefund(tx: StoreTx, change: LockedChange, refund: { id: string; restock: boolean }): Promise<void> {
  const { storeId, attempt } = change;
  const { orderId } = attempt;
  await tx.refund.update({ where: { storeId_id: { storeId, id: refund.id } }, data: { status: "settled", settledAt: new Date() } });
  await record(tx, "order.refunded", { storeId, orderId, refundId: refund.id });
  if (!refund.restock) return;
  await returnStock(tx, storeId, orderId);
  const sent = { storeId, id: orderId, status: { in: ["confirmed", "in_fulfilment", "fulfilled"] } };
  await tx.order.updateMany({ where: sent, data: { status: "returned" } });
  await recordStockChanged(tx, storeId, orderId);
  await addEntry(tx, storeId, { orderId, kind: "restocked" });
}

/**
 * Money for goods that are gone: asks for all of it back where the store's policy says so. A boleto waits for the shopper's
 * bank account. The timer in the outbox sends it.
 */
export async function requestLateRefund(tx: StoreTx, change: LockedChange): Promise<void> {
  const { storeId, attempt } = change;
  const account = await tx.gatewayAccount.findUniqueOrThrow({
    where: { storeId_id: { storeId, id: attempt.gatewayAccountId } },
    select: { settings: true },
  });
  if (paymentTermsSchema.parse(account.settings).lateMoney === "hold") return;
  await requestRefundOf(tx, change, { reason: "unfulfillable", restock: false, requestedBy: null });
}

export type RefundWish = {
  amountCents?: number;
  reason: string;
  restock: boolean;
  requestedBy: string | null;
  /** The id that the refund gets. Asked for again under it, it is the same refund: a form that is sent twice gives back once. */
  id?: string;
};

/**
 * Writes the request to give money of an attempt back (all that is left unless an amount is given) and the timer that sends it.
 * Null when nothing, or less than the amount, is left, and while the bank holds the money of a dispute or has given it back: it
 * would be paid twice. Call it with the payment locked: that is what keeps two clicks from giving back twice.
 */
export async function requestRefundOf(tx: StoreTx, { storeId, attempt }: LockedChange, wish: RefundWish): Promise<string | null> {
  const id = wish.id ?? newId();
  const known = wish.id ? await tx.refund.findUnique({ where: { storeId_id: { storeId, id } }, select: { attemptId: true } }) : null;
  if (known) return known.attemptId === attempt.id ? id : null;
  if (isContested(attempt.status)) return null;
  const facts = await tx.ledgerEntry.findMany({ where: { storeId, attemptId: attempt.id }, select: { kind: true, amountCents: true } });
  const sum = (kind: string) => facts.reduce((total, fact) => (fact.kind === kind ? total + fact.amountCents : total), 0);
  const refunds = await tx.refund.findMany({ where: { storeId, attemptId: attempt.id }, select: { amountCents: true, status: true } });
  const left = refundableCents(sum("captured"), refunds, sum("refunded"));
  const amountCents = wish.amountCents ?? left;
  if (left === 0 || amountCents > left) return null;

  const status = attempt.method === "boleto" ? "needs_data" : "requested";
  const { reason, restock, requestedBy } = wish;
  await tx.refund.create({
    data: { storeId, id, paymentId: attempt.paymentId, attemptId: attempt.id, amountCents, status, reason, restock, requestedBy },
  });
  await addEntry(tx, storeId, { orderId: attempt.orderId, kind: "refund_requested", detail: { amountCents }, actorId: requestedBy });
  if (status === "requested") await wakePoll(tx, storeId, attempt);
  return id;
}

/** The timer of the attempt goes off now; should its message be lost, the sweep finds it by its time. */
async function wakePoll(tx: StoreTx, storeId: LockedChange["storeId"], { id, pollCount }: LockedChange["attempt"]): Promise<void> {
  await tx.paymentAttempt.update({ where: { storeId_id: { storeId, id } }, data: { nextPollAt: new Date() } });
  await record(tx, "payment.poll_due", { storeId, attemptId: id, pollCount });
}
