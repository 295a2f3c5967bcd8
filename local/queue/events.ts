import type { Db } from "@/local/queue/database";
import { type Filters, toCondition } from "@/local/queue/filters";
import type { MessageRow } from "@/local/queue/messages";
import { shownBody, shownHeaders } from "@/local/queue/rules/redaction";
import { shownLabels, withoutNulls } from "@/local/queue/wire";

export type EventState = "CREATED" | "ACTIVE" | "RETRY" | "ERROR" | "DELIVERED" | "FAILED" | "CANCEL_REQUESTED" | "CANCELLED";

/** One step in a message's life. */
export type MessageEvent = {
  messageNumber: number;
  state: EventState;
  time: number;
  error?: string;
  nextDeliveryAt?: number;
  response?: { status: number; headers: Record<string, string[]>; body: string };
};

type EventRow = {
  event_id: number;
  event_state: EventState;
  time: number;
  error: string | null;
  next_delivery_at: number | null;
  event_status: number | null;
  event_headers: Record<string, string[]> | null;
  event_body: string | null;
} & Pick<MessageRow, "id" | "url" | "body" | "settings" | "labels" | "queue" | "topic" | "endpoint_name" | "schedule_id">;

/** An entry of `GET /v2/events` and `GET /v2/logs`. */
export type LogEntry = Record<string, unknown> & { messageId: string; state: EventState; time: number };

/** Longer bodies are left out of log entries, so that a page of them stays small. */
const SHOWN_BODY_BYTES = 65_536;

/** Writes the event, in the transaction of the change it tells of. */
export async function recordEvent(db: Db, event: MessageEvent): Promise<void> {
  await db.query(
    `insert into queue.event (message_number, state, time, error, next_delivery_at, response_status, response_headers, response_body)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      event.messageNumber,
      event.state,
      event.time,
      event.error ?? null,
      event.nextDeliveryAt ?? null,
      event.response?.status ?? null,
      event.response ? JSON.stringify(event.response.headers) : null,
      event.response?.body.replaceAll("\0", "") ?? null,
    ],
  );
}

function toEntry(row: EventRow): LogEntry {
  const { settings } = row;
  const body = shownBody(row.body, settings.redaction);
  return withoutNulls({
    time: row.time,
    state: row.event_state,
    messageId: row.id,
    url: row.url,
    method: settings.method,
    header: shownHeaders(settings.headers, settings.redaction),
    body: body.body ?? body.bodyBase64,
    error: row.error,
    nextDeliveryTime: row.next_delivery_at,
    topicName: row.topic,
    endpointName: row.endpoint_name,
    scheduleId: row.schedule_id,
    queueName: row.queue,
    responseStatus: row.event_status,
    responseHeaders: row.event_headers,
    responseBody: row.event_body,
    timeout: settings.timeoutMs,
    callback: settings.callback?.url,
    failureCallback: settings.failureCallback?.url,
    maxRetries: settings.maxRetries,
    retryDelayExpression: settings.retryDelay,
    flowControlKey: settings.flowControl?.key,
    ...shownLabels(row.labels),
  });
}

/** Where a page starts and how long it is. */
export type Page = { cursor: number | null; count: number };

/** A page of events, the newest first, and the cursor of the next page when there is one. */
export async function listEvents(db: Db, filters: Filters, page: Page): Promise<{ entries: LogEntry[]; cursor?: string }> {
  const { sql, values } = toCondition(filters, [page.cursor ?? Number.MAX_SAFE_INTEGER, page.count + 1]);
  const { rows } = await db.query<EventRow>(
    `select event.id as event_id, event.state as event_state, event.time, event.error, event.next_delivery_at,
       event.response_status as event_status, event.response_headers as event_headers, event.response_body as event_body,
       message.id, message.url, case when length(message.body) <= ${SHOWN_BODY_BYTES} then message.body else ''::bytea end as body, message.settings, message.labels,
       message.queue, message.topic, message.endpoint_name, message.schedule_id
     from queue.event as event join queue.message as message on message.number = event.message_number
     where event.id < $1 and ${sql} order by event.id desc limit $2`,
    values,
  );
  const shown = rows.slice(0, page.count);
  const last = shown.at(-1);
  const entries = shown.map(toEntry);
  return rows.length > page.count && last ? { entries, cursor: String(last.event_id) } : { entries };
}
