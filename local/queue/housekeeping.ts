import type { QueueContext } from "@/local/queue/context";
import type { Db } from "@/local/queue/database";

const BATCH = 1000;
const MOST_BATCHES = 500;

/** Runs one deleting statement (its `$1` is a time, `$2` the batch size) until it finds nothing more. */
async function inBatches(db: Db, sql: string, before: number): Promise<void> {
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const { rowCount } = await db.query(sql, [before, BATCH]);
    if ((rowCount ?? 0) < BATCH) return;
  }
}

const FORGET_KEYS = `delete from queue.deduplication where key in (select key from queue.deduplication where expires_at <= $1 limit $2)`;
const FORGET_MESSAGES = `delete from queue.message where number in
  (select number from queue.message where finished_at <= $1 and dlq_id is null limit $2)`;
const FORGET_DEAD_LETTERS = `delete from queue.message where number in
  (select number from queue.message where finished_at <= $1 and dlq_id is not null limit $2)`;
const FORGET_FLOWS = `delete from queue.flow where key in (
  select key from queue.flow where window_at + period_ms <= $1 and not is_paused and not is_pinned_parallelism and not is_pinned_rate
    and not exists (select 1 from queue.message where flow_key = flow.key and finished_at is null)
  limit $2 for update skip locked)`;

/**
 * Deletes what nobody needs any more, in small batches: deduplication keys past their window, finished messages with their
 * events, old dead letters, flow-control keys without messages.
 */
export async function keepHouse(context: QueueContext): Promise<void> {
  const now = context.clock.now();
  await inBatches(context.pool, FORGET_KEYS, now);
  await inBatches(context.pool, FORGET_MESSAGES, now - context.keepFinishedMs);
  await inBatches(context.pool, FORGET_DEAD_LETTERS, now - context.keepDeadLettersMs);
  await inBatches(context.pool, FORGET_FLOWS, now - context.keepFinishedMs);
}
