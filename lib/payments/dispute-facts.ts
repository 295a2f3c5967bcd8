import { newId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import type { LockedChange } from "./attempt-changes";
import { isAnswerable } from "./disputes";
import { isUnder } from "./gateways/facts";
import type { DisputeState, DisputeStatus } from "./gateways/port";
import { type LedgerFact, lostDisputes, openDisputes } from "./rules";

type Known = { told: readonly DisputeState[]; own: readonly LedgerFact[] };

/**
 * Keeps what the gateway says of the disputes about an attempt, one row each. What they do to the money is in the ledger: one
 * that it holds as decided is decided, also where the gateway does not tell of it (any more).
 */
export async function writeDisputes(tx: StoreTx, { storeId, attempt }: LockedChange, { told, own }: Known): Promise<void> {
  for (const { gatewayRef, ...state } of told) {
    const where = { storeId_attemptId_gatewayRef: { storeId, attemptId: attempt.id, gatewayRef } };
    const before = await tx.dispute.findUnique({ where, select: { status: true } });
    const { id } = await tx.dispute.upsert({
      where,
      create: { storeId, id: newId(), paymentId: attempt.paymentId, attemptId: attempt.id, gatewayRef, ...state },
      update: state,
    });
    const event = { storeId, orderId: attempt.orderId, disputeId: id };
    const isDecided =
      own.some((fact) => fact.kind === "dispute_lost" && isUnder(gatewayRef, fact.gatewayRef)) && !holds(openDisputes(own), gatewayRef);
    if (isAnswerable(state) && !isDecided && rises(before, state)) await record(tx, "dispute.opened", { ...event, stage: state.status });
  }
  const [open, lost] = [openDisputes(own), lostDisputes(own)];
  const decided = own.filter(({ kind }) => kind === "dispute_won" || kind === "dispute_lost");
  if (decided.length === 0) return;
  const rows = await tx.dispute.findMany({ where: { storeId, attemptId: attempt.id } });
  for (const { id, gatewayRef, status: known } of rows) {
    if (!holds(decided, gatewayRef) || holds(open, gatewayRef)) continue;
    const status: DisputeStatus = holds(lost, gatewayRef) ? "lost" : "won";
    if (status !== known) await tx.dispute.update({ where: { storeId_id: { storeId, id } }, data: { status } });
  }
}

/** A dispute that is new, or an inquiry that became a chargeback: the money left, and another deadline runs. */
function rises(before: { status: string } | null, { status }: Pick<DisputeState, "status">): boolean {
  return before === null || (status === "needs_response" && before.status !== status);
}

function holds(facts: readonly LedgerFact[], disputeRef: string): boolean {
  return facts.some(({ gatewayRef }) => isUnder(disputeRef, gatewayRef));
}
