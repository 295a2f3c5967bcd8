import type { StoreId } from "@/lib/core/ids";
import { after } from "@/lib/core/time";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { entryOf, insertEvents } from "@/lib/events/outbox";
import { type OpenGateway, openGatewayOf } from "./accounts";
import { lockPaymentOf } from "./attempts";
import { type ChargeContext, chargeRequestOf } from "./charge-request";
import { readChargeable } from "./chargeable";
import type { ChargeRequest } from "./gateways/port";
import { pollDelayMs } from "./rules";
import { applyAnswer, type Settled } from "./settle";

/**
 * Asks the gateway for the money of an attempt, once: whoever marks it as submitted makes the call, everybody else is answered
 * with null. The first poll is planned with the mark, so that a process that dies during the call loses nothing. The call is
 * outside any transaction; a lost answer leaves the attempt `unknown`, never failed.
 */
export async function chargeAttempt(storeId: StoreId, attemptId: string, context: ChargeContext): Promise<Settled | null> {
  const call = await withStore(storeId, (tx) => submit(tx, storeId, { attemptId, context }));
  if (!call) return null;

  const answer = await call.gateway.charge(call.credentials, call.request);
  const isRefused = answer.kind === "not_found";
  return applyAnswer(storeId, attemptId, isRefused ? { kind: "rejected", failure: "gateway_refused", detail: "not found" } : answer);
}

type Call = OpenGateway & { request: ChargeRequest };

/** Takes the right to make the call. Null when it was taken, or the order no longer waits for money. */
async function submit(
  tx: StoreTx,
  storeId: StoreId,
  { attemptId, context }: { attemptId: string; context: ChargeContext },
): Promise<Call | null> {
  const { orderId } = await lockPaymentOf(tx, storeId, attemptId);
  const chargeable = await readChargeable(tx, storeId, attemptId);
  if (chargeable.attempt.status !== "created" || chargeable.order.status !== "awaiting_payment") return null;

  const request = chargeRequestOf(chargeable, context);
  await markSubmitted(tx, storeId, { orderId, attemptId });
  return { ...openGatewayOf(chargeable.account), request };
}

async function markSubmitted(tx: StoreTx, storeId: StoreId, { orderId, attemptId }: { orderId: string; attemptId: string }): Promise<void> {
  const now = new Date();
  const pollAt = after(pollDelayMs(0), now);
  const timer = entryOf("payment.poll_due", { storeId, attemptId, pollCount: 0 }, { notBefore: pollAt });
  const marked = await tx.$executeRaw`
    with attempt as (
      update payment_attempt set status = 'submitted', submitted_at = ${now}::timestamptz, next_poll_at = ${pollAt}::timestamptz,
        poll_count = 0, updated_at = ${now}::timestamptz
      where store_id = ${storeId}::uuid and id = ${attemptId}::uuid and status = 'created'),
    timer as (${insertEvents([timer])})
    update "order" set payment_state = 'pending', updated_at = ${now}::timestamptz where store_id = ${storeId}::uuid and id = ${orderId}::uuid`;
  if (marked !== 1) throw new Error(`the order of attempt ${attemptId} is gone`);
}
