import { after, dayMs, minuteMs } from "@/lib/core/time";
import { withPlatform } from "@/lib/db/transaction";
import { type Consumer, outsideConsumer } from "./consume";
import { flushOutbox } from "./flush";
import { record } from "./outbox";

/** How long published events and the marks of deliveries are kept: longer than any message may still arrive. */
const keepMs = 14 * dayMs;
const batch = 200;

/** Each minute: publishes what a crash left in the outbox, wakes timers whose message was lost, prunes what is old. */
export const sweepConsumer: Consumer = outsideConsumer("sweep", "clock.ticked", async () => {
  await flushOutbox();
  await wakeLostTimers();
  await prune();
  await flushOutbox();
});

/** Polls and expiries that are well past their time: their delayed message never came. Moving the due time claims them. */
async function wakeLostTimers(): Promise<void> {
  const late = after(-2 * minuteMs);
  await withPlatform(async (tx) => {
    const attempts = await tx.paymentAttempt.findMany({
      where: { finalAt: null, nextPollAt: { lt: late } },
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
  });
}

async function prune(): Promise<void> {
  const old = after(-keepMs);
  await withPlatform(async (tx) => {
    await tx.outboxEvent.deleteMany({ where: { publishedAt: { lt: old } } });
    await tx.processedEvent.deleteMany({ where: { processedAt: { lt: old } } });
  });
}
