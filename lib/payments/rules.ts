import { dayMs, hourMs, minuteMs, secondMs } from "@/lib/core/time";
import type { OrderFlag, PaymentSummary } from "@/lib/orders/types";
import type { GatewayStatus, MoneyFact } from "./gateways/port";

export const attemptStatuses = [
  "created",
  "submitted",
  "unknown",
  "requires_action",
  "pending",
  "authorized",
  "failed",
  "expired",
  "voided",
  "captured",
  "partially_refunded",
  "refunded",
  "disputed",
  "won",
  "lost",
] as const;
export type AttemptStatus = (typeof attemptStatuses)[number];

/** What the ledger says, summed. Cents. `refundedCents` is what went back and did not return. */
export type LedgerSums = { authorizedCents: number; capturedCents: number; refundedCents: number };
export type LedgerFact = { kind: MoneyFact["kind"]; gatewayRef: string; amountCents: number };

/** How far a status is; a lower one never overwrites a higher one. The three ways to end unpaid are equal: the first one stays. */
const ranks: Record<AttemptStatus, number> = {
  created: 0,
  submitted: 1,
  unknown: 1,
  requires_action: 2,
  pending: 3,
  authorized: 4,
  failed: 5,
  expired: 5,
  voided: 5,
  captured: 6,
  partially_refunded: 6,
  refunded: 6,
  disputed: 6,
  won: 6,
  lost: 6,
};

/** Nothing more is expected of the attempt by itself: it is not asked about again, and another may follow. */
export function isFinal(status: AttemptStatus): boolean {
  return ranks[status] >= 5;
}

/** Money was captured by it, whatever happened to the money later. */
export function isCaptured(status: AttemptStatus): boolean {
  return ranks[status] >= 6;
}

/** The bank has taken the money back, for now or for good: there is nothing of it to give. */
export function isContested(status: string): boolean {
  return status === "disputed" || status === "lost";
}

/** Reads a status word of the database; the database only holds ours. */
export function toAttemptStatus(word: string): AttemptStatus {
  const status = attemptStatuses.find((known) => known === word);
  if (!status) throw new Error(`unknown attempt status ${word}`);
  return status;
}

/** The sums of ledger entries, in cents. */
export function sumsOf(ledger: readonly LedgerFact[]): LedgerSums {
  const sum = (kind: MoneyFact["kind"]) => ledger.reduce((total, fact) => (fact.kind === kind ? total + fact.amountCents : total), 0);
  const refundedCents = sum("refunded") - sum("refund_reversed");
  return { authorizedCents: sum("authorized"), capturedCents: sum("captured"), refundedCents };
}

/**
 * What was captured by attempts of which money is still here. An order whose money all went back before it was seen (in the
 * gateway's dashboard, or by an end that met a payment) is not paid by it.
 */
export function standingCents(ledger: readonly (LedgerFact & { attemptId: string })[]): number {
  const attemptIds = [...new Set(ledger.map(({ attemptId }) => attemptId))];
  return attemptIds.reduce((total, id) => {
    const { capturedCents, refundedCents } = sumsOf(ledger.filter(({ attemptId }) => attemptId === id));
    return refundedCents < capturedCents ? total + capturedCents : total;
  }, 0);
}

/** Disputes that are not decided yet. A reference may carry the suffix of a running total. */
export function openDisputes(ledger: readonly LedgerFact[]): LedgerFact[] {
  const decided = new Set(
    ledger.filter(({ kind }) => kind === "dispute_won" || kind === "dispute_lost").map(({ gatewayRef }) => gatewayRef),
  );
  return ledger.filter(({ kind, gatewayRef }) => kind === "disputed" && !decided.has(gatewayRef));
}

/** Disputes that the bank decided against the merchant, and that no appeal has won since. */
export function lostDisputes(ledger: readonly LedgerFact[]): LedgerFact[] {
  const won = new Set(ledger.filter(({ kind }) => kind === "dispute_won").map(({ gatewayRef }) => gatewayRef));
  return ledger.filter(({ kind, gatewayRef }) => kind === "dispute_lost" && !won.has(gatewayRef));
}

/**
 * The status of an attempt: what its ledger proves, else what the gateway says where that is further than what is known.
 * `told` captured without money in the ledger proves nothing yet and counts as pending.
 */
export function nextStatus(current: AttemptStatus, told: GatewayStatus | "unknown", ledger: readonly LedgerFact[]): AttemptStatus {
  const proven = provenStatus(ledger);
  if (proven) return proven;
  const said: AttemptStatus = told === "captured" ? "pending" : told;
  if (current === "unknown" || current === "submitted") return said;
  return ranks[said] > ranks[current] ? said : current;
}

