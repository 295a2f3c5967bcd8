import type { StoreId } from "@/lib/core/ids";
import { currencySchema } from "@/lib/core/money";
import { toProvider } from "@/lib/core/provider";
import { fail, ok, type Result } from "@/lib/core/result";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { recordAct } from "./acts";
import { type LockedChange, lockChange } from "./attempt-changes";
import { isUnder } from "./gateways/facts";
import type { MoneyFact, PaymentState } from "./gateways/port";
import { gatewayOf } from "./gateways/registry";
import { ledgerOfAttempt } from "./ledger";
import { type LedgerFact, lostDisputes, openDisputes } from "./rules";
import { applyState } from "./settle";

export type Decision = { orderId: string; disputeId: string; outcome: "won" | "lost"; actorId: string };

/**
 * Notes what the bank decided of a dispute, where the gateway's API does not tell it: the member read it in the dashboard. A lost
 * one can still be won, by an appeal. Fails with `not_found` for a dispute that is none of this order's, is decided already, or
 * whose gateway tells its end by itself.
 */
export async function decideDispute(storeId: StoreId, decision: Decision): Promise<Result<void, "not_found">> {
  const { orderId, disputeId, outcome, actorId } = decision;
  return withStore(storeId, async (tx) => {
    const dispute = await tx.dispute.findFirst({
      where: { storeId, id: disputeId, payment: { orderId } },
      include: { attempt: { select: { account: { select: { provider: true } } } } },
    });
    if (!dispute || gatewayOf(toProvider(dispute.attempt.account.provider)).capabilities.tellsLostDisputes) return fail("not_found");

    const change = await lockChange(tx, storeId, dispute.attemptId);
    const decided = await undecided(tx, change, { disputeRef: dispute.gatewayRef, outcome });
    if (decided.length === 0) return fail("not_found");
    await applyState(tx, change, stateWith(change, outcome, decided));
    await recordAct(tx, storeId, { action: "payments.dispute_decided", orderId, actorId, detail: { disputeId, outcome } });
    return ok();
  });
}

type Asked = { disputeRef: string; outcome: Decision["outcome"] };

async function undecided(tx: StoreTx, { storeId, attempt }: LockedChange, { disputeRef, outcome }: Asked): Promise<LedgerFact[]> {
  const own = await ledgerOfAttempt(tx, storeId, attempt);
  const left = outcome === "won" ? [...openDisputes(own), ...lostDisputes(own)] : openDisputes(own);
  return left.filter(({ gatewayRef }) => isUnder(disputeRef, gatewayRef));
}

/** The attempt as it is known, with the decision as its only news. */
function stateWith({ attempt, payment }: LockedChange, outcome: Decision["outcome"], decided: readonly LedgerFact[]): PaymentState {
  const currency = currencySchema.parse(payment.currency);
  const kind = outcome === "won" ? "dispute_won" : "dispute_lost";
  const occurredAt = new Date();
  return {
    gatewayRef: attempt.gatewayRef ?? "",
    status: "captured",
    facts: decided.map(({ gatewayRef, amountCents }): MoneyFact => ({ kind, gatewayRef, amountCents, currency, occurredAt })),
    display: {},
    expiresAt: null,
    failure: null,
    unknownWord: attempt.unknownWord,
    disputes: [],
    failedRefunds: [],
  };
}
