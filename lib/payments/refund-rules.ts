import type { FailedRefund } from "./gateways/port";
import type { LedgerFact } from "./rules";

export type RefundRow = { id: string; amountCents: number; status: string };

/** Money that is still promised to the shopper, and has not gone back. */
export const openRefundStatuses = ["needs_data", "requested", "submitted", "unknown"] as const;

/** Will not be made any more: what it asked for may be asked for anew. */
export function isRefundEnded(status: string): boolean {
  return status === "failed" || status === "withdrawn";
}

/**
 * Which of the refunds on their way a refunded sum settles. `performedId` is the one that the gateway has just said it made; the
 * others only when the sum covers all of them, because a sum does not say whose it is. `madeElsewhereCents` is money that went
 * back while none of ours was on its way: somebody gave it back at the gateway itself.
 */
export function settledRefunds(
  refunds: readonly RefundRow[],
  refundedCents: number,
  performedId?: string,
): { settledIds: string[]; madeElsewhereCents: number } {
  const left = refundedCents - sumOf(refunds.filter(({ status }) => status === "settled"));
  const waiting = refunds.filter(({ status }) => status === "submitted" || status === "unknown");
  if (waiting.length === 0) return { settledIds: [], madeElsewhereCents: Math.max(0, left) };

  const performed = waiting.filter(({ id, amountCents }) => id === performedId && amountCents <= left);
  const settled = sumOf(waiting) <= left ? waiting : performed;
  const isAllSettled = settled.length === waiting.length;
  return { settledIds: settled.map(({ id }) => id), madeElsewhereCents: isAllSettled ? left - sumOf(settled) : 0 };
}

/** What may still be given back of an attempt: captured, less every refund that was neither refused nor withdrawn. */
export function refundableCents(
  capturedCents: number,
  refunds: readonly Pick<RefundRow, "amountCents" | "status">[],
  refundedCents: number,
): number {
  const promised = refunds.reduce((sum, { status, amountCents }) => (isRefundEnded(status) ? sum : sum + amountCents), 0);
  return Math.max(0, capturedCents - Math.max(promised, refundedCents));
}

/** A refund of ours with the id that the gateway has for it, where it is known. */
export type NamedRefund = RefundRow & { gatewayRef: string | null };

/**
 * Which of our refunds each of the gateway's failed ones is: the one with its id, else the newest without an id that has its
 * amount and is not over. One that counts as made is over unless less went back than is counted. A failed refund that is known
 * as failed, and one made at the gateway that never became ours, is none.
 */
export function refundsThatFailed(
  refunds: readonly NamedRefund[],
  failed: readonly FailedRefund[],
  refundedCents: number,
): { id: string; gatewayRef: string }[] {
  const taken = new Set<string>();
  let surplus = sumOf(refunds.filter(({ status }) => status === "settled")) - refundedCents;
  return failed.flatMap(({ gatewayRef, amountCents }) => {
    const isAlike = (one: NamedRefund) =>
      one.gatewayRef === null && one.amountCents === amountCents && !taken.has(one.id) && (isUnderWay(one) || isCounted(one, surplus));
    const found = refunds.find((refund) => refund.gatewayRef === gatewayRef) ?? refunds.findLast(isAlike);
    if (!found || !(isUnderWay(found) || isCounted(found, surplus))) return [];
    taken.add(found.id);
    if (found.status === "settled") surplus -= amountCents;
    return [{ id: found.id, gatewayRef }];
  });
}

function isUnderWay({ status }: Pick<RefundRow, "status">): boolean {
  return status === "submitted" || status === "unknown";
}

function isCounted({ status, amountCents }: RefundRow, surplusCents: number): boolean {
  return status === "settled" && amountCents <= surplusCents;
}

/** The id that the gateway has for a refund of this amount that was made, where no refund of ours has it yet. */
export function refOfMade(facts: readonly LedgerFact[], refunds: readonly NamedRefund[], amountCents: number): string | null {
  return unnamedFacts(facts, refunds).find((fact) => fact.amountCents === amountCents)?.gatewayRef ?? null;
}

function unnamedFacts(facts: readonly LedgerFact[], refunds: readonly NamedRefund[]): LedgerFact[] {
  const gone = new Set(facts.filter(({ kind }) => kind === "refund_reversed").map(({ gatewayRef }) => gatewayRef));
  const known = new Set(refunds.map(({ gatewayRef }) => gatewayRef));
  return facts.filter(({ kind, gatewayRef }) => kind === "refunded" && !gone.has(gatewayRef) && !known.has(gatewayRef));
}

/**
 * The refunds that are written down for money that somebody gave back at the gateway: one for each fact that no refund of ours
 * names, where these make up the sum; else a single one without an id.
 */
export function madeElsewhere(
  facts: readonly LedgerFact[],
  refunds: readonly NamedRefund[],
  cents: number,
): { amountCents: number; gatewayRef: string | null }[] {
  if (cents <= 0) return [];
  const unnamed = unnamedFacts(facts, refunds);
  const isExact = sumOf(unnamed) === cents;
  return isExact ? unnamed.map(({ amountCents, gatewayRef }) => ({ amountCents, gatewayRef })) : [{ amountCents: cents, gatewayRef: null }];
}

function sumOf(rows: readonly { amountCents: number }[]): number {
  return rows.reduce((total, { amountCents }) => total + amountCents, 0);
}

/** The requests that wait for a bank account and fit no longer: what they ask for went back in another way. Older ones come first. */
export function overtakenRequests<Row extends RefundRow>(refunds: readonly Row[], { capturedCents, refundedCents }: Sums): Row[] {
  const underWay = sumOf(refunds.filter(({ status }) => status === "requested" || isUnderWay({ status })));
  let left = capturedCents - refundedCents - underWay;
  return refunds.filter(({ status, amountCents }) => {
    if (status !== "needs_data") return false;
    if (amountCents > left) return true;
    left -= amountCents;
    return false;
  });
}

type Sums = { capturedCents: number; refundedCents: number };

type Paid = Sums & { refunds: readonly Pick<RefundRow, "amountCents" | "status">[] };

/**
 * What to propose when money of an attempt is to go back: what came beyond the total and is not being given back yet (its goods
 * stay sold), else all that is left of the attempt.
 */
export function proposedRefund(
  refundableCents: number,
  { capturedCents, refundedCents, refunds }: Paid,
  owedCents: number,
): { amountCents: number; isSurplus: boolean } {
  const isOpen = ({ status }: { status: string }) => openRefundStatuses.some((open) => open === status);
  const surplusCents = capturedCents - refundedCents - sumOf(refunds.filter(isOpen)) - owedCents;
  const isSurplus = surplusCents > 0;
  return { amountCents: isSurplus ? Math.min(surplusCents, refundableCents) : refundableCents, isSurplus };
}
