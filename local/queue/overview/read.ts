import type { QueueContext } from "@/local/queue/context";
import { type EventState, listEvents } from "@/local/queue/events";
import { listQueues, type Queue } from "@/local/queue/queues";
import { listSchedules, type ScheduleRow } from "@/local/queue/schedules";

const MOST_ROWS = 10;
const MOST_EVENTS = 15;

/** A message as the overview lists it. */
export type Listed = {
  id: string;
  method: string;
  url: string;
  state: string;
  queue: string | null;
  flowKey: string | null;
  retried: number;
  maxRetries: number;
  at: number;
  status: number | null;
};
export type ListedEvent = { time: number; state: EventState; messageId: string; url: string; error: string | null };

/** What the overview shows: totals of everything, and the first rows of each list. */
export type Overview = {
  now: number;
  totals: { inFlight: number; waiting: number; delayed: number; failed: number };
  queues: Queue[];
  inFlight: Listed[];
  waiting: Listed[];
  delayed: Listed[];
  failed: Listed[];
  schedules: ScheduleRow[];
  events: ListedEvent[];
};

const LISTED = `select id, settings->>'method' as method, url, state, queue, flow_key as "flowKey", retried,
  (settings->>'maxRetries')::int as "maxRetries", response_status as status`;

async function listLive({ pool }: QueueContext, states: string[]): Promise<Listed[]> {
  const { rows } = await pool.query<Listed>(
    `${LISTED}, due_at as at from queue.message where finished_at is null and state = any($1) order by due_at, number limit ${MOST_ROWS}`,
    [states],
  );
  return rows;
}

async function listDead({ pool }: QueueContext): Promise<Listed[]> {
  const { rows } = await pool.query<Listed>(
    `${LISTED}, finished_at as at from queue.message where dlq_id is not null order by finished_at desc, number desc limit ${MOST_ROWS}`,
  );
  return rows;
}

async function readTotals({ pool }: QueueContext): Promise<Overview["totals"]> {
  const { rows } = await pool.query<Overview["totals"]>(
    `select count(*) filter (where state = 'active') as "inFlight", count(*) filter (where state in ('queued', 'throttled', 'ready')) as waiting,
       count(*) filter (where state = 'scheduled') as delayed,
       (select count(*) from queue.message where dlq_id is not null) as failed
     from queue.message where finished_at is null`,
  );
  const [totals] = rows;
  if (!totals) throw new Error("The totals could not be counted.");
  return totals;
}

async function listRecent({ pool }: QueueContext): Promise<ListedEvent[]> {
  const { entries } = await listEvents(pool, [], { cursor: null, count: MOST_EVENTS });
  return entries.map(({ time, state, messageId, url, error }) => ({
    time,
    state,
    messageId,
    url: String(url),
    error: typeof error === "string" ? error : null,
  }));
}

/** Reads the overview. */
export async function readOverview(context: QueueContext): Promise<Overview> {
  const { pool } = context;
  const [totals, queues, inFlight, waiting, delayed, failed, schedules, events] = await Promise.all([
    readTotals(context),
    listQueues(pool),
    listLive(context, ["active"]),
    listLive(context, ["queued", "throttled", "ready"]),
    listLive(context, ["scheduled"]),
    listDead(context),
    listSchedules(pool),
    listRecent(context),
  ]);
  return { now: context.clock.now(), totals, queues, inFlight, waiting, delayed, failed, schedules, events };
}
