import { newId, type StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import { newFacts, wonDisputes } from "./gateways/facts";
import type { MoneyFact, PaymentState } from "./gateways/port";
import type { LedgerFact } from "./rules";

export type Ledger = {
  /** What was not known before. */
  added: MoneyFact[];
  /** All facts of the attempt. */
  own: LedgerFact[];
  /** All facts of the payment, its other attempts included. */
  all: (LedgerFact & { attemptId: string })[];
};

type Place = { storeId: StoreId; attempt: { id: string; paymentId: string }; payment: { currency: string } };

type Told = Pick<PaymentState, "facts" | "uncontested">;

/**
 * Appends the money facts that the ledger does not hold yet. Unique per payment, kind and gateway reference, so a fact told twice
 * is held once. Call it with the payment locked. Throws on another currency than the payment's: nothing here may guess a rate.
 */
export async function appendFacts(tx: StoreTx, place: Place, state: Told): Promise<Ledger> {
  const { facts: told, uncontested } = state;
  const { storeId, attempt, payment } = place;
  if (told.some(({ currency }) => currency !== payment.currency)) throw new Error(`attempt ${attempt.id}: money in another currency`);

  const known = await ledgerOf(tx, storeId, attempt.paymentId);
  const added = [...newFacts(known, told), ...wonDisputes(known, uncontested)];
  const rows = added.map(({ kind, gatewayRef, amountCents, occurredAt }) => ({
    storeId,
    id: newId(),
    paymentId: attempt.paymentId,
    attemptId: attempt.id,
    kind,
    gatewayRef,
    amountCents,
    occurredAt,
  }));
  if (rows.length > 0) await tx.ledgerEntry.createMany({ data: rows, skipDuplicates: true });
  // Nobody else appends while the payment is locked: what was known and what was added is all.
  const all = [...known, ...rows];
  return { added, own: all.filter(({ attemptId }) => attemptId === attempt.id), all };
}

export type HeldFact = LedgerFact & Pick<MoneyFact, "occurredAt"> & { attemptId: string };

/** The ledger of a payment, oldest first. */
export async function ledgerOf(tx: StoreTx, storeId: StoreId, paymentId: string): Promise<HeldFact[]> {
  const rows = await tx.ledgerEntry.findMany({
    where: { storeId, paymentId },
    select: { kind: true, gatewayRef: true, amountCents: true, occurredAt: true, attemptId: true },
    orderBy: { id: "asc" },
  });
  return rows.map((row) => ({ ...row, kind: toKind(row.kind) }));
}

/** The same of one attempt alone. */
export async function ledgerOfAttempt(tx: StoreTx, storeId: StoreId, attempt: Place["attempt"]): Promise<HeldFact[]> {
  return (await ledgerOf(tx, storeId, attempt.paymentId)).filter(({ attemptId }) => attemptId === attempt.id);
}

const kinds: readonly MoneyFact["kind"][] = [
  "authorized",
  "captured",
  "refunded",
  "refund_reversed",
  "voided",
  "disputed",
  "dispute_won",
  "dispute_lost",
];

/** Reads rows of the ledger. */
export function toFacts(rows: readonly { kind: string; gatewayRef: string; amountCents: number }[]): LedgerFact[] {
  return rows.map(({ kind, gatewayRef, amountCents }) => ({ kind: toKind(kind), gatewayRef, amountCents }));
}

function toKind(word: string): MoneyFact["kind"] {
  const kind = kinds.find((known) => known === word);
  if (!kind) throw new Error(`unknown ledger kind ${word}`);
  return kind;
}
