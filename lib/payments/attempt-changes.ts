import type { StoreId } from "@/lib/core/ids";
import { after } from "@/lib/core/time";
import type { StoreTx } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import { addEntry } from "@/lib/orders/timeline";
import { lockPaymentOf } from "./attempts";
import { clearedBy } from "./deadlines";
import type { FailureCode, PaymentState } from "./gateways/port";
import { type AttemptStatus, isFinal, pollDelayMs, toAttemptStatus } from "./rules";

/** An attempt with its payment and order, read after the payment was locked: nobody else changes them now. */
export async function lockChange(tx: StoreTx, storeId: StoreId, attemptId: string) {
  const payment = await lockPaymentOf(tx, storeId, attemptId);
  const attempt = await tx.paymentAttempt.findUniqueOrThrow({ where: { storeId_id: { storeId, id: attemptId } } });
  const order = await tx.order.findUniqueOrThrow({ where: { storeId_id: { storeId, id: payment.orderId } } });
  return { storeId, attempt, payment, order, current: toAttemptStatus(attempt.status) };
}

export type LockedChange = Awaited<ReturnType<typeof lockChange>> & {
  /** The refund that the gateway has just said it made. */
  performedRefundId?: string;
};

/** Writes what the gateway's object says of the attempt, under the status that the rules allow. */
export async function writeState(tx: StoreTx, change: LockedChange, status: AttemptStatus, state: PaymentState): Promise<void> {
  const { attempt, order, storeId } = change;
  await writeAttempt(tx, change, {
    status,
    gatewayRef: state.gatewayRef,
    display: { ...Object(attempt.display), ...state.display, ...(state.processing ? { processing: state.processing } : {}) },
    redirectUrl: state.display.redirectUrl ?? attempt.redirectUrl,
    unknownWord: state.unknownWord,
    ...(state.expiresAt ? { expiresAt: state.expiresAt } : {}),
    ...ending(change.current, status, state.failure),
  });
  if (status !== change.current) await tellEnd(tx, change, status, state.failure);
  if (status === "failed" && isLateRefusal(change, state.failure)) {
    await record(tx, "payment.refused_late", { storeId, attemptId: attempt.id });
  }
  if (state.unknownWord && state.unknownWord !== attempt.unknownWord) {
    await addEntry(tx, storeId, { orderId: order.id, kind: "unknown_word", detail: { word: state.unknownWord } });
  }
}

const openStatuses: readonly AttemptStatus[] = ["unknown", "requires_action", "pending"];

/** A card that was refused after the request that tried it: nobody who waits for that request can count it. */
function isLateRefusal({ current, attempt }: LockedChange, failure: FailureCode | null): boolean {
  const isCard = attempt.method === "card" || attempt.method === "hosted";
  return isCard && openStatuses.includes(current) && failure !== null && failure !== "gateway_refused" && failure !== "payment_expired";
}

export type UnpaidEnd = { status: "failed" | "expired"; failure: FailureCode };

/** Ends an attempt without money. */
export async function writeUnpaidEnd(tx: StoreTx, change: LockedChange, { status, failure }: UnpaidEnd): Promise<void> {
  await writeAttempt(tx, change, { status, ...ending(change.current, status, failure) });
  await tellEnd(tx, change, status, failure);
}

/** No answer came: kept as unknown until asking finds out, unless more is known already. */
export async function writeSilence(tx: StoreTx, change: LockedChange): Promise<void> {
  if (change.current === "submitted") await writeAttempt(tx, change, { status: "unknown" });
}

type AttemptData = Parameters<StoreTx["paymentAttempt"]["update"]>[0]["data"];

async function writeAttempt(tx: StoreTx, { storeId, attempt }: LockedChange, data: AttemptData): Promise<void> {
  await tx.paymentAttempt.update({ where: { storeId_id: { storeId, id: attempt.id } }, data });
}

/** What an attempt that just ended keeps: when, and why if it failed. */
function ending(current: AttemptStatus, status: AttemptStatus, failure: FailureCode | null): AttemptData {
  if (!isFinal(status)) return {};
  // A timer that was set after the end is one of its refunds.
  return { failureCode: failure, ...(isFinal(current) ? {} : { finalAt: new Date(), nextPollAt: null }) };
}

async function tellEnd(tx: StoreTx, { storeId, attempt }: LockedChange, status: AttemptStatus, failure: FailureCode | null): Promise<void> {
  if (status !== "failed" && status !== "expired") return;
  const detail = { attemptNo: attempt.attemptNo, method: attempt.method, failure };
  const kind = status === "failed" ? "payment_failed" : "payment_expired";
  await addEntry(tx, storeId, { orderId: attempt.orderId, kind, detail });
  if (status === "failed") await record(tx, "payment.failed", { storeId, orderId: attempt.orderId, attemptId: attempt.id });
}

/** Plans the question number `pollCount` about an attempt: the timer is in the outbox, in the same transaction. */
export async function planPoll(tx: StoreTx, storeId: StoreId, attemptId: string, pollCount: number): Promise<void> {
  const where = { storeId_id: { storeId, id: attemptId } };
  const { orderId, expiresAt } = await tx.paymentAttempt.findUniqueOrThrow({ where, select: { orderId: true, expiresAt: true } });
  const order = await tx.order.findUniqueOrThrow({ where: { storeId_id: { storeId, id: orderId } }, select: { expiresAt: true } });
  const end = order.expiresAt ?? expiresAt;
  const nextPollAt = after(pollDelayMs(pollCount, end && clearedBy(end)));
  await tx.paymentAttempt.update({ where, data: { nextPollAt, pollCount } });
  await record(tx, "payment.poll_due", { storeId, attemptId, pollCount }, { notBefore: nextPollAt });
}
