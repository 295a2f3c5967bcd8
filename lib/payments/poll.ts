import type { StoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { planPoll } from "./attempt-changes";
import { submitDueRefunds } from "./refunds";
import { isFinal } from "./rules";
import { settleAttempt } from "./settle";

/**
 * A timer about an attempt went off: asks the gateway, sends refunds that wait, and plans the next question unless the attempt
 * ended. A timer that was overtaken by a later one asks and plans nothing.
 */
export async function pollAttempt(storeId: StoreId, attemptId: string, pollCount: number): Promise<void> {
  const status = await settleAttempt(storeId, attemptId);
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

/** Refunds that the gateway has but has not finished (or has not answered for) are asked about by the same timer. */
async function pollOpenRefunds(storeId: StoreId, attemptId: string, pollCount: number): Promise<void> {
  await withStore(storeId, async (tx) => {
    const open = await tx.refund.count({ where: { storeId, attemptId, status: { in: ["submitted", "unknown"] } } });
    const attempt = await tx.paymentAttempt.findUniqueOrThrow({ where: { storeId_id: { storeId, id: attemptId } } });
    if (open > 0 && attempt.pollCount === pollCount) await planPoll(tx, storeId, attemptId, pollCount + 1);
  });
}
