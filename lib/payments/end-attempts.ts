import type { StoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { openGateway } from "./accounts";
import { actKey } from "./act-key";
import { lockChange } from "./attempt-changes";
import { lapsesAt } from "./deadlines";
import { type AttemptStatus, isCaptured, isFinal, toAttemptStatus } from "./rules";
import { applyAnswer, applyFailure, applyLapse, settleAttempt } from "./settle";

/**
 * Makes sure that no attempt of an order can still bring money by itself: asks the gateway about each that is not final, and
 * cancels it there where it can still be paid. `ended`: none is left · `captured`: money came · `open`: the gateway is silent, or
 * does not let it be ended yet; the goods must not be given back to sale. A Pix or boleto that it does not let be ended is ended
 * here once its time is over: what is paid then is late money.
 */
export async function endAttempts(storeId: StoreId, orderId: string): Promise<"ended" | "captured" | "open"> {
  const attempts = await withStore(storeId, (tx) =>
    tx.paymentAttempt.findMany({ where: { storeId, orderId }, select: { id: true, status: true }, orderBy: { attemptNo: "asc" } }),
  );
  const statuses: (AttemptStatus | "silent")[] = [];
  for (const { id, status } of attempts) {
    const known = toAttemptStatus(status);
    statuses.push(isFinal(known) ? known : await endAttempt(storeId, id, known));
  }
  if (statuses.some((status) => status !== "silent" && isCaptured(status))) return "captured";
  return statuses.every((status) => status !== "silent" && isFinal(status)) ? "ended" : "open";
}

async function endAttempt(storeId: StoreId, attemptId: string, known: AttemptStatus): Promise<AttemptStatus | "silent"> {
  if (known === "created") return forgetAttempt(storeId, attemptId);
  const asked = await settleAttempt(storeId, attemptId);
  if (asked === "silent" || isFinal(asked)) return asked;
  const left = await cancelAttempt(storeId, attemptId);
  return left === "silent" || isFinal(left) ? left : lapse(storeId, attemptId);
}

async function lapse(storeId: StoreId, attemptId: string): Promise<AttemptStatus> {
  return withStore(storeId, async (tx) => {
    const change = await lockChange(tx, storeId, attemptId);
    const end = lapsesAt(change.attempt);
    return !isFinal(change.current) && end !== null && end <= new Date() ? applyLapse(tx, change) : change.current;
  });
}

/** An attempt that was never submitted ends here: the mark of submission is taken under the same lock. */
async function forgetAttempt(storeId: StoreId, attemptId: string): Promise<AttemptStatus> {
  return withStore(storeId, async (tx) => {
    const change = await lockChange(tx, storeId, attemptId);
    return change.current === "created" ? applyFailure(tx, change, "payment_expired") : change.current;
  });
}

/** Ends an attempt at the gateway and applies what it is then. */
export async function cancelAttempt(storeId: StoreId, attemptId: string): Promise<AttemptStatus | "silent"> {
  const attempt = await withStore(storeId, (tx) =>
    tx.paymentAttempt.findUniqueOrThrow({ where: { storeId_id: { storeId, id: attemptId } } }),
  );
  const { gateway, credentials } = await openGateway(storeId, attempt.gatewayAccountId);
  const asked = { gatewayRef: attempt.gatewayRef, reference: attempt.gatewayCode, submittedAt: attempt.submittedAt };
  return applyAnswer(storeId, attemptId, await gateway.cancel(credentials, asked, actKey(storeId, attempt, "cancel")));
}
