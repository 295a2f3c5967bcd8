import type { Clock } from "@/local/queue/clock";
import type { Db } from "@/local/queue/database";
import { addDeliveries, addJob } from "@/local/queue/jobs";
import { admit, type FlowControl } from "@/local/queue/rules/flow-control";

const MOST_TURNS_AT_ONCE = 500;

type Line = { db: Db; clock: Clock };
type FlowRow = {
  parallelism: number | null;
  rate: number | null;
  period_ms: number;
  is_paused: boolean;
  window_at: number;
  started: number;
};

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

async function lockQueue(db: Db, name: string, now: number): Promise<{ parallelism: number; is_paused: boolean }> {
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

async function usedPlaces(db: Db, key: string): Promise<number> {
  const { rows } = await db.query<{ active: number }>(
    "select count(*) as active from queue.message where flow_key = $1 and state in ('ready', 'active')",
    [key],
  );
  return rows[0]?.active ?? 0;
}

/** Starts as many of a key's waiting messages as its limits allow, the longest due first, without loading them. */
async function fillFlow(line: Line, key: string): Promise<void> {
  const { db, clock } = line;
  const { rows } = await db.query<FlowRow>("select * from queue.flow where key = $1 for update", [key]);
  const [flow] = rows;
  if (!flow || flow.is_paused) return;

  const active = flow.parallelism === null ? 0 : await usedPlaces(db, key);
  const use = {
    parallelism: flow.parallelism,
    rate: flow.rate,
    periodMs: flow.period_ms,
    windowAt: flow.window_at,
    started: flow.started,
    active,
  };
  const admission = admit(use, clock.now());
  const admitted = admission.room > 0 ? await start(db, key, admission.room) : 0;
  await db.query("update queue.flow set window_at = $2, started = $3 where key = $1", [
    key,
    admission.windowAt,
    admission.started + admitted,
  ]);
  const isHeldByRate = admission.opensAt !== null && admitted === admission.room;
  if (isHeldByRate) await addJob(db, { kind: "flow", id: key }, { dueAt: admission.opensAt ?? 0, clock });
}

async function start(db: Db, key: string, room: number): Promise<number> {
  const { rows } = await db.query<{ admitted: number }>(
    `with next as (
         select number from queue.message where flow_key = $1 and state = 'throttled' order by due_at, number limit $2 for update skip locked),
       taken as (update queue.message set state = 'ready' where number in (select number from next) returning id)
     select count(*) as admitted from ${addDeliveries("taken")}`,
    [key, room],
  );
  return rows[0]?.admitted ?? 0;
}

/** Writes the limits that a message brings for its key, unless they are pinned. Creates the key at its first message. */
export async function registerFlow(db: Db, flow: FlowControl): Promise<void> {
  await db.query(
    `insert into queue.flow as flow (key, parallelism, rate, period_ms) values ($1, $2, $3, $4)
     on conflict (key) do update set
       parallelism = case when flow.is_pinned_parallelism then flow.parallelism else $2 end,
       rate = case when flow.is_pinned_rate then flow.rate else $3 end,
       period_ms = case when flow.is_pinned_rate then flow.period_ms else $4 end`,
    [flow.key, flow.parallelism, flow.rate, flow.periodMs],
  );
}

/** Creates a message's key again should housekeeping have forgotten it while the message was delayed. */
export async function ensureFlow(db: Db, flow: FlowControl): Promise<void> {
  await db.query("insert into queue.flow (key, parallelism, rate, period_ms) values ($1, $2, $3, $4) on conflict do nothing", [
    flow.key,
    flow.parallelism,
    flow.rate,
    flow.periodMs,
  ]);
}

/**
 * Fills every free place in the touched queues and keys. Part of the transaction that touched them, so that a place is never
 * forgotten. Queues come before keys, each in order: transactions that meet do not deadlock.
 */
export async function fillPlaces(db: Db, clock: Clock, touched: Touched): Promise<void> {
  const line = { db, clock };
  for (const name of [...touched.queues].sort()) await fillQueue(line, name, touched);
  for (const key of [...touched.flows].sort()) await fillFlow(line, key);
}
