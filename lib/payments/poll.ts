import type { StoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { planPoll } from "./attempt-changes";
import { lockPayment } from "./attempts";
import { submitDueRefunds } from "./due-refunds";
import { cancelAttempt } from "./end-attempts";
import { isFinal } from "./rules";
import { type Settled, settleAttempt } from "./settle";

/**
 * A timer about an attempt went off: asks the gateway, sends refunds that wait, and plans the next question unless the attempt
 * ended. A timer that was overtaken by a later one asks and plans nothing. What can still be paid for an order that waits for no
 * money any more (another attempt paid it, or it ended) is cancelled at the gateway.
 */
export async function pollAttempt(storeId: StoreId, attemptId: string, pollCount: number): Promise<void> {
  const status = await settleOrCancel(storeId, attemptId);
  if (status === "silent" || !isFinal(status)) {
    await withStore(storeId, async (tx) => {
      const attempt = await tx.paymentAttempt.findUniqueOrThrow({ where: { storeId_id: { storeId, id: attemptId } } });
      if (attempt.finalAt === null && attempt.pollCount === pollCount) await planPoll(tx, storeId, attemptId, pollCount + 1);
    });
    return;
  }
  await submitDueRefunds(storeId, attemptId);
  await pollOpenRefunds(storeId, attemptId, pollCount);
}

async function settleOrCancel(storeId: StoreId, attemptId: string): Promise<Settled> {
  const status = await settleAttempt(storeId, attemptId);
  if (status === "silent" || isFinal(status)) return status;
  return (await isAwaited(storeId, attemptId)) ? status : cancelAttempt(storeId, attemptId);
}

async function isAwaited(storeId: StoreId, attemptId: string): Promise<boolean> {
  return withStore(storeId, async (tx) => {
    const { orderId } = await tx.paymentAttempt.findUniqueOrThrow({
      where: { storeId_id: { storeId, id: attemptId } },
      select: { orderId: true },
    });
    const where = { storeId_id: { storeId, id: orderId } };
    const { status } = await tx.order.findUniqueOrThrow({ where, select: { status: true } });
    return status === "awaiting_payment";
  });
}

/** Refunds without an outcome are asked about by the same timer; with the last of them it stops. */
async function pollOpenRefunds(storeId: StoreId, attemptId: string, pollCount: number): Promise<void> {
  await withStore(storeId, async (tx) => {
    const where = { storeId_id: { storeId, id: attemptId } };
    const { orderId } = await tx.paymentAttempt.findUniqueOrThrow({ where, select: { orderId: true } });
    await lockPayment(tx, storeId, orderId);
    const attempt = await tx.paymentAttempt.findUniqueOrThrow({ where });
    if (attempt.pollCount !== pollCount) return;
    const open = await tx.refund.count({ where: { storeId, attemptId, status: { in: ["requested", "submitted", "unknown"] } } });
    if (open > 0) await planPoll(tx, storeId, attemptId, pollCount + 1);
    else if (attempt.nextPollAt) await tx.paymentAttempt.update({ where, data: { nextPollAt: null } });
  });
}
