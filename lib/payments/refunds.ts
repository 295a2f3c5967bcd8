import type { StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { dayMs, minuteMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import { addEntry } from "@/lib/orders/timeline";
import { openGateway } from "./accounts";
import { lockChange } from "./attempt-changes";
import type { BankAccount, GatewayAnswer } from "./gateways/port";
import { flagKeptMoney, type RefundWish, requestRefundOf } from "./refund-facts";
import { applyRefund, settleAttempt } from "./settle";

/** A gateway forgets an idempotency key after a day: an older request that was never answered is for a person to look at. */
const resendableMs = dayMs;
/** No call to a gateway takes longer. */
const answerMs = minuteMs;

/**
 * Gives a refund that waits for it the shopper's bank account. Fails with `not_found` for a refund that is none of this order's or
 * waits for nothing.
 */
export async function completeRefund(
  storeId: StoreId,
  { orderId, refundId }: { orderId: string; refundId: string },
  bankAccount: BankAccount,
): Promise<Result<RefundOutcome, "not_found">> {
  const where = { storeId, id: refundId, status: "needs_data", payment: { orderId } };
  const waiting = await withStore(storeId, (tx) => tx.refund.count({ where }));
  return waiting === 1 ? ok(await submitRefund(storeId, refundId, bankAccount)) : fail("not_found");
}

/** Asks for money of an attempt back. Fails with `too_much` when more is asked than is left, also under parallel clicks. */
export async function requestRefund(storeId: StoreId, attemptId: string, wish: RefundWish): Promise<Result<string, "too_much">> {
  return withStore(storeId, async (tx) => {
    const change = await lockChange(tx, storeId, attemptId);
    const refundId = await requestRefundOf(tx, change, wish);
    return refundId ? ok(refundId) : fail("too_much");
  });
}

export type RefundOutcome = "settled" | "submitted" | "failed" | "unknown" | "needs_data";

/**
 * Sends a refund to the gateway: outside any transaction, under a key of its own, so that sending it again gives back once. A
 * boleto's refund needs the shopper's bank account, which is passed on and not kept: without it the refund waits for it, also
 * after an answer was lost.
 */
export async function submitRefund(storeId: StoreId, refundId: string, bankAccount?: BankAccount): Promise<RefundOutcome> {
  const refund = await withStore(storeId, (tx) => tx.refund.findUniqueOrThrow({ where: { storeId_id: { storeId, id: refundId } } }));
  if (refund.status === "settled" || refund.status === "failed") return refund.status;
  const attempt = await withStore(storeId, (tx) =>
    tx.paymentAttempt.findUniqueOrThrow({ where: { storeId_id: { storeId, id: refund.attemptId } } }),
  );
  if (attempt.method === "boleto" && !bankAccount) {
    await setStatus(storeId, refundId, "needs_data");
    return "needs_data";
  }
  if (!attempt.gatewayRef) throw new Error(`refund ${refundId}: the attempt has no object at the gateway`);

  await setStatus(storeId, refundId, "submitted");
  const { gateway, credentials } = await openGateway(storeId, attempt.gatewayAccountId);
  const answer = await gateway.refund(credentials, {
    idempotencyKey: `${storeId}:${attempt.orderId}:${attempt.attemptNo}:refund-${refundId}`,
    gatewayRef: attempt.gatewayRef,
    amountCents: refund.amountCents,
    reason: refund.reason,
    ...(bankAccount ? { bankAccount } : {}),
  });
  return applyRefundAnswer(storeId, { id: refundId, attemptId: attempt.id, orderId: attempt.orderId }, answer);
}

type SentRefund = { id: string; attemptId: string; orderId: string };

async function applyRefundAnswer(storeId: StoreId, refund: SentRefund, answer: GatewayAnswer): Promise<RefundOutcome> {
  if (answer.kind === "unknown") {
    await setStatus(storeId, refund.id, "unknown");
    return "unknown";
  }
  if (answer.kind === "state") {
    await nameRefund(storeId, refund.id, answer.state.refundRef);
    await applyRefund(storeId, refund, answer.state);
    const { status } = await withStore(storeId, (tx) => tx.refund.findUniqueOrThrow({ where: { storeId_id: { storeId, id: refund.id } } }));
    return status === "settled" || status === "failed" ? status : "submitted";
  }
  const ref = answer.kind === "rejected" ? answer.refundRef : undefined;
  const data = { status: "failed", ...(ref ? { gatewayRef: ref } : {}) };
  await withStore(storeId, async (tx) => {
    const failed = await tx.refund.updateMany({ where: { storeId, id: refund.id, status: "submitted" }, data });
    if (failed.count === 0) return;
    await addEntry(tx, storeId, { orderId: refund.orderId, kind: "refund_failed" });
    await flagKeptMoney(tx, storeId, refund.orderId);
  });
  return "failed";
}

/** Keeps the gateway's id of a refund, by which what becomes of it later is told apart from other refunds. */
async function nameRefund(storeId: StoreId, id: string, gatewayRef: string | undefined): Promise<void> {
  if (gatewayRef)
    await withStore(storeId, (tx) => tx.refund.updateMany({ where: { storeId, id, gatewayRef: null }, data: { gatewayRef } }));
}

async function setStatus(storeId: StoreId, refundId: string, status: "submitted" | "unknown" | "needs_data"): Promise<void> {
  const open = ["requested", "needs_data", "submitted", "unknown"];
  await withStore(storeId, (tx) => tx.refund.updateMany({ where: { storeId, id: refundId, status: { in: open } }, data: { status } }));
}

/**
 * Sends what waits to be given back of an attempt. One that was sent and has no outcome yet (its answer was lost, or the process
 * died) is asked about first, and sent again under its key.
 */
export async function submitDueRefunds(storeId: StoreId, attemptId: string): Promise<void> {
  const now = Date.now();
  const unsent = { status: "requested" };
  const unanswered = { status: "unknown", createdAt: { gt: new Date(now - resendableMs) } };
  const stuck = { status: "submitted", createdAt: { gt: new Date(now - resendableMs), lt: new Date(now - answerMs) } };
  const where = { storeId, attemptId, OR: [unsent, unanswered, stuck] };
  const due = await withStore(storeId, (tx) => tx.refund.findMany({ where, select: { id: true, status: true }, orderBy: { id: "asc" } }));
  for (const { id, status } of due) {
    if (status !== "requested" && (await settleAttempt(storeId, attemptId)) === "silent") return;
    await submitRefund(storeId, id);
  }
}
