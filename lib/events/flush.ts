import { withPlatform } from "@/lib/db/transaction";
import { log } from "@/lib/log";
import { type Message, publish } from "./queue";
import { routesOf } from "./routes";

type OutboxRow = { id: string; store_id: string | null; name: string; payload: unknown; not_before: Date | null };

const batchSize = 100;
/** A claim that was not published within this time belongs to a process that died. */
const claimSeconds = 30;

/**
 * Publishes what waits in the outbox, one message per consumer, in batches until nothing is left. Safe with many instances:
 * rows are claimed with SKIP LOCKED and sent outside the transaction; the outbox id is the deduplication id.
 * Returns how many events were published. A queue that is down leaves the rows and is logged once.
 */
export async function flushOutbox(): Promise<number> {
  let published = 0;
  for (let round = 0; round < 100; round++) {
    const rows = await claim();
    if (rows.length === 0) return published;
    if (!(await send(rows))) return published;
    published += rows.length;
    if (rows.length < batchSize) return published;
  }
  return published;
}

function claim(): Promise<OutboxRow[]> {
  return withPlatform(
    (tx) => tx.$queryRaw<OutboxRow[]>`
      update outbox_event set claimed_at = now(), attempts = attempts + 1
      where id in (
        select id from outbox_event
        where published_at is null and (claimed_at is null or claimed_at < now() - make_interval(secs => ${claimSeconds}))
        order by id limit ${batchSize} for update skip locked)
      returning id, store_id, name, payload, not_before`,
  );
}

async function send(rows: OutboxRow[]): Promise<boolean> {
  const ids = rows.map((row) => row.id);
  try {
    await publish(rows.flatMap(toMessages));
  } catch (error) {
    log.warn({ err: error, events: ids.length }, "the queue did not accept events; they wait in the outbox");
    const reason = error instanceof Error ? error.message.slice(0, 300) : "unknown";
    await withPlatform(
      (tx) => tx.$executeRaw`update outbox_event set claimed_at = null, last_error = ${reason} where id = any(${ids}::uuid[])`,
    );
    return false;
  }
  await withPlatform(
    (tx) => tx.$executeRaw`update outbox_event set published_at = now(), last_error = null where id = any(${ids}::uuid[])`,
  );
  return true;
}

function toMessages(row: OutboxRow): Message[] {
  return routesOf(row.name).map((route) => ({
    consumer: route.consumer,
    body: { eventId: row.id, name: row.name, storeId: row.store_id, payload: row.payload },
    deduplicationId: `${row.id}_${route.consumer}`,
    notBefore: row.not_before,
    retries: route.retries,
    timeoutSeconds: route.timeoutSeconds,
    ...(route.retryDelay ? { retryDelay: route.retryDelay } : {}),
    ...(route.perStore && row.store_id ? { flowControl: { key: `${route.consumer}.${row.store_id}`, parallelism: route.perStore } } : {}),
  }));
}
