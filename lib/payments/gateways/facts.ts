import type { MoneyFact } from "@/lib/payments/gateways/port";

/** What the ledger holds of one payment already. */
export type KnownFact = Pick<MoneyFact, "kind" | "gatewayRef" | "amountCents">;

/**
 * The facts that the ledger does not hold yet, each under a reference that is unique for its kind, so that applying an answer
 * again, or an older one after a newer one, adds nothing. A running total becomes the difference to what is held under it.
 */
export function newFacts(known: readonly KnownFact[], told: readonly MoneyFact[]): MoneyFact[] {
  return told.flatMap((fact) => {
    const held = known.filter((entry) => entry.kind === fact.kind && isUnder(fact.gatewayRef, entry.gatewayRef));
    if (!fact.isTotal) return held.some((entry) => entry.gatewayRef === fact.gatewayRef) ? [] : [fact];

    const { isTotal: _, ...plain } = fact;
    const missing = held.reduce((left, entry) => left - entry.amountCents, fact.amountCents);
    if (missing <= 0) return [];
    return [{ ...plain, amountCents: missing, gatewayRef: held.length === 0 ? fact.gatewayRef : `${fact.gatewayRef}#${fact.amountCents}` }];
  });
}

/** `ch_1#2500` is what a total of 2500 added under `ch_1`. */
function isUnder(reference: string, entryRef: string): boolean {
  return entryRef === reference || entryRef.startsWith(`${reference}#`);
}
