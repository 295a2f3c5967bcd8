import type { QueueContext } from "@/local/queue/context";
import type { Db } from "@/local/queue/database";
import { type Filters, toCondition } from "@/local/queue/filters";
import { insertMessages, type MessageRow } from "@/local/queue/messages";
import { fillPlaces, Touched } from "@/local/queue/places";
import type { Headers } from "@/local/queue/rules/headers";
import { firstDueAt, type Settings } from "@/local/queue/rules/settings";

/** Longer bodies are left out of lists, which then stay bounded; one dead letter alone is always shown whole. */
const LISTED_BODY_BYTES = 262_144;

/** Where a page of dead letters starts (after this one) and how long it is. */
export type DeadLetterPage = { after: { failedAt: number; number: number } | null; count: number };

const COLUMNS = `number, id, state, url, settings, labels, queue, flow_key, topic, endpoint_name, schedule_id, caller_ip, created_at, due_at,
  retried, turn_queue, turn_holder, is_cancel_requested, finished_at, dlq_id, response_status, response_headers, response_body`;

async function selectPage(db: Db, filters: Filters, page: DeadLetterPage & { body: string; lock: string }): Promise<MessageRow[]> {
  const after = page.after ?? { failedAt: Number.MAX_SAFE_INTEGER, number: Number.MAX_SAFE_INTEGER };
  const { sql, values } = toCondition(filters, [after.failedAt, after.number, page.count + 1]);
  const { rows } = await db.query<MessageRow>(
    `select ${COLUMNS}, ${page.body} as body from queue.message as message
     where dlq_id is not null and (finished_at, number) < ($1, $2) and ${sql}
     order by finished_at desc, number desc limit $3 ${page.lock}`,
    values,
  );
  return rows;
}

function cursorAfter(rows: MessageRow[], count: number): { cursor?: string } {
  const last = rows.at(count - 1);
  return rows.length > count && last?.dlq_id ? { cursor: last.dlq_id } : {};
}

/** A page of dead letters, the latest first, and the cursor of the next page when there is one. */
export async function listDeadLetters(db: Db, filters: Filters, page: DeadLetterPage): Promise<{ rows: MessageRow[]; cursor?: string }> {
  const body = `case when length(body) <= ${LISTED_BODY_BYTES} then body else ''::bytea end`;
  const rows = await selectPage(db, filters, { ...page, body, lock: "" });
  return { rows: rows.slice(0, page.count), ...cursorAfter(rows, page.count) };
}

/** The dead letter, or null when it was never there, was deleted or was retried. */
export async function findDeadLetter(db: Db, dlqId: string): Promise<MessageRow | null> {
  const { rows } = await db.query<MessageRow>("select * from queue.message where dlq_id = $1", [dlqId]);
  return rows[0] ?? null;
}

async function forget(db: Db, rows: MessageRow[]): Promise<void> {
  await db.query("update queue.message set dlq_id = null where number = any($1)", [rows.map((row) => row.number)]);
}

/** Deletes a page of dead letters and returns how many, and the cursor to go on from. Runs in the caller's transaction. */
export async function deleteDeadLetters(db: Db, filters: Filters, page: DeadLetterPage): Promise<{ deleted: number; cursor?: string }> {
  const rows = await selectPage(db, filters, { ...page, body: "''::bytea", lock: "for update" });
  const chosen = rows.slice(0, page.count);
  await forget(db, chosen);
  return { deleted: chosen.length, ...cursorAfter(rows, page.count) };
}

/** What a retry request configures: its publish headers, and what they parse to. */
export type Override = { headers: Headers; settings: Settings };

/** The settings of the new message: those of the dead one, except for what the retry request itself configures. */
function overridden(settings: Settings, { headers, settings: asked }: Override): Settings {
  const given = (name: string): boolean => name in headers;
  return {
    ...settings,
    delayMs: asked.delayMs,
    notBeforeAt: asked.notBeforeAt,
    ...(given("upstash-retries") ? { maxRetries: asked.maxRetries } : {}),
    ...(given("upstash-retry-delay") ? { retryDelay: asked.retryDelay } : {}),
    ...(given("upstash-timeout") ? { timeoutMs: asked.timeoutMs } : {}),
    ...(given("upstash-flow-control-key") ? { flowControl: asked.flowControl } : {}),
    ...(given("upstash-label") ? { labels: asked.labels } : {}),
  };
}

async function republish(
  db: Db,
  context: QueueContext,
  retried: { row: MessageRow; override: Override; touched: Touched },
): Promise<string> {
  const { row } = retried;
  const settings = overridden(row.settings, retried.override);
  const draft = {
    url: row.url,
    body: row.body,
    settings,
    dueAt: firstDueAt(settings, context.clock.now()),
    queue: row.queue,
    topic: row.topic,
    endpointName: row.endpoint_name,
    scheduleId: row.schedule_id,
    callerIp: row.caller_ip,
    turn: null,
  };
  const [id] = await insertMessages(db, context.clock, { messages: [{ draft }], touched: retried.touched });
  if (id === undefined) throw new Error("A retried message was inserted without an id.");
  return id;
}

/**
 * Retries a page of dead letters: each becomes a new message and leaves the dead letters, in the caller's transaction.
 * `override` may configure the new messages (retries, delay, time-out, flow control, label). Bodies are taken one at a time.
 */
export async function retryDeadLetters(
  db: Db,
  context: QueueContext,
  chosen: { filters: Filters; page: DeadLetterPage; override: Override },
): Promise<{ messageIds: string[]; cursor?: string }> {
  const listed = await selectPage(db, chosen.filters, { ...chosen.page, body: "''::bytea", lock: "for update" });
  const touched = new Touched();
  const messageIds: string[] = [];
  for (const { dlq_id: dlqId } of listed.slice(0, chosen.page.count)) {
    const row = dlqId === null ? null : await findDeadLetter(db, dlqId);
    if (row) messageIds.push(await republish(db, context, { row, override: chosen.override, touched }));
  }
  await forget(db, listed.slice(0, chosen.page.count));
  await fillPlaces(db, context.clock, touched);
  return { messageIds, ...cursorAfter(listed, chosen.page.count) };
}
