import type { MessageRow } from "@/local/queue/messages";
import { shownBody, shownHeaders } from "@/local/queue/rules/redaction";

/** The object without its empty members: the wire has no nulls. */
export function withoutNulls<Entry extends Record<string, unknown>>(entry: Entry): Entry {
  for (const key of Object.keys(entry)) if (entry[key] === null || entry[key] === undefined) delete entry[key];
  return entry;
}

/** Labels as the wire shows them: the list, and the first one under its old name. */
export function shownLabels(labels: string[]): { label?: string; labels?: string[] } {
  return labels.length > 0 ? { label: labels[0], labels } : {};
}

/** A message as `GET /v2/messages/{id}` shows it, redacted as its publisher asked. */
export function toWireMessage(row: MessageRow): Record<string, unknown> {
  const { settings } = row;
  const flow = settings.flowControl;
  return withoutNulls({
    messageId: row.id,
    url: row.url,
    topicName: row.topic,
    endpointName: row.endpoint_name,
    method: settings.method,
    header: shownHeaders(settings.headers, settings.redaction),
    ...shownBody(row.body, settings.redaction),
    maxRetries: settings.maxRetries,
    retryDelayExpression: settings.retryDelay,
    notBefore: row.due_at,
    createdAt: row.created_at,
    callback: settings.callback?.url,
    failureCallback: settings.failureCallback?.url,
    queueName: row.queue,
    scheduleId: row.schedule_id,
    callerIP: row.caller_ip,
    ...shownLabels(row.labels),
    flowControlKey: flow?.key,
    rate: flow?.rate,
    period: flow ? flow.periodMs / 1000 : null,
    parallelism: flow?.parallelism,
  });
}

/** A dead letter as `GET /v2/dlq/{dlqId}` shows it: the message and the last answer it got. */
export function toWireDeadLetter(row: MessageRow): Record<string, unknown> {
  const answer = row.response_body ?? Buffer.alloc(0);
  const shown = shownBody(answer, { body: false, allHeaders: false, headers: [] });
  return withoutNulls({
    ...toWireMessage(row),
    dlqId: row.dlq_id,
    responseStatus: row.response_status,
    responseHeader: row.response_headers,
    responseBody: shown.body,
    responseBodyBase64: shown.bodyBase64,
  });
}
