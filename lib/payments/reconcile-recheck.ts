import type { StoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { openGateway } from "./accounts";
import { sumsTold } from "./gateways/books";
import type { PaymentState } from "./gateways/port";
import { findSide } from "./reconcile-match";
import { type Difference, differenceOf, nothing, type OurSide, type Side } from "./reconcile-rules";
import { applyAnswer } from "./settle";

/**
 * After asking again: both sides agree (`before`: how they differed until then), or they still differ in this way; `silent` when
 * the gateway did not answer.
 */
export type Rechecked = { kind: "agrees"; before: Difference | null } | { kind: "differs"; difference: Difference } | { kind: "silent" };

/**
 * Asks the gateway about one attempt, applies what it says as `settleAttempt` does, and compares again. Money that came in or
 * went back without our knowing is in the ledger afterwards.
 */
export async function recheckAttempt(storeId: StoreId, attemptId: string): Promise<Rechecked> {
  const attempt = await withStore(storeId, (tx) =>
    tx.paymentAttempt.findUniqueOrThrow({ where: { storeId_id: { storeId, id: attemptId } } }),
  );
  const accountId = attempt.gatewayAccountId;
  const { gateway, credentials } = await openGateway(storeId, accountId);
  const answer = await gateway.find(credentials, {
    gatewayRef: attempt.gatewayRef,
    reference: attempt.gatewayCode,
    submittedAt: attempt.submittedAt,
  });
  if (answer.kind === "unknown" || answer.kind === "rejected") return { kind: "silent" };

  const there = answer.kind === "state" ? sideTold(answer.state) : nothing;
  const before = differenceOf(await requireSide(storeId, accountId, attemptId), there);
  await applyAnswer(storeId, attemptId, answer);
  const difference = differenceOf(await requireSide(storeId, accountId, attemptId), there);
  return difference ? { kind: "differs", difference } : { kind: "agrees", before };
}

function sideTold(state: PaymentState): Side {
  return { ...sumsTold(state), isDisputed: state.facts.some(({ kind }) => kind === "disputed") };
}

async function requireSide(storeId: StoreId, accountId: string, attemptId: string): Promise<OurSide> {
  const ours = await findSide(storeId, accountId, attemptId);
  if (!ours) throw new Error(`attempt ${attemptId} is gone`);
  return ours;
}
