import { aheadMs, type Clock } from "@/local/queue/clock";
import type { Db } from "@/local/queue/database";
import { addDeliveries } from "@/local/queue/jobs";
import type { FlowControl } from "@/local/queue/rules/flow-control";

const MOST_TURNS_AT_ONCE = 500;

type Line = { db: Db; clock: Clock };

/** The queues and flow-control keys in which a place may have become free, or a message has lined up. */
export class Touched {
  readonly queues = new Set<string>();
  readonly flows = new Set<string>();

  /** Notes a queue and a key; null means none. */
  add(queue: string | null, flowKey: string | null): void {
    if (queue !== null) this.queues.add(queue);
    if (flowKey !== null) this.flows.add(flowKey);
  }
}

/** The queue's settings, which stay as they are until the transaction ends. Creates the queue. */
export async function lockQueue(db: Db, name: string, now: number): Promise<{ parallelism: number; is_paused: boolean }> {
  await db.query("insert into queue.queue (name, created_at, updated_at) values ($1, $2, $2) on conflict do nothing", [name, now]);
  const { rows } = await db.query<{ parallelism: number; is_paused: boolean }>(
    "select parallelism, is_paused from queue.queue where name = $1 for update",
    [name],
  );
  const [queue] = rows;
  if (!queue) throw new Error(`Queue ${name} vanished under its lock.`);
  return queue;
}

/** Gives the free turns of a queue to the messages that have waited longest, first in first out. Adds the keys they now wait for. */
async function fillQueue(line: Line, name: string, touched: Touched): Promise<void> {
  const { db, clock } = line;
  const queue = await lockQueue(db, name, clock.now());
  if (queue.is_paused) return;

  const held = await db.query<{ held: number }>("select count(distinct turn_holder) as held from queue.message where turn_queue = $1", [
    name,
  ]);
  const free = Math.min(MOST_TURNS_AT_ONCE, queue.parallelism - (held.rows[0]?.held ?? 0));
  if (free <= 0) return;

  const { rows } = await db.query<{ flow_key: string | null }>(
    `with next as (select number from queue.message where queue = $1 and state = 'queued' order by number limit $2 for update skip locked),
       taken as (
         update queue.message set turn_queue = $1, turn_holder = id, state = case when flow_key is null then 'ready' else 'throttled' end
         where number in (select number from next) returning id, state, flow_key),
       ready as (select id from taken where state = 'ready'),
       woken as (select count(*) from ${addDeliveries("ready")})
     select distinct taken.flow_key from taken, woken`,
    [name, free],
  );
  for (const row of rows) touched.add(null, row.flow_key);
}

/**
 * Writes the limits that messages bring for their keys, unless they are pinned. A key whose limits stay is neither written nor
 * locked: a busy key's deliveries do not wait for those who publish to it.
 */
export async function registerFlows(db: Db, flows: readonly FlowControl[]): Promise<void> {
  if (flows.length === 0) return;
  await db.query(
    `insert into queue.flow as flow (key, parallelism, rate, period_ms)
     select key, parallelism, rate, "periodMs" from jsonb_to_recordset($1::jsonb) as told(key text, parallelism int, rate int, "periodMs" bigint)
     where not exists (select 1 from queue.flow as known where known.key = told.key
       and (known.is_pinned_parallelism or known.parallelism is not distinct from told.parallelism)
       and (known.is_pinned_rate or (known.rate, known.period_ms) is not distinct from (told.rate, told."periodMs")))
     order by key
     on conflict (key) do update set
       parallelism = case when flow.is_pinned_parallelism then flow.parallelism else excluded.parallelism end,
       rate = case when flow.is_pinned_rate then flow.rate else excluded.rate end,
       period_ms = case when flow.is_pinned_rate then flow.period_ms else excluded.period_ms end`,
    [JSON.stringify([...new Map(flows.map((flow) => [flow.key, flow])).values()])],
  );
}

/** SQL that starts what the limits of each row's `flow_key` allow now (schema.sql, `fill_flow`); `$1` is the server's time, `$2` {@link aheadMs}. */
export const fillFlow = "queue.fill_flow(flow_key, $1, $2)";

/**
 * Fills every free place in the touched queues and keys. Part of the transaction that touched them, so that a place is never
 * forgotten. Queues come before keys, each in order: transactions that meet do not deadlock.
 */
export async function fillPlaces(db: Db, clock: Clock, touched: Touched): Promise<void> {
  for (const name of [...touched.queues].sort()) await fillQueue({ db, clock }, name, touched);
  if (touched.flows.size === 0) return;
  await db.query(`select ${fillFlow} from (select flow_key from unnest($3::text[]) as flow_key order by flow_key offset 0) as keys`, [
    clock.now(),
    aheadMs(clock),
    [...touched.flows],
  ]);
}
