import type { Draft, MessageRow } from "@/local/queue/messages";
import { canonicalName } from "@/local/queue/rules/headers";
import type { Answer } from "@/local/queue/rules/outcome";
import { type CallbackSettings, firstDueAt, parseSettings } from "@/local/queue/rules/settings";

/** One attempt, as its callbacks tell of it. `dlqId` is null unless the message failed for good. */
export type Report = { message: MessageRow; answer: Answer; dlqId: string | null; now: number };

function listValues(headers: Record<string, string>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
}

/** The response part of a report. No answer at all is status 0 with the reason as body. */
function answered(answer: Answer): { status: number; header: Record<string, string[]>; body: string } {
  if (answer.kind === "error") return { status: 0, header: {}, body: Buffer.from(answer.error).toString("base64") };
  const header = Object.fromEntries(Object.entries(answer.headers).map(([name, values]) => [canonicalName(name), values]));
  return { status: answer.status, header, body: answer.body.toString("base64") };
}

function reportBody({ message, answer, dlqId }: Report): Buffer {
  const { settings } = message;
  const body = {
    ...answered(answer),
    retried: message.retried,
    maxRetries: settings.maxRetries,
    ...(dlqId === null ? {} : { dlqId }),
    sourceMessageId: message.id,
    ...(message.topic === null ? {} : { topicName: message.topic }),
    ...(message.endpoint_name === null ? {} : { endpointName: message.endpoint_name }),
    url: message.url,
    method: settings.method,
    sourceHeader: listValues(settings.headers),
    sourceBody: message.body.toString("base64"),
    notBefore: message.due_at,
    createdAt: message.created_at,
    ...(message.schedule_id === null ? {} : { scheduleId: message.schedule_id }),
    callerIP: message.caller_ip,
  };
  return Buffer.from(JSON.stringify(body));
}

function draftOf(callback: CallbackSettings, report: Report): Draft {
  const settings = parseSettings(callback.headers);
  if (!settings.ok) throw new Error(`A callback's settings were accepted but cannot be read: ${settings.code}`);
  const { message } = report;
  return {
    url: callback.url,
    body: reportBody(report),
    settings: settings.value,
    dueAt: firstDueAt(settings.value, report.now),
    queue: null,
    topic: null,
    endpointName: null,
    scheduleId: null,
    callerIp: message.caller_ip,
    turn: message.turn_queue === null || message.turn_holder === null ? null : { queue: message.turn_queue, holder: message.turn_holder },
  };
}

/**
 * The callback messages that one attempt gives rise to: `Upstash-Callback` after every attempt, `Upstash-Failure-Callback`
 * once the message has failed for good. They hold the message's turn in its queue until they are done themselves.
 */
export function callbackDrafts(report: Report): Draft[] {
  const { callback, failureCallback } = report.message.settings;
  const wanted = [callback, report.dlqId === null ? null : failureCallback];
  return wanted.filter((settings) => settings !== null).map((settings) => draftOf(settings, report));
}
