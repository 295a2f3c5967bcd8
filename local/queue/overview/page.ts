import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { EventState } from "@/local/queue/events";
import type { Listed, Overview } from "@/local/queue/overview/read";
import { STYLES } from "@/local/queue/overview/styles";
import type { ScheduleRow } from "@/local/queue/schedules";

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
type Cell = string | number | Html;

const MOST_SCHEDULES = 50;
const TONES: Partial<Record<EventState, string>> = {
  DELIVERED: "good",
  RETRY: "wait",
  ERROR: "bad",
  FAILED: "bad",
  CANCEL_REQUESTED: "wait",
  CANCELLED: "wait",
};

const clockTime = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });
const count = new Intl.NumberFormat("en-GB");

/** A distance in time, short: `in 12 s`, `3 min ago`. */
function relative(at: number, now: number): string {
  const seconds = Math.round(Math.abs(at - now) / 1000);
  const [amount, unit] =
    seconds < 90
      ? [seconds, "s"]
      : seconds < 5400
        ? [Math.round(seconds / 60), "min"]
        : seconds < 129_600
          ? [Math.round(seconds / 3600), "h"]
          : [Math.round(seconds / 86_400), "days"];
  return at > now ? `in ${amount} ${unit}` : `${amount} ${unit} ago`;
}

function moment(at: number | null, now: number): Cell {
  if (at === null) return "–";
  return html`<time datetime="${new Date(at).toISOString()}" title="${clockTime.format(at)}">${relative(at, now)}</time>`;
}

function table(columns: string[], rows: Cell[][], empty: string): Html {
  if (rows.length === 0) return html`<div class="panel"><p class="empty">${empty}</p></div>`;
  const body = rows.map(
    (cells) => html`<tr>${cells.map((cell, at) => html`<td data-label="${columns[at] ?? ""}"><div>${cell}</div></td>`)}</tr>`,
  );
  return html`<div class="panel"><table><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function section(title: string, note: string, content: Html): Html {
  return html`<section><h2>${title} <small>${note}</small></h2>${content}</section>`;
}

function address(message: { method?: string; url: string }): Html {
  return html`<code>${message.method ? `${message.method} ` : ""}${message.url}</code>`;
}

function line(message: Listed): string {
  if (message.state === "queued") return `turn in queue ${message.queue}`;
  if (message.state === "throttled") return `flow control ${message.flowKey}`;
  return "a free worker";
}

function attempts(message: Listed): string {
  return `${message.retried} of ${message.maxRetries} retries`;
}

function shownOf(rows: number, total: number): string {
  return rows < total ? `first ${rows} of ${count.format(total)}` : count.format(total);
}

function schedule(row: ScheduleRow, now: number): Cell[] {
  const next = row.is_paused ? html`<span class="state wait">Paused</span>` : moment(row.next_at, now);
  return [html`<code>${row.id}</code>`, html`<code>${row.cron}</code>`, address({ url: row.destination }), moment(row.last_at, now), next];
}

function totals(overview: Overview): Html {
  const { inFlight, waiting, delayed, failed } = overview.totals;
  const items = [
    { label: "In flight", value: inFlight, bad: false },
    { label: "Waiting", value: waiting, bad: false },
    { label: "Delayed", value: delayed, bad: false },
    { label: "Failed", value: failed, bad: failed > 0 },
  ];
  return html`<ul class="totals">${items.map((item) => html`<li class="${item.bad ? "bad" : ""}"><b>${count.format(item.value)}</b> <span class="muted">${item.label}</span></li>`)}</ul>`;
}

function messageSections({ now, totals: total, inFlight, waiting, delayed, failed }: Overview): Html[] {
  return [
    section(
      "In flight",
      shownOf(inFlight.length, total.inFlight),
      table(
        ["Destination", "Queue", "Attempts"],
        inFlight.map((row) => [address(row), row.queue ?? "–", attempts(row)]),
        "Nothing is being delivered right now.",
      ),
    ),
    section(
      "Waiting",
      shownOf(waiting.length, total.waiting),
      table(
        ["Destination", "For", "Since"],
        waiting.map((row) => [address(row), line(row), moment(row.at, now)]),
        "No message waits for its turn.",
      ),
    ),
    section(
      "Delayed",
      shownOf(delayed.length, total.delayed),
      table(
        ["Destination", "Due", "Attempts"],
        delayed.map((row) => [address(row), moment(row.at, now), attempts(row)]),
        "No message is delayed or waits for a retry.",
      ),
    ),
    section(
      "Failed",
      `${shownOf(failed.length, total.failed)} in the dead-letter queue`,
      table(
        ["Destination", "Answer", "Failed"],
        failed.map((row) => [address(row), row.status || "no answer", moment(row.at, now)]),
        "No message has failed.",
      ),
    ),
  ];
}

function otherSections({ now, queues, schedules, events }: Overview): { queues: Html; schedules: Html; events: Html } {
  const queueRows = queues.map((queue) => [
    queue.name,
    queue.parallelism,
    count.format(queue.lag),
    queue.paused ? html`<span class="state wait">Paused</span>` : "Running",
  ]);
  const eventRows = events.map((event) => [
    moment(event.time, now),
    html`<span class="state ${TONES[event.state] ?? ""}">${event.state.toLowerCase().replace("_", " ")}</span>`,
    html`${address(event)}${event.error === null ? "" : html`<br /><span class="muted">${event.error}</span>`}`,
    html`<code>${event.messageId}</code>`,
  ]);
  const shown = schedules.slice(0, MOST_SCHEDULES);
  return {
    queues: section(
      "Queues",
      count.format(queues.length),
      table(["Name", "At a time", "On the way", "State"], queueRows, "No queue yet. The first message sent to one creates it."),
    ),
    schedules: section(
      "Schedules",
      shownOf(shown.length, schedules.length),
      table(
        ["Schedule", "Cron", "Destination", "Last run", "Next run"],
        shown.map((row) => schedule(row, now)),
        "No schedule yet.",
      ),
    ),
    events: section(
      "Recent events",
      "newest first",
      table(["Time", "State", "Destination", "Message"], eventRows, "Nothing has happened yet."),
    ),
  };
}

/** The overview as a whole HTML document. Everything that came from outside is escaped by the template. */
export async function renderOverview(overview: Overview): Promise<string> {
  const other = otherSections(overview);
  const page = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="robots" content="noindex" />
<title>Queue</title>
<style>${raw(STYLES)}</style>
</head>
<body>
<main>
<header><h1>Queue</h1><span class="muted">As of ${clockTime.format(overview.now)} · <a href="">Reload</a></span></header>
${totals(overview)}
${other.queues}
${messageSections(overview)}
${other.schedules}
${other.events}
</main>
</body>
</html>`;
  return String(page);
}
