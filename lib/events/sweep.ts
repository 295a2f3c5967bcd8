import { after, minuteMs } from "@/lib/core/time";
import { withPlatform } from "@/lib/db/transaction";
import { type Consumer, outsideConsumer } from "./consume";
import { flushOutbox } from "./flush";
import { record } from "./outbox";
import { prune } from "./prune";
import { reopenLostReplays, resolveDone, settlePublished } from "./settle-published";

const batch = 200;
/** A look at a domain may be retried for a while before it counts as lost. */
const lostCheckMs = 10 * minuteMs;

/**
 * Each minute: publishes what a crash left in the outbox, wakes timers whose message was lost, finds deliveries of which nothing
 * was heard, resolves dead letters that were done after all, prunes what is old.
 */
export const sweepConsumer: Consumer = outsideConsumer("sweep", "clock.ticked", async () => {
  await flushOutbox();
  await wakeLostTimers();
  await settlePublished();
  await reopenLostReplays();
  await resolveDone();
  await prune();
  await flushOutbox();
});

/** Polls and expiries that are well past their time: their delayed message never came. Moving the due time claims them. */
async function wakeLostTimers(): Promise<void> {
  const late = after(-2 * minuteMs);
  await withPlatform(async (tx) => {
    const attempts = await tx.paymentAttempt.findMany({
      where: { nextPollAt: { lt: late } },
      select: { storeId: true, id: true, pollCount: true },
      orderBy: { nextPollAt: "asc" },
      take: batch,
    });
    for (const { storeId, id, pollCount } of attempts) await record(tx, "payment.poll_due", { storeId, attemptId: id, pollCount });
    const orders = await tx.order.findMany({
      where: { status: "awaiting_payment", expiresAt: { lt: late } },
      select: { storeId: true, id: true },
      orderBy: { expiresAt: "asc" },
      take: batch,
    });
    for (const { storeId, id } of orders) await record(tx, "order.hold_ended", { storeId, orderId: id });
    const claims = await tx.hostClaim.findMany({
      where: { nextCheckAt: { lt: late } },
      select: { storeId: true, id: true, checkCount: true },
      orderBy: { nextCheckAt: "asc" },
      take: batch,
    });
    await tx.hostClaim.updateMany({ where: { id: { in: claims.map(({ id }) => id) } }, data: { nextCheckAt: after(lostCheckMs) } });
    for (const { storeId, id, checkCount } of claims) await record(tx, "domain.check_due", { storeId, claimId: id, checkCount });
  });
}
