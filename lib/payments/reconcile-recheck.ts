import type { StoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { openGateway } from "./accounts";
import { sumsTold } from "./gateways/books";
import { findSide } from "./reconcile-match";
import { type Difference, differenceOf, nothing, type Side } from "./reconcile-rules";
import { applyAnswer } from "./settle";

/** After asking again: both sides agree, or they still differ in this way; `silent` when the gateway did not answer. */
export type Rechecked = { kind: "agrees" } | { kind: "differs"; difference: Difference } | { kind: "silent" };

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
  const answer = await gateway.find(credentials, { gatewayRef: attempt.gatewayRef, reference: attempt.gatewayCode });
  if (answer.kind === "unknown" || answer.kind === "rejected") return { kind: "silent" };

  await applyAnswer(storeId, attemptId, answer);
  const ours = await findSide(storeId, accountId, attemptId);
  if (!ours) throw new Error(`attempt ${attemptId} is gone`);
  const there: Side =
    answer.kind === "state"
      ? { ...sumsTold(answer.state), isDisputed: answer.state.facts.some(({ kind }) => kind === "disputed") }
      : nothing;
  const difference = differenceOf(ours, there);
  return difference ? { kind: "differs", difference } : { kind: "agrees" };
}
