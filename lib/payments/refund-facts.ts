import { newId, type StoreId } from "@/lib/core/ids";
import type { RefundModel } from "@/lib/db/generated/models";
import type { StoreTx } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import { returnStock } from "@/lib/inventory/holds";
import { raiseFlag } from "@/lib/orders/flags";
import { recordStockChanged } from "@/lib/orders/stock";
import { addEntry } from "@/lib/orders/timeline";
import { recordAct } from "./acts";
import type { LockedChange } from "./attempt-changes";
import type { FailedRefund } from "./gateways/port";
import { ledgerOfAttempt } from "./ledger";
import { madeElsewhere, overtakenRequests, refOfMade, refundableCents, refundsThatFailed, settledRefunds } from "./refund-rules";
import { isContested, type LedgerFact, sumsOf } from "./rules";
import { paymentTermsSchema } from "./terms";

/** Matches the refunded sum of an attempt with the refunds asked for; money given back at the gateway itself becomes a refund here. */
export async function settleRefunds(tx: StoreTx, change: LockedChange, own: readonly LedgerFact[]): Promise<void> {
  const { storeId, attempt } = change;
  const sums = sumsOf(own);
  const { refundedCents } = sums;
  if (refundedCents === 0) return;

  const rows = await tx.refund.findMany({ where: { storeId, attemptId: attempt.id }, orderBy: { id: "asc" } });
  const { settledIds, madeElsewhereCents } = settledRefunds(rows, refundedCents, change.performedRefundId);
  for (const row of rows.filter(({ id }) => settledIds.includes(id))) {
    row.gatewayRef ??= refOfMade(own, rows, row.amountCents);
    await settleRefund(tx, change, row);
  }
  for (const made of madeElsewhere(own, rows, madeElsewhereCents)) {
    const id = newId();
    const data = { ...made, storeId, id, paymentId: attempt.paymentId, attemptId: attempt.id };
    await tx.refund.create({ data: { ...data, status: "settled", reason: "made_at_gateway", settledAt: new Date() } });
    await record(tx, "order.refunded", { storeId, orderId: attempt.orderId, refundId: id });
  }
  const left = rows.map((row) => (settledIds.includes(row.id) ? { ...row, status: "settled" } : row));
  for (const { id, amountCents } of overtakenRequests(left, sums)) {
    await tx.refund.update({ where: { storeId_id: { storeId, id } }, data: { status: "withdrawn" } });
    await addEntry(tx, storeId, { orderId: attempt.orderId, kind: "refund_withdrawn", detail: { amountCents } });
  }
}

/**
 * Ends the refunds that the gateway could not make after all, also those that were believed made: the money is here, and a person
 * has to give it back in another way. Units that came back stay on sale. Told again, it changes nothing.
 */
export async function endFailedRefunds(
  tx: StoreTx,
  { storeId, attempt, order }: LockedChange,
  { told, own }: { told: readonly FailedRefund[]; own: readonly LedgerFact[] },
): Promise<void> {
  if (told.length === 0) return;
  const rows = await tx.refund.findMany({ where: { storeId, attemptId: attempt.id }, orderBy: { id: "asc" } });
  const failed = refundsThatFailed(rows, told, sumsOf(own).refundedCents);
  for (const { id, gatewayRef } of failed) {
    const { amountCents } = await tx.refund.update({
      where: { storeId_id: { storeId, id } },
      data: { status: "failed", gatewayRef, settledAt: null },
    });
    await addEntry(tx, storeId, { orderId: order.id, kind: "refund_failed", detail: { amountCents } });
    await record(tx, "refund.failed", { storeId, orderId: order.id, refundId: id });
  }
  if (failed.length === 0) return;
  await raiseFlag(tx, storeId, { id: order.id }, "refund_failed");
  await flagKeptMoney(tx, storeId, order.id);
}

/**
 * Ends a refund of which the gateway knows nothing, a day after it was sent: under its key it cannot be sent again, so a person
 * asks anew. Nothing happens to one that has an outcome by now.
 */
export async function endUnansweredRefund(tx: StoreTx, { storeId, order }: LockedChange, id: string): Promise<void> {
  const ended = await tx.refund.updateMany({ where: { storeId, id, status: "unknown" }, data: { status: "failed" } });
  if (ended.count === 0) return;
  await addEntry(tx, storeId, { orderId: order.id, kind: "refund_failed" });
  await record(tx, "refund.failed", { storeId, orderId: order.id, refundId: id });
  await raiseFlag(tx, storeId, { id: order.id }, "refund_failed");
  await flagKeptMoney(tx, storeId, order.id);
}

/** Money of an order that brings no goods, which does not go back by itself: a person has to see to it. */
export async function flagKeptMoney(tx: StoreTx, storeId: StoreId, id: string): Promise<void> {
  await raiseFlag(tx, storeId, { id, status: { in: ["cancelled", "expired"] } }, "paid_unfulfillable");
}

/** A dispute that was won brought money back for an order that ended meanwhile: nobody else would see it. */
export async function flagWonBack(tx: StoreTx, { storeId, order }: LockedChange, all: readonly LedgerFact[]): Promise<void> {
  const { capturedCents, refundedCents } = sumsOf(all);
  if (capturedCents > refundedCents) await flagKeptMoney(tx, storeId, order.id);
}

async function settleRefund(tx: StoreTx, change: LockedChange, refund: RefundModel): Promise<void> {
  const { storeId, attempt } = change;
  const { orderId } = attempt;
  const { id, gatewayRef } = refund;
  await tx.refund.update({ where: { storeId_id: { storeId, id } }, data: { status: "settled", gatewayRef, settledAt: new Date() } });
  await record(tx, "order.refunded", { storeId, orderId, refundId: id });
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
  const { capturedCents, refundedCents } = sumsOf(await ledgerOfAttempt(tx, storeId, attempt));
  const refunds = await tx.refund.findMany({ where: { storeId, attemptId: attempt.id }, select: { amountCents: true, status: true } });
  const left = refundableCents(capturedCents, refunds, refundedCents);
  const amountCents = wish.amountCents ?? left;
  if (left === 0 || amountCents > left) return null;

  const status = attempt.method === "boleto" ? "needs_data" : "requested";
  const { reason, restock, requestedBy } = wish;
  await tx.refund.create({
    data: { storeId, id, paymentId: attempt.paymentId, attemptId: attempt.id, amountCents, status, reason, restock, requestedBy },
  });
  const { orderId } = attempt;
  await addEntry(tx, storeId, { orderId, kind: "refund_requested", detail: { amountCents }, actorId: requestedBy });
  if (requestedBy) {
    const detail = { refundId: id, amountCents, restock };
    await recordAct(tx, storeId, { action: "payments.refund_requested", orderId, actorId: requestedBy, detail });
  }
  if (status === "requested") await wakePoll(tx, storeId, attempt);
  return id;
}

/**
 * The timer of the attempt goes off now; should its message be lost, the sweep finds it by its time. Its count begins anew: how
 * often the payment was asked about says nothing about the refund.
 */
async function wakePoll(tx: StoreTx, storeId: LockedChange["storeId"], { id }: LockedChange["attempt"]): Promise<void> {
  await tx.paymentAttempt.update({ where: { storeId_id: { storeId, id } }, data: { nextPollAt: new Date(), pollCount: 0 } });
  await record(tx, "payment.poll_due", { storeId, attemptId: id, pollCount: 0 });
}
