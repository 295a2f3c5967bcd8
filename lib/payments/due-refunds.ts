import type { StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { dayMs, hourMs, minuteMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import { recordAct } from "./acts";
import { lockChange } from "./attempt-changes";
import { endUnansweredRefund } from "./refund-facts";
import { markTaken, type RefundOutcome, readOutcome, submitRefund } from "./refunds";
import { applyAnswer, askAbout } from "./settle";

/** A gateway forgets an idempotency key after a day: from then on, sending again could give back twice. */
const forgottenMs = dayMs;
const resendableMs = forgottenMs - hourMs;
/** No call to a gateway takes longer. */
const answerMs = minuteMs;

type DueRefund = { id: string; status: string; attemptId: string; sentAt: Date | null; createdAt: Date; attempt: { method: string } };

const select = { id: true, status: true, attemptId: true, sentAt: true, createdAt: true, attempt: { select: { method: true } } };

/**
 * Sends what waits to be given back of an attempt. One that was sent and has no outcome (its answer was lost, or the process
 * died) is asked about first, and sent again under its key while the gateway knows that.
 */
export async function submitDueRefunds(storeId: StoreId, attemptId: string): Promise<void> {
  const where = { storeId, attemptId, status: { in: ["requested", "unknown"] } };
  const due = await withStore(storeId, (tx) => tx.refund.findMany({ where, select, orderBy: { id: "asc" } }));
  for (const refund of due) {
    if (refund.status === "requested") await submitRefund(storeId, refund.id);
    else if (!(await chase(storeId, refund))) return;
  }
}

/**
 * Looks at once what became of a refund that was sent: the gateway is asked first. Fails with `not_found` for a refund that is
 * none of this order's or waits for no answer.
 */
export async function recheckRefund(
  storeId: StoreId,
  { orderId, refundId, actorId }: { orderId: string; refundId: string; actorId: string },
): Promise<Result<RefundOutcome, "not_found">> {
  const where = { storeId, id: refundId, status: { in: ["unknown", "submitted"] }, payment: { orderId } };
  const refund = await withStore(storeId, async (tx) => {
    const found = await tx.refund.findFirst({ where, select });
    if (found) await recordAct(tx, storeId, { action: "payments.refund_checked", orderId, actorId, detail: { refundId } });
    return found;
  });
  if (!refund) return fail("not_found");
  await chase(storeId, refund);
  return ok(await readOutcome(storeId, refundId));
}

/** Asks what became of a refund; one of which the gateway knows nothing is sent again, or ended. False when the gateway is silent. */
async function chase(storeId: StoreId, refund: DueRefund): Promise<boolean> {
  const answer = await askAbout(storeId, refund.attemptId);
  if (!answer) return false;
  await applyAnswer(storeId, refund.attemptId, answer);
  if (answer.kind !== "state") return false;
  if ((await readOutcome(storeId, refund.id)) !== "unknown") return true;
  if (answer.state.isRefunding) {
    await markTaken(storeId, refund.id, undefined);
    return true;
  }

  const ageMs = Date.now() - (refund.sentAt ?? refund.createdAt).getTime();
  // A boleto's refund cannot be sent without the account: it waits for it again, once no answer can be on its way.
  const isInFlight = refund.attempt.method === "boleto" && ageMs < answerMs;
  if (ageMs >= forgottenMs) await endUnanswered(storeId, refund);
  else if (ageMs < resendableMs && !isInFlight) await submitRefund(storeId, refund.id);
  return true;
}

async function endUnanswered(storeId: StoreId, { id, attemptId }: DueRefund): Promise<void> {
  await withStore(storeId, async (tx) => endUnansweredRefund(tx, await lockChange(tx, storeId, attemptId), id));
}
