import { newId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import type { LockedChange } from "./attempt-changes";
import { isAnswerable } from "./disputes";
import { isUnder } from "./gateways/facts";
import type { DisputeState } from "./gateways/port";
import { type LedgerFact, openDisputes } from "./rules";

type Known = { told: readonly DisputeState[]; own: readonly LedgerFact[] };

/**
 * Keeps what the gateway says of the disputes about an attempt, one row each. What they do to the money is in the ledger: one
 * that it holds as won is won, also where the gateway does not tell of it any more.
 */
export async function writeDisputes(tx: StoreTx, { storeId, attempt }: LockedChange, { told, own }: Known): Promise<void> {
  for (const { gatewayRef, ...state } of told) {
    const id = newId();
    const written = await tx.dispute.upsert({
      where: { storeId_attemptId_gatewayRef: { storeId, attemptId: attempt.id, gatewayRef } },
      create: { storeId, id, paymentId: attempt.paymentId, attemptId: attempt.id, gatewayRef, ...state },
      update: state,
    });
    const isNews = written.id === id && isAnswerable(state);
    if (isNews) await record(tx, "dispute.opened", { storeId, orderId: attempt.orderId, disputeId: id });
  }
  const won = own.filter(({ kind }) => kind === "dispute_won");
  if (won.length === 0) return;
  const open = openDisputes(own);
  const rows = await tx.dispute.findMany({ where: { storeId, attemptId: attempt.id, status: { not: "won" } } });
  const over = rows.filter(({ gatewayRef }) => holds(won, gatewayRef) && !holds(open, gatewayRef)).map(({ id }) => id);
  if (over.length > 0) await tx.dispute.updateMany({ where: { storeId, id: { in: over } }, data: { status: "won" } });
}

function holds(facts: readonly LedgerFact[], disputeRef: string): boolean {
  return facts.some(({ gatewayRef }) => isUnder(disputeRef, gatewayRef));
}