function provenStatus(ledger: readonly LedgerFact[]): AttemptStatus | null {
  const { capturedCents, refundedCents } = sumsOf(ledger);
  if (capturedCents === 0) return null;
  if (openDisputes(ledger).length > 0) return "disputed";
  if (lostDisputes(ledger).length > 0) return "lost";
  if (refundedCents >= capturedCents) return "refunded";
  if (refundedCents > 0) return "partially_refunded";
  return ledger.some(({ kind }) => kind === "dispute_won") ? "won" : "captured";
}

export type PaymentFacts = { amountCents: number; ledger: readonly LedgerFact[]; lastStatus: AttemptStatus };

/** The one word for how the money of an order stands. */
export function summaryOf({ amountCents, ledger, lastStatus }: PaymentFacts): PaymentSummary {
  const { capturedCents, refundedCents } = sumsOf(ledger);
  if (capturedCents > 0) {
    if (openDisputes(ledger).length > 0) return "disputed";
    if (isLost(ledger, amountCents)) return "lost";
    if (refundedCents >= capturedCents) return "refunded";
    if (refundedCents > 0) return "partially_refunded";
    return capturedCents >= amountCents ? "paid" : "pending";
  }
  if (lastStatus === "authorized") return "authorized";
  if (lastStatus === "failed" || lastStatus === "expired" || lastStatus === "voided") return "failed";
  return lastStatus === "created" ? "unpaid" : "pending";
}

/** A lost dispute took money that the order is short of now; another payment of it may have made up for that. */
function isLost(ledger: readonly LedgerFact[], amountCents: number): boolean {
  const { capturedCents, refundedCents } = sumsOf(ledger);
  const lostCents = lostDisputes(ledger).reduce((total, fact) => total + fact.amountCents, 0);
  return lostCents > 0 && capturedCents - refundedCents - lostCents < amountCents;
}

/** Raised by what happens, not by the sums; with all money given back, nothing is left to do about the second and third. */
type LastingFlag = "address_problem" | "paid_unfulfillable" | "refund_failed";
const endedByRefund: readonly string[] = ["paid_unfulfillable", "refund_failed"] satisfies LastingFlag[];

export type FlagFacts = Omit<PaymentFacts, "lastStatus"> & {
  /** The goods are gone, or never go: of a lost dispute there is nothing left to do. Else somebody has to keep them back. */
  isOver?: boolean;
};

/** The flags that the sums themselves raise or lower; the rest of `flags` stays. */
export function flagsOf(flags: readonly string[], { amountCents, ledger, isOver = false }: FlagFacts): string[] {
  const { capturedCents, refundedCents } = sumsOf(ledger);
  const net = capturedCents - refundedCents;
  const derived: Record<Exclude<OrderFlag, LastingFlag>, boolean> = {
    overpaid: net > amountCents,
    amount_mismatch: capturedCents > 0 && capturedCents < amountCents && net > 0,
    disputed: openDisputes(ledger).length > 0 || (!isOver && isLost(ledger, amountCents)),
  };
  const isAllBack = capturedCents > 0 && net === 0;
  const kept = flags.filter((flag) => !(flag in derived) && !(isAllBack && endedByRefund.includes(flag)));
  const raised = Object.entries(derived).flatMap(([flag, isRaised]) => (isRaised ? [flag] : []));
  return [...new Set([...kept, ...raised])];
}

const firstPolls = [30 * secondMs, 2 * minuteMs, 10 * minuteMs];
/** Asked each hour for four days at least; after that, and once no money can be under way any more, once a day. */
const hourlyPolls = 96;

/** How long to wait before asking the gateway again, after it was asked `pollCount` times. Each hour until `clearedAt`, however long. */
export function pollDelayMs(pollCount: number, clearedAt: Date | null = null, now: Date = new Date()): number {
  const isHourly = pollCount < firstPolls.length + hourlyPolls || (clearedAt !== null && now < clearedAt);
  return firstPolls[pollCount] ?? (isHourly ? hourMs : dayMs);
}

/** Longer than a call to a gateway, and its retry, may take to arrive there. */
const underWayMs = 2 * minuteMs;

/** Whether "nothing under this reference" is believed: a charge may still be on its way, so it is said of an old one, and again. */
export function isAbsenceProven(
  { pollCount, submittedAt }: { pollCount: number; submittedAt: Date | null },
  now: Date = new Date(),
): boolean {
  const isOld = submittedAt === null || now.getTime() - submittedAt.getTime() >= underWayMs;
  return pollCount > 0 && isOld;
}
