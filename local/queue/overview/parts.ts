import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

/** A piece of the page, already escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
export type Cell = string | number | Html;

const clockTime = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });
const count = new Intl.NumberFormat("en-GB");

/** Units by the distance, in seconds, up to which they are used. */
const UNITS = [
  { upTo: 90, seconds: 1, name: "s" },
  { upTo: 5400, seconds: 60, name: "min" },
  { upTo: 129_600, seconds: 3600, name: "h" },
  { upTo: Number.POSITIVE_INFINITY, seconds: 86_400, name: "days" },
];

/** A distance in time, short: `in 12 s`, `3 min ago`. */
function relative(at: number, now: number): string {
  const seconds = Math.abs(at - now) / 1000;
  const unit = UNITS.find(({ upTo }) => seconds < upTo);
  const distance = `${Math.round(seconds / (unit?.seconds ?? 1))} ${unit?.name ?? "s"}`;
  return at > now ? `in ${distance}` : `${distance} ago`;
}

/** A moment as its distance from now, with the exact time on hover. */
export function moment(at: number | null, now: number): Cell {
  if (at === null) return "–";
  return html`<time datetime="${new Date(at).toISOString()}" title="${clockTime.format(at)}">${relative(at, now)}</time>`;
}

/** A table with one card per row on a narrow screen, or the sentence that says why there is none. */
export function table(columns: string[], rows: Cell[][], empty: string): Html {
  if (rows.length === 0) return html`<div class="panel"><p class="empty">${empty}</p></div>`;
  const body = rows.map(
    (cells) => html`<tr>${cells.map((cell, at) => html`<td data-label="${columns[at] ?? ""}"><div>${cell}</div></td>`)}</tr>`,
  );
  return html`<div class="panel"><table><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead><tbody>${body}</tbody></table></div>`;
}

/** A titled part of the page, found by its title in lower case: `#in-flight`. */
export function section(title: string, note: string, content: Html): Html {
  return html`<section id="${anchorOf(title)}"><h2>${title} <small>${note}</small></h2>${content}</section>`;
}

/** What a section is linked by. */
export function anchorOf(title: string): string {
  return title.toLowerCase().replaceAll(" ", "-");
}

const LOOPBACK_NAME = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Where a message goes: on this machine the path says it; the whole address is shown on hover. */
export function address(message: { method?: string; url: string }): Html {
  const method = message.method && message.method !== "POST" ? `${message.method} ` : "";
  return html`<code title="${message.method ?? ""} ${message.url}">${method}${shortened(message.url)}</code>`;
}

/** A destination may also be the name of a URL group, which is no address. */
function shortened(url: string): string {
  if (!URL.canParse(url)) return url;
  const { hostname, host, pathname, search } = new URL(url);
  return `${LOOPBACK_NAME.test(hostname) ? "" : host}${pathname}${search}`;
}

/** An id by its end, which tells it from its neighbours; the whole one is shown on hover. */
export function shortId(id: string): Html {
  return html`<code title="${id}">…${id.slice(-8)}</code>`;
}

/** The exact time, in words. */
export function exactTime(at: number): string {
  return clockTime.format(at);
}

/** A number with its thousands apart. */
export function counted(number: number): string {
  return count.format(number);
}

/** How much of a list is shown. */
export function shownOf(rows: number, total: number): string {
  return rows < total ? `first ${rows} of ${counted(total)}` : counted(total);
}

/** The word for a state that holds something back. */
export function paused(): Html {
  return html`<span class="state wait">Paused</span>`;
}
