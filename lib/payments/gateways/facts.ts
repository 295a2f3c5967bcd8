import type { MoneyFact, Uncontested } from "@/lib/payments/gateways/port";

/** What the ledger holds of one payment already. */
export type KnownFact = Pick<MoneyFact, "kind" | "gatewayRef" | "amountCents" | "occurredAt">;

/**
 * The facts that the ledger does not hold yet, each under a reference that is unique for its kind, so that applying an answer
 * again, or an older one after a newer one, adds nothing. A running total becomes the difference to what is held under it.
 */
export function newFacts(known: readonly KnownFact[], told: readonly MoneyFact[]): MoneyFact[] {
  return told.flatMap(({ isTotal, ...fact }) => {
    if (isTotal) return growthOf(known, fact);
    return known.some(({ kind, gatewayRef }) => kind === fact.kind && gatewayRef === fact.gatewayRef) ? [] : [fact];
  });
}

/** What a running total adds. Disputes that ended before it was told are no part of it: a second one counts anew. */
function growthOf(known: readonly KnownFact[], fact: MoneyFact): MoneyFact[] {
  const under = known.filter((entry) => entry.kind === fact.kind && isUnder(fact.gatewayRef, entry.gatewayRef));
  const counted = under.filter((entry) => !known.some((end) => isWon(end, entry) && end.occurredAt < fact.occurredAt));
  const amountCents = counted.reduce((left, entry) => left - entry.amountCents, fact.amountCents);
  if (amountCents <= 0) return [];
  return [{ ...fact, amountCents, gatewayRef: freeRef(fact, under) }];
}

/** `ch_1`, then `ch_1#2500` for what a total of 2500 added, then `ch_1#2500.2` should the total be the same once more. */
function freeRef({ gatewayRef, amountCents }: MoneyFact, under: readonly KnownFact[]): string {
  if (under.length === 0) return gatewayRef;
  const ref = `${gatewayRef}#${amountCents}`;
  return under.some((entry) => entry.gatewayRef === ref) ? `${ref}.${under.length}` : ref;
}

/** The disputes that are over because nobody contests the payment any more: those held as open that are older than that. */
export function wonDisputes(known: readonly KnownFact[], uncontested: Uncontested | undefined): MoneyFact[] {
  if (!uncontested) return [];
  const { gatewayRef: reference, currency, asOf: occurredAt } = uncontested;
  const over = known.filter(
    (entry) =>
      entry.kind === "disputed" &&
      isUnder(reference, entry.gatewayRef) &&
      entry.occurredAt < occurredAt &&
      !known.some((end) => isWon(end, entry)),
  );
  return over.map(({ gatewayRef, amountCents }) => ({ kind: "dispute_won", gatewayRef, amountCents, currency, occurredAt }));
}

function isWon(end: KnownFact, { kind, gatewayRef }: KnownFact): boolean {
  return kind === "disputed" && end.kind === "dispute_won" && end.gatewayRef === gatewayRef;
}

/** `ch_1#2500` is what a total of 2500 added under `ch_1`. */
export function isUnder(reference: string, entryRef: string): boolean {
  return entryRef === reference || entryRef.startsWith(`${reference}#`);
}
