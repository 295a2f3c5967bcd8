import { withPlatform } from "@/lib/db/transaction";
import { type Consumer, outsideConsumer } from "./consume";
import { flushOutbox } from "./flush";
import { sweepMark } from "./marks";
import { prune } from "./prune";
import { reopenLostReplays, resolveDone, settlePublished } from "./settle-published";
import { wakeDomainChecks, wakeHolds, wakePolls } from "./wake-timers";

/** In this order: what is found is published at the end. None waits for another to succeed. */
const steps = [
  flushOutbox,
  wakePolls,
  wakeHolds,
  wakeDomainChecks,
  settlePublished,
  reopenLostReplays,
  resolveDone,
  prune,
  flushOutbox,
] as const;

/**
 * Each minute: publishes what a crash left in the outbox, wakes timers whose message was lost, finds deliveries of which nothing
 * was heard, resolves dead letters that were done after all, prunes what is old. A part that fails does not keep the others from
 * their work; the sweep then fails with what it threw.
 */
export const sweepConsumer: Consumer = outsideConsumer("sweep", "clock.ticked", async () => {
  const failures: unknown[] = [];
  for (const step of steps) await step().catch((error: unknown) => failures.push(error));
  if (failures.length > 1) throw new AggregateError(failures, `${failures.length} parts of the sweep failed`);
  if (failures.length === 1) throw failures[0];
  await withPlatform((tx) =>
    tx.processedEvent.upsert({ where: { consumer_eventId: sweepMark }, create: sweepMark, update: { processedAt: new Date() } }),
  );
});
