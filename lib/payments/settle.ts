import type { StoreId } from "@/lib/core/ids";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { confirmPaidOrder } from "@/lib/orders/confirm";
import { addEntry, type NewEntry } from "@/lib/orders/timeline";
import type { EntryKind } from "@/lib/orders/types";
import { keyFields, openGatewayOf } from "./accounts";
import { type LockedChange, lockChange, planPoll, type UnpaidEnd, writeSilence, writeState, writeUnpaidEnd } from "./attempt-changes";
import { captureUntil } from "./deadlines";
import { writeDisputes } from "./dispute-facts";
import type { FailureCode, GatewayAnswer, MoneyFact, PaymentState } from "./gateways/port";
import { holdForCapture } from "./hold-until";
import { appendFacts, ledgerOf } from "./ledger";
import { writeOrderMoney } from "./order-money";
import { endFailedRefunds, flagWonBack, requestLateRefund, settleRefunds } from "./refund-facts";
import { type AttemptStatus, isAbsenceProven, isCaptured, isFinal, nextStatus, standingCents, sumsOf } from "./rules";

/** Where an attempt stands after it was asked about; `silent` when the gateway did not answer. */
export type Settled = AttemptStatus | "silent";

/**
 * Asks the gateway about an attempt and applies what it says: the one way in which money facts reach an order, for the shopper's
 * return, notices, polls and people alike. A hundred calls equal one. The object is fetched before the lock; nothing is believed
 * that was not fetched. An attempt that was never submitted is not asked about.
 */
export async function settleAttempt(storeId: StoreId, attemptId: string): Promise<Settled> {
  const answer = await askAbout(storeId, attemptId);
  return answer ? applyAnswer(storeId, attemptId, answer) : "created";
}

/** What the gateway says of an attempt now, applied to nothing; null when the attempt was never submitted. */
export async function askAbout(storeId: StoreId, attemptId: string): Promise<GatewayAnswer | null> {
  const attempt = await withStore(storeId, (tx) =>
    tx.paymentAttempt.findUniqueOrThrow({
      where: { storeId_id: { storeId, id: attemptId } },
      select: { status: true, gatewayRef: true, gatewayCode: true, submittedAt: true, account: { select: keyFields } },
    }),
  );
  if (attempt.status === "created") return null;
  const { gateway, credentials } = openGatewayOf(attempt.account);
  const { gatewayRef, gatewayCode: reference, submittedAt } = attempt;
  return gateway.find(credentials, { gatewayRef, reference, submittedAt });
}

/** Applies an answer of the gateway to its attempt, in one transaction with the payment locked. */
export async function applyAnswer(storeId: StoreId, attemptId: string, answer: GatewayAnswer): Promise<Settled> {
  return withStore(storeId, async (tx) => {
    const change = await lockChange(tx, storeId, attemptId);
    if (answer.kind === "state") return applyState(tx, change, answer.state);
    if (answer.kind === "rejected") return applyFailure(tx, change, answer.failure);
    if (answer.kind === "not_found") return applyMissing(tx, change);
    await writeSilence(tx, change);
    return "silent";
  });
}

/** Applies the state of an attempt after the gateway made one of our refunds. */
export async function applyRefund(storeId: StoreId, refund: { id: string; attemptId: string }, state: PaymentState): Promise<void> {
  await withStore(storeId, async (tx) => {
    const change = await lockChange(tx, storeId, refund.attemptId);
    await applyState(tx, { ...change, performedRefundId: refund.id }, state);
  });
}

/** Applies what is known of an attempt now. Call it with the payment locked. */
export async function applyState(tx: StoreTx, change: LockedChange, state: PaymentState): Promise<AttemptStatus> {
  const { added, own, all } = await appendFacts(tx, change, state);
  const status = nextStatus(change.current, toldBy(change, state), own);
  await writeState(tx, change, status, state);
  await writeDisputes(tx, change, { told: state.disputes, own });
  if (status === "authorized" && change.current !== status) await hold(tx, change);
  if (isHeldInVain(change, state)) await planPoll(tx, change.storeId, change.attempt.id, 0);
  for (const fact of added.filter(isWhole)) await addEntry(tx, change.storeId, entryOf(change, fact));
  const owedCents = await writeOrderMoney(tx, change, own, all);
  await endFailedRefunds(tx, change, { told: state.failedRefunds, own });
  await settleRefunds(tx, change, own);
  if (added.some(({ kind }) => kind === "dispute_won")) await flagWonBack(tx, change, all);
  const isNewMoney = sumsOf(added).capturedCents > 0;
  if (isNewMoney && standingCents(all) >= owedCents) await confirm(tx, change);
  return status;
}

