import type { Currency } from "@/lib/core/money";
import type { ListedPayment } from "./gateways/books";

/** What one side knows of a payment. Cents. */
export type Side = { capturedCents: number; refundedCents: number; isDisputed: boolean };

/**
 * `isDisputeOver`: each dispute is decided, one in the merchant's favour, or the bank only asked and took no money. Gateways differ in
 * whether they (still) tell of it.
 */
export type OurFigures = Side & { isDisputeOver: boolean };

/** An attempt of ours with what the ledger holds of it. */
export type OurSide = OurFigures & { attemptId: string; orderId: string; gatewayRef: string; reference: string; currency: Currency };

/** How far back a person may have payments listed; the daily comparison takes `dailyDays`. Shorter ones are for who has many. */
export const periodsDays = [7, 35, 90, 180] as const;
export const dailyDays = 35;

export const differenceKinds = ["unknown_here", "unknown_there", "captured", "refunded", "disputed"] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** A payment of which the gateway and the ledger say different things. */
export type Difference = {
  kind: DifferenceKind;
  gatewayRef: string;
  reference: string | null;
  currency: Currency;
  there: Side;
  here: Side;
  attemptId: string | null;
  orderId: string | null;
};

export const nothing: Side = { capturedCents: 0, refundedCents: 0, isDisputed: false };

/** Where two sides part, the greater matter first; null when they agree. */
export function kindOf(there: Side, here: OurFigures): Exclude<DifferenceKind, "unknown_here"> | null {
  if (there.capturedCents !== here.capturedCents) return there.capturedCents === 0 && here.capturedCents > 0 ? "unknown_there" : "captured";
  if (there.refundedCents !== here.refundedCents) return "refunded";
  return there.isDisputed === here.isDisputed || here.isDisputeOver ? null : "disputed";
}

/** Adds up what the gateway lists for one attempt: tries that were refused beside the one that was paid, or two that were paid. */
export function sumOf(listed: readonly Side[]): Side {
  return listed.reduce(
    (sum, one) => ({
      capturedCents: sum.capturedCents + one.capturedCents,
      refundedCents: sum.refundedCents + one.refundedCents,
      isDisputed: sum.isDisputed || one.isDisputed,
    }),
    nothing,
  );
}

export type Matched = { listed: ListedPayment; ours: OurSide | null };

/**
 * The differences between the gateway's list and our attempts. `expected` are attempts with money that the list should hold; one
 * that it does not is `unknown_there`. A listed payment without money that we do not know is nobody's matter.
 */
export function differencesOf(matched: readonly Matched[], expected: readonly OurSide[]): Difference[] {
  const strangers = matched.flatMap(({ listed, ours }) => (ours === null && listed.capturedCents > 0 ? [strangerOf(listed)] : []));
  const listedOf = new Map<string, { ours: OurSide; listed: ListedPayment[] }>(
    expected.map((ours) => [ours.attemptId, { ours, listed: [] }]),
  );
  for (const { listed, ours } of matched) {
    if (!ours) continue;
    const group = listedOf.get(ours.attemptId) ?? { ours, listed: [] };
    listedOf.set(ours.attemptId, { ...group, listed: [...group.listed, listed] });
  }
  const known = [...listedOf.values()].flatMap(({ ours, listed }) => differenceOf(ours, sumOf(listed)) ?? []);
  return [...strangers, ...known];
}

/** The difference between an attempt and what the gateway says of it; null when they agree. */
export function differenceOf(ours: OurSide, there: Side): Difference | null {
  const kind = kindOf(there, ours);
  if (kind === null) return null;
  const { attemptId, orderId, gatewayRef, reference, currency, isDisputeOver: _, ...here } = ours;
  return { kind, gatewayRef: gatewayRef || reference, reference, currency, there, here, attemptId, orderId };
}

/** The gateway knew of more than we did. */
export function wasBehind({ there, here }: Difference): boolean {
  return there.capturedCents > here.capturedCents || there.refundedCents > here.refundedCents || (there.isDisputed && !here.isDisputed);
}

function strangerOf({ gatewayRef, reference, currency, capturedCents, refundedCents, isDisputed }: ListedPayment): Difference {
  const there = { capturedCents, refundedCents, isDisputed };
  return { kind: "unknown_here", gatewayRef, reference, currency, there, here: nothing, attemptId: null, orderId: null };
}
