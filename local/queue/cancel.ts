import type { Pool } from "pg";
import type { Clock } from "@/local/queue/clock";
import { type Db, inTransaction, JOBS_SCHEMA } from "@/local/queue/database";
import { type Filters, toCondition } from "@/local/queue/filters";
import { fillPlaces, Touched } from "@/local/queue/places";

const BATCH = 500;

type Cancelled = { turn_queue: string | null; flow_key: string | null; state: string };

/** A message that waits is cancelled at once; one being attempted is marked, and never retried. Each leaves its events. */
function cancelSql(condition: string): string {
  return `with chosen as (
      select number, id, state, turn_queue, flow_key from queue.message as message
      where finished_at is null and not is_cancel_requested and (${condition}) order by number limit ${BATCH} for update),
    waiting as (
      update queue.message set state = 'cancelled', finished_at = $1, turn_queue = null, turn_holder = null
      where number in (select number from chosen where state <> 'active') returning number, id),
    running as (
      update queue.message set is_cancel_requested = true
      where number in (select number from chosen where state = 'active') returning number),
    told as (
      insert into queue.event (message_number, state, time)
      select number, 'CANCEL_REQUESTED', $1::bigint from chosen
      union all select number, 'CANCELLED', $1::bigint from waiting)
    select chosen.turn_queue, chosen.flow_key, chosen.state,
      case when waiting.id is not null then (${JOBS_SCHEMA}.remove_job('deliver:' || waiting.id)).id end
    from chosen left join waiting using (number)`;
}

async function cancelBatch(db: Db, clock: Clock, filters: Filters): Promise<number> {
  const { sql, values } = toCondition(filters, [clock.now()]);
  const { rows } = await db.query<Cancelled>(cancelSql(sql), values);
  const touched = new Touched();
  for (const row of rows) if (row.state !== "active") touched.add(row.turn_queue, row.state === "ready" ? row.flow_key : null);
  await fillPlaces(db, clock, touched);
  return rows.length;
}

/**
 * Cancels every message that matches and is on its way when called, and returns how many. Works through any number of them in
 * batches, each its own transaction, so that memory and locks stay small.
 */
export async function cancelMessages(pool: Pool, clock: Clock, filters: Filters): Promise<number> {
  const { rows } = await pool.query<{ newest: number | null }>("select max(number) as newest from queue.message");
  const known = [...filters, { sql: "message.number <= ?", value: rows[0]?.newest ?? 0 }];
  for (let total = 0; ; ) {
    const count = await inTransaction(pool, (tx) => cancelBatch(tx, clock, known));
    total += count;
    if (count < BATCH) return total;
  }
}
