import type { StoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { planPoll } from "./attempt-changes";
import { lockPayment } from "./attempts";
import { submitDueRefunds } from "./due-refunds";
import { cancelAttempt } from "./end-attempts";
import { isCaptured, isFinal } from "./rules";
import { type Settled, settleAttempt } from "./settle";

/**
 * A timer about an attempt went off: asks the gateway, sends refunds that wait, and plans the next question unless the attempt
 * ended. A timer that was overtaken by a later one asks and plans nothing. What can still be paid for an order that waits for no
 * money any more (another attempt paid it, or it ended) is cancelled at the gateway, and so is card money held for an attempt that ended.
 */
export async function pollAttempt(storeId: StoreId, attemptId: string, pollCount: number): Promise<void> {
  const status = await settleOrCancel(storeId, attemptId);
  if (status === "silent" || !isFinal(status)) {
    await withStore(storeId, async (tx) => {
      const attempt = await tx.paymentAttempt.findUniqueOrThrow({ where: { storeId_id: { storeId, id: attemptId } } });
      const isExpected = attempt.finalAt === null || attempt.nextPollAt !== null;
      if (isExpected && attempt.pollCount === pollCount) await planPoll(tx, storeId, attemptId, pollCount + 1);
    });
    return;
  }
  if (!isCaptured(status)) await letGo(storeId, attemptId, pollCount);
  await submitDueRefunds(storeId, attemptId);
  await pollOpenRefunds(storeId, attemptId, pollCount);
}

async function settleOrCancel(storeId: StoreId, attemptId: string): Promise<Settled> {
  const status = await settleAttempt(storeId, attemptId);
  if (status === "silent" || isFinal(status)) return status;
  return (await isAwaited(storeId, attemptId)) ? status : cancelAttempt(storeId, attemptId);
}

/** An attempt that ended without money has a timer only where card money turned out to be held for it: that is voided. */
async function letGo(storeId: StoreId, attemptId: string, pollCount: number): Promise<void> {
  const where = { storeId, id: attemptId, pollCount, nextPollAt: { not: null } };
  const due = await withStore(storeId, (tx) => tx.paymentAttempt.updateMany({ where, data: { nextPollAt: null } }));
  if (due.count === 0 || (await cancelAttempt(storeId, attemptId)) !== "silent") return;
  await withStore(storeId, (tx) => planPoll(tx, storeId, attemptId, pollCount + 1));
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
