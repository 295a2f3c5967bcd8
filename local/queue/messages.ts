import type { Clock } from "@/local/queue/clock";
import type { Db } from "@/local/queue/database";
import { addJob } from "@/local/queue/jobs";
import { registerFlow, type Touched } from "@/local/queue/places";
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

/** Writes the row and its first event, in one round trip: accepting is what a publisher waits for. */
async function insertRow(db: Db, draft: Draft, row: { id: string; state: MessageState; now: number }): Promise<void> {
  const url = new URL(draft.url);
  await db.query(
    `with message as (
       insert into queue.message (id, state, url, host, path, body, settings, labels, queue, flow_key, topic, endpoint_name,
         schedule_id, caller_ip, created_at, due_at, turn_queue, turn_holder)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) returning number)
     insert into queue.event (message_number, state, time) select number, 'CREATED', $15 from message`,
    [
      row.id,
      row.state,
      draft.url,
      url.host,
      url.pathname,
      draft.body,
      JSON.stringify(draft.settings),
      draft.settings.labels,
      draft.queue,
      draft.settings.flowControl?.key ?? null,
      draft.topic,
      draft.endpointName,
      draft.scheduleId,
      draft.callerIp,
      row.now,
      draft.dueAt,
      draft.turn?.queue ?? null,
      draft.turn?.holder ?? null,
    ],
  );
}

/**
 * Accepts a message: its row, its first event and whatever will wake it, all in the caller's transaction. Returns its id.
 * The caller fills the touched places before it commits.
 */
export async function insertMessage(db: Db, clock: Clock, accepted: { draft: Draft; touched: Touched; id?: string }): Promise<string> {
  const { draft, touched } = accepted;
  const now = clock.now();
  const id = accepted.id ?? newMessageId();
  const state = firstState(draft, now);
  await insertRow(db, draft, { id, state, now });

  const flow = draft.settings.flowControl;
  if (flow) await registerFlow(db, flow);
  if (state === "scheduled" || state === "ready") await addJob(db, { kind: "deliver", id }, { dueAt: draft.dueAt, clock });
  else touched.add(state === "queued" ? draft.queue : null, state === "throttled" ? (flow?.key ?? null) : null);
  return id;
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
