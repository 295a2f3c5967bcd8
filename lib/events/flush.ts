import { withPlatform } from "@/lib/db/transaction";
import { log } from "@/lib/log";
import { claimEvents, type OutboxRow } from "./claim";
import { gathered } from "./gather";
import { messageFor } from "./messages";
import { type Message, publish, QueueRefusal } from "./queue";
import { routesOf } from "./routes";

/** Bounds one call: the next request or the sweep goes on where it stopped. */
const mostRounds = 200;

/**
 * Publishes what waits in the outbox. An instance does this once at a time: those who ask meanwhile share the next time, which
 * begins after they asked. Returns how many events were published. A queue that is down leaves the rows and is logged once; an event
 * that the queue refuses does not hold up others.
 */
export function flushOutbox(): Promise<number> {
  return flushTogether("outbox", null);
}

const flushTogether = gathered<null, number>(
  async (_, asked) => [await publishWaiting(), ...asked.slice(1).map(() => 0)],
  Number.POSITIVE_INFINITY,
);

/**
 * What {@link flushOutbox} does once: one message per consumer, in batches until nothing is left. Safe with many instances: rows are
 * claimed and sent outside the transaction; the outbox id is the deduplication id.
 */
export async function publishWaiting(): Promise<number> {
  let published = 0;
  for (let round = 0; round < mostRounds; round++) {
    const rows = await claimEvents();
    if (rows.length === 0) return published;
    const sent = await send(rows);
    published += sent.published;
    if (sent.isQueueDown) return published;
  }
  return published;
}

type Sent = { published: number; isQueueDown: boolean };

async function send(rows: OutboxRow[]): Promise<Sent> {
  try {
    await publish(rows.flatMap(toMessages));
  } catch (error) {
    if (error instanceof QueueRefusal) return rows.length === 1 ? keepRefused(rows, error) : sendOneByOne(rows);
    log.warn({ err: error, events: rows.length }, "the queue did not accept events; they wait in the outbox");
    await leave(rows, error, null);
    return { published: 0, isQueueDown: true };
  }
  await withPlatform(
    (tx) => tx.$executeRaw`update outbox_event set published_at = now(), last_error = null where id = any(${idsOf(rows)}::uuid[])`,
  );
  return { published: rows.length, isQueueDown: false };
}

/** The queue takes or refuses a batch as a whole: sent singly, only the event that it refuses stays behind. */
async function sendOneByOne(rows: OutboxRow[]): Promise<Sent> {
  let published = 0;
  for (const [index, row] of rows.entries()) {
    const sent = await send([row]);
    published += sent.published;
    if (!sent.isQueueDown) continue;
    await leave(rows.slice(index + 1), new Error("the queue went down"), null);
    return { published, isQueueDown: true };
  }
  return { published, isQueueDown: false };
}

/** Stays claimed, so that it is tried again after a while and not in this round. */
async function keepRefused(rows: OutboxRow[], refusal: QueueRefusal): Promise<Sent> {
  log.error({ err: refusal, events: idsOf(rows) }, "the queue refuses an event; it waits in the outbox");
  await leave(rows, refusal, new Date());
  return { published: 0, isQueueDown: false };
}

async function leave(rows: OutboxRow[], error: unknown, claimedAt: Date | null): Promise<void> {
  const reason = error instanceof Error ? error.message.slice(0, 300) : "unknown";
  await withPlatform(
    (tx) =>
      tx.$executeRaw`update outbox_event set claimed_at = ${claimedAt}::timestamptz, last_error = ${reason} where id = any(${idsOf(rows)}::uuid[])`,
  );
}

const idsOf = (rows: OutboxRow[]): string[] => rows.map((row) => row.id);

function toMessages(row: OutboxRow): Message[] {
  const body = { eventId: row.id, name: row.name, storeId: row.store_id, payload: row.payload };
  return routesOf(row.name).map((route) =>
    messageFor(route, body, { deduplicationId: `${row.id}_${route.consumer}`, notBefore: row.not_before }),
  );
}
