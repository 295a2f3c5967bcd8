import { html } from "hono/html";
import type { EventState } from "@/local/queue/events";
import { address, type Cell, counted, type Html, moment, paused, section, shortId, shownOf, table } from "@/local/queue/overview/parts";
import type { Listed, ListedEvent, Overview } from "@/local/queue/overview/read";
import type { ScheduleRow } from "@/local/queue/schedules";

const MOST_SCHEDULES = 50;
const TONES: Partial<Record<EventState, string>> = {
  DELIVERED: "good",
  RETRY: "wait",
  ERROR: "bad",
  FAILED: "bad",
  CANCEL_REQUESTED: "wait",
  CANCELLED: "wait",
};

function whatFor(message: Listed): string {
  if (message.state === "queued") return `turn in queue ${message.queue}`;
  if (message.state === "throttled") return `flow control ${message.flowKey}`;
  return "a free worker";
}

function retries(message: Listed): string {
  return `${message.retried} of ${message.maxRetries}`;
}

const NEVER_AGAIN = 489;

function answerOf({ status }: Listed): Cell {
  if (!status) return "no answer";
  return status === NEVER_AGAIN ? html`${status} <span class="muted">never again</span>` : status;
}

/** The queues and how they are set. */
export function queueSection({ queues }: Overview): Html {
  const rows = queues.map((queue): Cell[] => [queue.name, queue.parallelism, counted(queue.lag), queue.paused ? paused() : "Running"]);
  const empty = "No queue yet. The first message sent to one creates it.";
  return section("Queues", counted(queues.length), table(["Name", "At a time", "On the way", "State"], rows, empty));
}

/** What is being delivered right now. */
export function inFlightSection({ inFlight, totals }: Overview): Html {
  const rows = inFlight.map((row): Cell[] => [address(row), row.queue ?? "–", retries(row)]);
  const content = table(["Destination", "Queue", "Retries"], rows, "Nothing is being delivered right now.");
  return section("In flight", shownOf(rows.length, totals.inFlight), content);
}

/** What is due and waits for a turn, a place or a worker. */
export function waitingSection({ waiting, totals, now }: Overview): Html {
  const rows = waiting.map((row): Cell[] => [address(row), whatFor(row), moment(row.at, now)]);
  const content = table(["Destination", "For", "Since"], rows, "No message waits for its turn.");
  return section("Waiting", shownOf(rows.length, totals.waiting), content);
}

/** What is not due yet. */
export function delayedSection({ delayed, totals, now }: Overview): Html {
  const rows = delayed.map((row): Cell[] => [address(row), moment(row.at, now), retries(row)]);
  const content = table(["Destination", "Due", "Retries"], rows, "No message is delayed or waits for a retry.");
  return section("Delayed", shownOf(rows.length, totals.delayed), content);
}

/** The dead letters. */
export function failedSection({ failed, totals, now }: Overview): Html {
  const rows = failed.map((row): Cell[] => [address(row), answerOf(row), moment(row.at, now)]);
  const content = table(["Destination", "Answer", "Failed"], rows, "No message has failed.");
  return section("Failed", `${shownOf(rows.length, totals.failed)} in the dead-letter queue`, content);
}

function scheduleRow(row: ScheduleRow, now: number): Cell[] {
  const next = row.is_paused ? paused() : moment(row.next_at, now);
  return [html`<code>${row.id}</code>`, html`<code>${row.cron}</code>`, address({ url: row.destination }), moment(row.last_at, now), next];
}

/** The schedules and when they run. */
export function scheduleSection({ schedules, now }: Overview): Html {
  const rows = schedules.slice(0, MOST_SCHEDULES).map((row) => scheduleRow(row, now));
  const content = table(["Schedule", "Cron", "Destination", "Last run", "Next run"], rows, "No schedule yet.");
  return section("Schedules", shownOf(rows.length, schedules.length), content);
}

function eventRow(event: ListedEvent, now: number): Cell[] {
  return [
    moment(event.time, now),
    html`<span class="state ${TONES[event.state] ?? ""}">${event.state.toLowerCase().replace("_", " ")}</span>`,
    html`${address(event)}${event.error === null ? "" : html`<br /><span class="muted">${event.error}</span>`}`,
    shortId(event.messageId),
  ];
}

/** What happened last. */
export function eventSection({ events, now }: Overview): Html {
  const rows = events.map((event) => eventRow(event, now));
  return section("Recent events", "newest first", table(["Time", "State", "Destination", "Message"], rows, "Nothing has happened yet."));
}
