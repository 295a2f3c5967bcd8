import type { StoreId } from "@/lib/core/ids";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { openCredentials, requireAccount } from "./accounts";
import { planPoll } from "./attempt-changes";
import { lockPayment } from "./attempts";
import { buildChargeRequest, type ChargeContext } from "./charge-request";
import { gatewayOf } from "./gateways/registry";
import { applyAnswer, type Settled } from "./settle";

/**
 * Asks the gateway for the money of an attempt, once: whoever marks it as submitted makes the call, everybody else is answered
 * with null. The first poll is planned with the mark, so that a process that dies during the call loses nothing. Outside any
 * transaction; a lost answer leaves the attempt `unknown`, never failed.
 */
export async function chargeAttempt(storeId: StoreId, attemptId: string, context: ChargeContext): Promise<Settled | null> {
  const request = await buildChargeRequest(storeId, attemptId, context);
  const accountId = await withStore(storeId, (tx) => markSubmitted(tx, storeId, attemptId));
  if (!accountId) return null;

  const { provider } = await requireAccount(storeId, accountId);
  const credentials = await openCredentials(storeId, accountId);
  const answer = await gatewayOf(provider).charge(credentials, request);
  const isRefused = answer.kind === "not_found";
  return applyAnswer(storeId, attemptId, isRefused ? { kind: "rejected", failure: "gateway_refused", detail: "not found" } : answer);
}

/** Takes the right to make the call. Null when it was taken, or the order no longer waits for money. */
async function markSubmitted(tx: StoreTx, storeId: StoreId, attemptId: string): Promise<string | null> {
  const where = { storeId_id: { storeId, id: attemptId } };
  const attempt = await tx.paymentAttempt.findUniqueOrThrow({ where, select: { orderId: true, gatewayAccountId: true } });
  await lockPayment(tx, storeId, attempt.orderId);
  const order = await tx.order.findUniqueOrThrow({ where: { storeId_id: { storeId, id: attempt.orderId } }, select: { status: true } });
  if (order.status !== "awaiting_payment") return null;

  const data = { status: "submitted", submittedAt: new Date() };
  const marked = await tx.paymentAttempt.updateMany({ where: { storeId, id: attemptId, status: "created" }, data });
  if (marked.count === 0) return null;
  await tx.order.update({ where: { storeId_id: { storeId, id: attempt.orderId } }, data: { paymentState: "pending" } });
  await planPoll(tx, storeId, attemptId, 0);
  return attempt.gatewayAccountId;
}