/** Card money that is held for an attempt which ended without it: nobody will take it, so its poll lets it go. */
function isHeldInVain({ current, attempt }: LockedChange, { status }: PaymentState): boolean {
  return status === "authorized" && isFinal(current) && !isCaptured(current) && attempt.nextPollAt === null;
}

async function hold(tx: StoreTx, { storeId, order, attempt }: LockedChange): Promise<void> {
  await holdForCapture(tx, storeId, { orderId: order.id, attemptId: attempt.id }, captureUntil());
}

/** A word that we do not know moves nothing but an attempt of which nothing was known: the gateway has it, that much is told. */
function toldBy({ current }: LockedChange, { status, unknownWord }: PaymentState): PaymentState["status"] | "unknown" {
  const isKnown = unknownWord === null || status !== "pending" || current === "submitted" || current === "unknown";
  return isKnown ? status : "unknown";
}

async function confirm(tx: StoreTx, change: LockedChange): Promise<void> {
  const { storeId, order } = change;
  const where = { storeId_id: { storeId, id: order.id } };
  const flagged = await tx.order.findUniqueOrThrow({ where, select: { id: true, status: true, flags: true } });
  const outcome = await confirmPaidOrder(tx, storeId, flagged);
  if (outcome === "unfulfillable") await requestLateRefund(tx, change);
}

const entryKinds: Record<MoneyFact["kind"], EntryKind> = {
  authorized: "payment_authorized",
  captured: "payment_captured",
  refunded: "payment_refunded",
  refund_reversed: "refund_reversed",
  voided: "payment_voided",
  disputed: "payment_disputed",
  dispute_won: "dispute_won",
  dispute_lost: "dispute_lost",
};

/** A refund that was never known to be made when it failed is told as that alone. */
function isWhole({ kind, gatewayRef }: MoneyFact, _: number, added: readonly MoneyFact[]): boolean {
  const other = kind === "refunded" ? "refund_reversed" : kind === "refund_reversed" ? "refunded" : null;
  return !added.some((fact) => fact.kind === other && fact.gatewayRef === gatewayRef);
}

function entryOf({ attempt }: LockedChange, { kind, amountCents }: MoneyFact): NewEntry {
  const { orderId, attemptNo, method } = attempt;
  return { orderId, kind: entryKinds[kind], detail: { amountCents, attemptNo, method } };
}

/** Ends an attempt that the gateway refused for good, or that was never made, unless it ended or was paid meanwhile. */
export async function applyFailure(tx: StoreTx, change: LockedChange, failure: FailureCode): Promise<AttemptStatus> {
  return endUnpaid(tx, change, { status: "failed", failure });
}

/** Ends an attempt whose time is over although the gateway does not end it, unless it ended or was paid meanwhile. */
export async function applyLapse(tx: StoreTx, change: LockedChange): Promise<AttemptStatus> {
  return endUnpaid(tx, change, { status: "expired", failure: "payment_expired" });
}

async function endUnpaid(tx: StoreTx, change: LockedChange, end: UnpaidEnd): Promise<AttemptStatus> {
  const all = await ledgerOf(tx, change.storeId, change.payment.id);
  const own = all.filter(({ attemptId }) => attemptId === change.attempt.id);
  const status = nextStatus(change.current, end.status, own);
  if (status === change.current) return status;
  await writeUnpaidEnd(tx, change, end);
  await writeOrderMoney(tx, change, own, all);
  return status;
}

async function applyMissing(tx: StoreTx, change: LockedChange): Promise<Settled> {
  const { attempt, current } = change;
  const isProven = attempt.gatewayRef === null && isAbsenceProven(attempt);
  return isProven ? applyFailure(tx, change, "gateway_refused") : current;
}
