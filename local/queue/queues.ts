import type { Clock } from "@/local/queue/clock";
import { type Db, JOBS_SCHEMA } from "@/local/queue/database";
import { fillPlaces, Touched } from "@/local/queue/places";

/** A queue as the wire shows it; `lag` is how many of its messages are still on their way. */
export type Queue = { name: string; createdAt: number; updatedAt: number; parallelism: number; paused: boolean; lag: number };

const MOST_LISTED = 1000;
const SELECT = `select name, created_at as "createdAt", updated_at as "updatedAt", parallelism, is_paused as paused,
  (select count(*) from queue.message where message.queue = queue.name and finished_at is null) as lag from queue.queue`;

/** The queue, or null. */
export async function findQueue(db: Db, name: string): Promise<Queue | null> {
  const { rows } = await db.query<Queue>(`${SELECT} where name = $1`, [name]);
  return rows[0] ?? null;
}

/** The first thousand queues by name. */
export async function listQueues(db: Db): Promise<Queue[]> {
  const { rows } = await db.query<Queue>(`${SELECT} order by name limit ${MOST_LISTED}`);
  return rows;
}

async function refill(db: Db, clock: Clock, name: string): Promise<void> {
  const touched = new Touched();
  touched.add(name, null);
  await fillPlaces(db, clock, touched);
}

/**
 * Takes the turns of a queue back from messages that have one and are not being attempted, and adds the flow-control keys in which they
 * leave a place. Run under the queue's lock: nobody is given a turn meanwhile.
 */
async function takeTurnsBack(db: Db, name: string, touched: Touched): Promise<void> {
  const { rows } = await db.query<{ flow_key: string | null }>(
    `with back as (update queue.message set state = 'queued', turn_queue = null, turn_holder = null
       where turn_queue = $1 and queue = $1 and state in ('ready', 'throttled') returning id, flow_key)
     select flow_key, (${JOBS_SCHEMA}.remove_job('deliver:' || id)).id from back`,
    [name],
  );
  for (const row of rows) touched.add(null, row.flow_key);
}

/**
 * Creates the queue or changes its settings; those left out keep their value (one at a time and running, at first). Paused, it starts
 * nothing more: attempts under way go on, all else waits in the line again.
 */
export async function upsertQueue(
  db: Db,
  clock: Clock,
  queue: { name: string; parallelism?: number | undefined; isPaused?: boolean | undefined },
): Promise<void> {
  await db.query(
    `insert into queue.queue (name, parallelism, is_paused, created_at, updated_at)
     values ($1, coalesce($2::int, 1), coalesce($3::boolean, false), $4, $4)
     on conflict (name) do update set parallelism = coalesce($2::int, queue.parallelism), is_paused = coalesce($3::boolean, queue.is_paused),
       updated_at = $4`,
    [queue.name, queue.parallelism ?? null, queue.isPaused ?? null, clock.now()],
  );
  const touched = new Touched();
  touched.add(queue.name, null);
  if (queue.isPaused) await takeTurnsBack(db, queue.name, touched);
  await fillPlaces(db, clock, touched);
}

/**
 * Forgets a queue's settings. Messages it still holds were accepted and are delivered: for them the queue goes on with
 * the settings of a new one.
 */
export async function deleteQueue(db: Db, clock: Clock, name: string): Promise<void> {
  await db.query("delete from queue.queue where name = $1", [name]);
  const { rowCount } = await db.query("select 1 from queue.message where queue = $1 and finished_at is null limit 1", [name]);
  if (rowCount !== 0) await refill(db, clock, name);
}
