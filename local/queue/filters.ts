import { fail, ok, type Result } from "@/lib/core/result";

/** SQL comparisons joined by AND; each has one `?` for its value at most. */
export type Filters = { sql: string; value?: unknown }[];

/** Filters of the wire that compare a column with any of the given values. */
const COLUMNS: Record<string, string> = {
  messageId: "message.id = any(?)",
  messageIds: "message.id = any(?)",
  dlqIds: "message.dlq_id = any(?)",
  url: "message.url = any(?)",
  host: "message.host = any(?)",
  path: "message.path = any(?)",
  topicName: "message.topic = any(?)",
  queueName: "message.queue = any(?)",
  scheduleId: "message.schedule_id = any(?)",
  flowControlKey: "message.flow_key = any(?)",
  callerIp: "message.caller_ip = any(?)",
  callerIP: "message.caller_ip = any(?)",
  label: "message.labels && ?",
  responseStatus: "message.response_status::text = any(?)",
};

/** The time that `fromDate` and `toDate` speak of, by what is listed. */
const TIMES = { event: "event.time", message: "message.created_at", deadLetter: "message.finished_at" } as const;

const IN_PROGRESS = "event.state in ('CREATED', 'ACTIVE', 'RETRY', 'ERROR') and message.finished_at is null";

/** A repeated key or one comma list. An address may itself hold commas, so the whole text counts as a value too. */
function valuesOf(texts: string[]): string[] {
  return [...new Set(texts.flatMap((text) => [text, ...text.split(",")]))];
}

function stateFilter(state: string): Filters[number] {
  if (state === "IN_PROGRESS") return { sql: IN_PROGRESS };
  return { sql: "event.state = any(?)", value: valuesOf([state]).map((name) => (name === "CANCELED" ? "CANCELLED" : name)) };
}

/**
 * Reads the filters of a list or of a bulk action. Values of one key are alternatives; keys add up; unknown keys are ignored.
 * Fails with `invalid_date` when `fromDate` or `toDate` is not unix milliseconds.
 */
export function readFilters(query: URLSearchParams, listed: keyof typeof TIMES): Result<Filters, "invalid_date"> {
  const filters: Filters = [];
  for (const name of new Set(query.keys())) {
    const sql = Object.hasOwn(COLUMNS, name) ? COLUMNS[name] : undefined;
    if (sql) filters.push({ sql, value: valuesOf(query.getAll(name)) });
  }
  for (const [name, comparison] of [
    ["fromDate", ">="],
    ["toDate", "<="],
  ] as const) {
    const text = query.get(name);
    if (text === null) continue;
    if (!/^\d{1,15}$/.test(text)) return fail("invalid_date");
    filters.push({ sql: `${TIMES[listed]} ${comparison} ?`, value: Number(text) });
  }
  const state = query.get("state");
  if (state !== null && listed === "event") filters.push(stateFilter(state));
  return ok(filters);
}

/** The filters as one SQL condition, their values placed after `leading`. No filter is `true`. */
export function toCondition(filters: Filters, leading: unknown[]): { sql: string; values: unknown[] } {
  const values = [...leading];
  const parts = filters.map((filter) => {
    if (!("value" in filter)) return `(${filter.sql})`;
    values.push(filter.value);
    return `(${filter.sql.replace("?", `$${values.length}`)})`;
  });
  return { sql: parts.join(" and ") || "true", values };
}
