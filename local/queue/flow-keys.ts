import type { Clock } from "@/local/queue/clock";
import { type Db, JOBS_SCHEMA } from "@/local/queue/database";
import { fillPlaces, Touched } from "@/local/queue/places";

/** A flow-control key as the wire shows it: period in seconds, 0 for a limit that is not set. */
export type FlowKey = {
  flowControlKey: string;
  waitListSize: number;
  parallelismMax: number;
  parallelismCount: number;
  rateMax: number;
  rateCount: number;
  ratePeriod: number;
  ratePeriodStart: number;
  isPaused: boolean;
  isPinnedParallelism: boolean;
  isPinnedRate: boolean;
};

/** What `pin` fixes: limits left out stay as messages set them. */
export type Pin = { parallelism: number | null; rate: number | null; periodMs: number | null };

const MOST_LISTED = 1000;
const SELECT = `select key as "flowControlKey",
  (select count(*) from queue.message where flow_key = flow.key and state = 'throttled') as "waitListSize",
  coalesce(parallelism, 0) as "parallelismMax",
  (select count(*) from queue.message where flow_key = flow.key and state in ('ready', 'active')) as "parallelismCount",
  coalesce(rate, 0) as "rateMax",
  case when window_at + period_ms > $1 then started else 0 end as "rateCount",
  period_ms / 1000 as "ratePeriod", window_at / 1000 as "ratePeriodStart", is_paused as "isPaused",
  is_pinned_parallelism as "isPinnedParallelism", is_pinned_rate as "isPinnedRate"
  from queue.flow as flow`;

/** The key, or null when no message ever used it. */
export async function findFlowKey(db: Db, clock: Clock, key: string): Promise<FlowKey | null> {
  const { rows } = await db.query<FlowKey>(`${SELECT} where key = $2`, [clock.now(), key]);
  return rows[0] ?? null;
}

/** The first thousand keys by name. */
export async function listFlowKeys(db: Db, clock: Clock): Promise<FlowKey[]> {
  const { rows } = await db.query<FlowKey>(`${SELECT} order by key limit ${MOST_LISTED}`, [clock.now()]);
  return rows;
}

/** Starts what a key's limits allow now. Runs in the caller's transaction. */
export async function refillFlow(db: Db, clock: Clock, key: string): Promise<void> {
  const touched = new Touched();
  touched.add(null, key);
  await fillPlaces(db, clock, touched);
}

/** Takes the places of a key back from messages that have one and are not being attempted. Run under the key's lock: nobody is given a place meanwhile. */
async function takePlacesBack(db: Db, key: string): Promise<void> {
  await db.query(
    `with back as (update queue.message set state = 'throttled' where flow_key = $1 and state = 'ready' returning id)
     select (${JOBS_SCHEMA}.remove_job('deliver:' || id)).id from back`,
    [key],
  );
}

/** Holds back, or lets go, the messages of a key; those already being delivered go on. Creates the key. */
export async function setFlowPaused(db: Db, clock: Clock, flow: { key: string; isPaused: boolean }): Promise<void> {
  await db.query("insert into queue.flow (key, is_paused) values ($1, $2) on conflict (key) do update set is_paused = $2", [
    flow.key,
    flow.isPaused,
  ]);
  if (flow.isPaused) await takePlacesBack(db, flow.key);
  await refillFlow(db, clock, flow.key);
}

/** Fixes limits of a key, whatever later messages say. Creates the key. */
export async function pinFlow(db: Db, clock: Clock, key: string, pin: Pin): Promise<void> {
  await db.query(
    `insert into queue.flow as flow (key, parallelism, rate, period_ms, is_pinned_parallelism, is_pinned_rate)
     values ($1, $2::int, $3::int, coalesce($4::bigint, 1000), $2::int is not null, $3::int is not null)
     on conflict (key) do update set
       parallelism = coalesce($2::int, flow.parallelism), is_pinned_parallelism = flow.is_pinned_parallelism or $2::int is not null,
       rate = coalesce($3::int, flow.rate), period_ms = coalesce($4::bigint, flow.period_ms),
       is_pinned_rate = flow.is_pinned_rate or $3::int is not null or $4::bigint is not null`,
    [key, pin.parallelism, pin.rate, pin.periodMs],
  );
  await refillFlow(db, clock, key);
}

/** Lets the next message set the limits again. */
export async function unpinFlow(db: Db, key: string, unpinned: { parallelism: boolean; rate: boolean }): Promise<void> {
  await db.query(
    "update queue.flow set is_pinned_parallelism = is_pinned_parallelism and not $2, is_pinned_rate = is_pinned_rate and not $3 where key = $1",
    [key, unpinned.parallelism, unpinned.rate],
  );
}

/** Ends the current rate window: a new one begins now, with nothing started in it. */
export async function resetFlowRate(db: Db, clock: Clock, key: string): Promise<void> {
  await db.query("update queue.flow set window_at = $2, started = 0 where key = $1", [key, clock.now()]);
  await refillFlow(db, clock, key);
}

/** How many attempts are being made right now, over all keys. */
export async function countActive(db: Db): Promise<number> {
  const { rows } = await db.query<{ active: number }>(
    "select count(*) as active from queue.message where state = 'active' and finished_at is null",
  );
  return rows[0]?.active ?? 0;
}
