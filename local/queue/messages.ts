import { aheadMs, type Clock } from "@/local/queue/clock";
import type { Db } from "@/local/queue/database";
import { addDeliveries } from "@/local/queue/jobs";
import { registerFlows, type Touched } from "@/local/queue/places";
import { newMessageId } from "@/local/queue/rules/ids";
import type { Settings } from "@/local/queue/rules/settings";

export type MessageState = "scheduled" | "queued" | "throttled" | "ready" | "active" | "delivered" | "failed" | "cancelled";

/** A message as it is stored; see schema.sql for the states. */
export type MessageRow = {
  number: number;
  id: string;
  state: MessageState;
  url: string;
  body: Buffer;
  settings: Settings;
  labels: string[];
  queue: string | null;
  flow_key: string | null;
  topic: string | null;
  endpoint_name: string | null;
  schedule_id: string | null;
  caller_ip: string;
  created_at: number;
  due_at: number;
  retried: number;
  turn_queue: string | null;
  turn_holder: string | null;
  is_cancel_requested: boolean;
  finished_at: number | null;
  dlq_id: string | null;
  response_status: number | null;
  response_headers: Record<string, string[]> | null;
  response_body: Buffer | null;
};

/** A message about to be accepted. `turn` is the place in a queue that a callback shares with the message it is about. */
export type Draft = {
  url: string;
  body: Buffer;
  settings: Settings;
  dueAt: number;
  queue: string | null;
  topic: string | null;
  endpointName: string | null;
  scheduleId: string | null;
  callerIp: string;
  turn: { queue: string; holder: string } | null;
};

function firstState(draft: Draft, now: number): MessageState {
  if (draft.dueAt > now) return "scheduled";
  if (draft.queue !== null) return "queued";
  return draft.settings.flowControl === null ? "ready" : "throttled";
}

type NewRow = { draft: Draft; id: string; state: MessageState };

/** As the columns are called. Bodies travel in base64: they are bytes, the rest is text. */
function toRecord({ draft, id, state }: NewRow, place: number): object {
  const { host, pathname } = new URL(draft.url);
  return {
    ...{ place, id, state, url: draft.url, host, path: pathname },
    body: draft.body.toString("base64"),
    settings: draft.settings,
    labels: draft.settings.labels,
    queue: draft.queue,
    flow_key: draft.settings.flowControl?.key ?? null,
    topic: draft.topic,
    endpoint_name: draft.endpointName,
    schedule_id: draft.scheduleId,
    caller_ip: draft.callerIp,
    due_at: draft.dueAt,
    turn_queue: draft.turn?.queue ?? null,
    turn_holder: draft.turn?.holder ?? null,
  };
}

/** Writes rows, their first events and the jobs of those that have one, in one round trip: accepting is what a publisher waits for. */
async function insertRows(db: Db, clock: Clock, rows: readonly NewRow[]): Promise<void> {
  await db.query(
    `with message as (
       insert into queue.message (id, state, url, host, path, body, settings, labels, queue, flow_key, topic, endpoint_name, schedule_id,
         caller_ip, created_at, due_at, turn_queue, turn_holder)
       select id, state, url, host, path, decode(body, 'base64'), settings, labels, queue, flow_key, topic, endpoint_name, schedule_id,
         caller_ip, $2, due_at, turn_queue, turn_holder
       from jsonb_to_recordset($1::jsonb) as told(place int, id text, state text, url text, host text, path text, body text, settings jsonb,
         labels text[], queue text, flow_key text, topic text, endpoint_name text, schedule_id text, caller_ip text, due_at bigint,
         turn_queue text, turn_holder text)
       order by place returning number, id, state, due_at),
     told as (insert into queue.event (message_number, state, time) select number, 'CREATED', $2 from message order by number),
     waking as (select id, due_at from message where state in ('scheduled', 'ready'))
     select count(*) from ${addDeliveries("waking", "to_timestamp((due_at + $3::bigint) / 1000.0)")}`,
    [JSON.stringify(rows.map(toRecord)), clock.now(), aheadMs(clock)],
  );
}

/** A message that is to be accepted, under the id that its publisher was told, where there was one. */
export type NewMessage = { draft: Draft; id?: string };

/**
 * Accepts messages, in their order: their rows, first events and whatever will wake them, all in the caller's transaction. Returns
 * their ids. The caller fills the touched places before it commits.
 */
export async function insertMessages(
  db: Db,
  clock: Clock,
  accepted: { messages: readonly NewMessage[]; touched: Touched },
): Promise<string[]> {
  const { messages, touched } = accepted;
  if (messages.length === 0) return [];
  const now = clock.now();
  const rows = messages.map(({ draft, id = newMessageId() }) => ({ draft, id, state: firstState(draft, now) }));
  await insertRows(db, clock, rows);
  await registerFlows(
    db,
    rows.map(({ draft }) => draft.settings.flowControl).filter((flow) => flow !== null),
  );
  for (const { draft, state } of rows) {
    touched.add(state === "queued" ? draft.queue : null, state === "throttled" ? (draft.settings.flowControl?.key ?? null) : null);
  }
  return rows.map(({ id }) => id);
}

/** The message, with its row locked until the transaction ends, or null. */
export async function lockMessage(db: Db, id: string): Promise<MessageRow | null> {
  const { rows } = await db.query<MessageRow>("select * from queue.message where id = $1 for update", [id]);
  return rows[0] ?? null;
}

/** A message that is still on its way, or null: delivered, failed and cancelled ones are no longer found, as on QStash. */
export async function findLiveMessage(db: Db, id: string): Promise<MessageRow | null> {
  const { rows } = await db.query<MessageRow>("select * from queue.message where id = $1 and finished_at is null", [id]);
  return rows[0] ?? null;
}
