import type { StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { after } from "@/lib/core/time";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { addEntry } from "@/lib/orders/timeline";
import { openGateway } from "./accounts";
import { recordAct } from "./acts";
import { lockChange, planPoll } from "./attempt-changes";
import type { BankAccount, BankAccountField, GatewayAnswer } from "./gateways/port";
import { flagKeptMoney, type RefundWish, requestRefundOf } from "./refund-facts";
import { isRefundEnded } from "./refund-rules";
import { pollDelayMs } from "./rules";
import { applyRefund } from "./settle";

/** What became of a refund, and which parts of the bank account the gateway did not take. */
export type Completed = { outcome: RefundOutcome; refusedFields: readonly BankAccountField[] };

export type Completion = { orderId: string; refundId: string; actorId: string };

/**
 * Gives a refund that waits for it the shopper's bank account. Fails with `not_found` for a refund that is none of this order's or
 * waits for nothing.
 */
export async function completeRefund(
  storeId: StoreId,
  { orderId, refundId, actorId }: Completion,
  bankAccount: BankAccount,
): Promise<Result<Completed, "not_found">> {
  const where = { storeId, id: refundId, status: "needs_data", payment: { orderId } };
  const isWaiting = await withStore(storeId, async (tx) => {
    const waiting = await tx.refund.findFirst({ where, select: { amountCents: true } });
    if (!waiting) return false;
    const detail = { refundId, amountCents: waiting.amountCents };
    await recordAct(tx, storeId, { action: "payments.refund_account_given", orderId, actorId, detail });
    return true;
  });
  return isWaiting ? ok(await sendRefund(storeId, refundId, bankAccount)) : fail("not_found");
}

/** Asks for money of an attempt back. Fails with `too_much` when more is asked than is left, also under parallel clicks. */
export async function requestRefund(storeId: StoreId, attemptId: string, wish: RefundWish): Promise<Result<string, "too_much">> {
  return withStore(storeId, async (tx) => {
    const change = await lockChange(tx, storeId, attemptId);
    const refundId = await requestRefundOf(tx, change, wish);
    return refundId ? ok(refundId) : fail("too_much");
  });
}

export const refundOutcomes = ["settled", "submitted", "failed", "withdrawn", "unknown", "needs_data"] as const;
export type RefundOutcome = (typeof refundOutcomes)[number];

/**
 * Sends a refund to the gateway: outside any transaction, under a key of its own, so that sending it again gives back once. A
 * boleto's refund needs the shopper's bank account, which is passed on and not kept: without it the refund waits for it, also
 * after an answer was lost.
 */
export async function submitRefund(storeId: StoreId, refundId: string): Promise<RefundOutcome> {
  return (await sendRefund(storeId, refundId)).outcome;
}

/** Where a refund stands now. One that was not sent yet counts as unknown: nothing is known of it. */
export async function readOutcome(storeId: StoreId, id: string): Promise<RefundOutcome> {
  const { status } = await withStore(storeId, (tx) => tx.refund.findUniqueOrThrow({ where: { storeId_id: { storeId, id } } }));
  return refundOutcomes.find((known) => known === status) ?? "unknown";
}

const told = (outcome: RefundOutcome): Completed => ({ outcome, refusedFields: [] });

async function sendRefund(storeId: StoreId, refundId: string, bankAccount?: BankAccount): Promise<Completed> {
  const where = { storeId_id: { storeId, id: refundId } };
  const refund = await withStore(storeId, (tx) => tx.refund.findUniqueOrThrow({ where, include: { attempt: true } }));
  const { attempt, status } = refund;
  if (status === "settled" || status === "submitted" || isRefundEnded(status)) return told(await readOutcome(storeId, refundId));
  if (attempt.method === "boleto" && !bankAccount) return told(await awaitAccount(storeId, refundId));
  if (!attempt.gatewayRef) throw new Error(`refund ${refundId}: the attempt has no object at the gateway`);

  if (!(await withStore(storeId, (tx) => markSent(tx, storeId, refund)))) return told(await readOutcome(storeId, refundId));
  const { gateway, credentials } = await openGateway(storeId, attempt.gatewayAccountId);
  const answer = await gateway.refund(credentials, {
    idempotencyKey: keyOf(refund),
    gatewayRef: attempt.gatewayRef,
    amountCents: refund.amountCents,
    reason: refund.reason,
    ...(bankAccount ? { bankAccount } : {}),
  });
  return applyRefundAnswer(storeId, { id: refundId, attemptId: attempt.id, orderId: attempt.orderId }, answer);
}

/** A gateway keeps its first answer under a key, a refusal too: an account that it did not take used that key up. */
function keyOf({ id, storeId, refusedAccounts, attempt }: SentRefund): string {
  const key = `${storeId}:${attempt.orderId}:${attempt.attemptNo}:refund-${id}`;
  return refusedAccounts === 0 ? key : `${key}-${refusedAccounts}`;
}

async function awaitAccount(storeId: StoreId, id: string): Promise<RefundOutcome> {
  const where = { storeId, id, status: { in: ["requested", "unknown"] } };
  await withStore(storeId, (tx) => tx.refund.updateMany({ where, data: { status: "needs_data" } }));
  return readOutcome(storeId, id);
}

type SentRefund = {
  id: string;
  storeId: string;
  attemptId: string;
  sentAt: Date | null;
  refusedAccounts: number;
  attempt: { orderId: string; attemptNo: number };
};

/**
 * From now on nothing is known of the refund until the gateway answers; the timer that asks is planned with it, unless an earlier
 * one goes off before. False when it has ended meanwhile: it must not be sent.
 */
async function markSent(tx: StoreTx, storeId: StoreId, { id, attemptId, sentAt }: SentRefund): Promise<boolean> {
  const { attempt } = await lockChange(tx, storeId, attemptId);
  const where = { storeId, id, status: { in: ["needs_data", "requested", "unknown"] } };
  const marked = await tx.refund.updateMany({ where, data: { status: "unknown", sentAt: sentAt ?? new Date() } });
  if (marked.count === 0) return false;
  const isLate = sentAt === null && attempt.nextPollAt !== null && attempt.nextPollAt > after(pollDelayMs(0));
  if (!attempt.nextPollAt || isLate) await planPoll(tx, storeId, attemptId, 0);
  return true;
}

type AnsweredRefund = { id: string; attemptId: string; orderId: string };

async function applyRefundAnswer(storeId: StoreId, refund: AnsweredRefund, answer: GatewayAnswer): Promise<Completed> {
  if (answer.kind === "state") {
    await markTaken(storeId, refund.id, answer.state.refundRef);
    await applyRefund(storeId, refund, answer.state);
  }
  if (answer.kind === "rejected" && answer.refusedFields) return refuseAccount(storeId, refund.id, answer.refusedFields);
  if (answer.kind === "rejected") await endRefused(storeId, refund, answer.refundRef);
  if (answer.kind === "not_found") await endRefused(storeId, refund, undefined);
  return told(await readOutcome(storeId, refund.id));
}

/** The gateway took it on. Its id of the refund is kept: by it, what becomes of it later is told apart from other refunds. */
export async function markTaken(storeId: StoreId, id: string, gatewayRef: string | undefined): Promise<void> {
  await withStore(storeId, async (tx) => {
    await tx.refund.updateMany({ where: { storeId, id, status: "unknown" }, data: { status: "submitted" } });
    if (gatewayRef) await tx.refund.updateMany({ where: { storeId, id, gatewayRef: null }, data: { gatewayRef } });
  });
}

async function refuseAccount(storeId: StoreId, id: string, refusedFields: readonly BankAccountField[]): Promise<Completed> {
  const data = { status: "needs_data", sentAt: null, refusedAccounts: { increment: 1 } };
  await withStore(storeId, (tx) => tx.refund.updateMany({ where: { storeId, id, status: "unknown" }, data }));
  return { outcome: await readOutcome(storeId, id), refusedFields };
}

async function endRefused(storeId: StoreId, refund: AnsweredRefund, gatewayRef: string | undefined): Promise<void> {
  const data = { status: "failed", ...(gatewayRef ? { gatewayRef } : {}) };
  await withStore(storeId, async (tx) => {
    const failed = await tx.refund.updateMany({ where: { storeId, id: refund.id, status: "unknown" }, data });
    if (failed.count === 0) return;
    await addEntry(tx, storeId, { orderId: refund.orderId, kind: "refund_failed" });
    await flagKeptMoney(tx, storeId, refund.orderId);
  });
}
