import { html } from "hono/html";
import type { Html, PageLink } from "@/local/console/layout";
import type { Clock } from "@/local/sandbox/clock";
import { type Fault, type FaultEffect, faultKinds, listFaults } from "@/local/sandbox/faults";
import { listReusedKeys, type ReusedKey } from "@/local/sandbox/idempotency";
import { listNotices, type Notice } from "@/local/sandbox/notice-rows";
import type { Notices } from "@/local/sandbox/notices";
import type { Records } from "@/local/sandbox/records";
import type { LoggedRequest, RequestLog } from "@/local/sandbox/request-log";

/** What a sandbox lets a person do to it by hand, whatever vendor it stands for. */
export type Desk = {
  title: string;
  lead: string;
  /** Its other pages. */
  pages?: readonly PageLink[];
  /** Where its page is; its forms post below it. A path, or an address with its origin. */
  home: string;
  records: Records;
  /** Left out where the sandbox has no time of its own. */
  clock?: Clock;
  /** Left out where it tells nobody anything. */
  notices?: Notices;
  requests?: RequestLog;
  /** What only this vendor has. */
  own?(): Promise<Html>;
  /** Operations and events that the form for faults proposes. */
  operations: readonly string[];
  /** What may go wrong here, where it is not everything. */
  effects?: readonly FaultEffect["kind"][];
  /** Said below the form for faults: what cannot go wrong here, and why. */
  faultsNote?: string;
  /** Whether requests carry idempotency keys here. */
  hasKeys?: boolean;
};

const shown = 25;

const effectWords: Record<FaultEffect["kind"], string> = {
  refuse: "refuse, nothing performed",
  delay: "perform, answer 10 s late",
  fail_before: "server error, nothing performed",
  timeout_after: "perform, then never answer",
  fail_after: "perform, then server error",
  authenticate: "ask the card's owner (3-D Secure)",
  wrong_amount: "take another amount (1.00)",
  unknown_status: "tell a status nobody knows",
  fail_later: "accept, fail later",
  notice_drop: "notice: never sent",
  notice_duplicate: "notice: sent twice",
  notice_reorder: "notice: after the next one",
  notice_delay: "notice: 10 s late",
  notice_first: "notice: before the answer",
  notice_forged: "notice: wrong signature",
};

/** The panels of a sandbox's page: clock, faults, its own, notices, requests. */
export async function deskPanels(desk: Desk, problem: string | null): Promise<Html> {
  const [own, faults, reused, notices] = await Promise.all([
    desk.own?.(),
    listFaults(desk.records),
    desk.hasKeys ? listReusedKeys(desk.records) : Promise.resolve([]),
    desk.notices ? listNotices(desk.records, shown) : Promise.resolve([]),
  ]);
  return html`<div class="tools">
    ${problem ? html`<p class="card bad" role="alert">${problem}</p>` : ""} ${clockPanel(desk)} ${faultsPanel(desk, faults)} ${reusedPanel(reused)} ${own ?? ""}
    ${desk.notices ? noticesPanel(desk, notices) : ""} ${desk.requests ? requestsPanel(desk.requests.list().slice(0, shown)) : ""}
  </div>`;
}

/** `2026-11-22 09:15:03 UTC`. */
export function moment(at: string | Date | undefined): string {
  if (at === undefined) return "—";
  const iso = new Date(at).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

function clockPanel({ clock, home }: Desk): Html {
  if (!clock) return html``;
  const ahead = clock.offsetSeconds();
  const skip = (hours: string, label: string) => html`<button name="hours" value="${hours}">${label}</button>`;
  return html`<section class="card">
    <h2>Clock</h2>
    <p>${moment(new Date(clock.nowMs()))} <span class="soft">${ahead === 0 ? "the machine's own time" : `${hoursOf(ahead)} ahead of this machine`}</span></p>
    <form method="post" action="${home}/console/clock">
      ${skip("1", "An hour forward")} ${skip("24", "A day forward")} ${skip("744", "31 days forward")} ${ahead === 0 ? "" : skip("reset", "Back to now")}
    </form>
  </section>`;
}

function hoursOf(seconds: number): string {
  const hours = Math.round(seconds / 360) / 10;
  return hours >= 48 ? `${Math.round(hours / 24)} days` : `${hours} hours`;
}

function faultsPanel({ home, operations, effects = faultKinds, faultsNote, hasKeys }: Desk, faults: readonly Fault[]): Html {
  return html`<section class="card">
    <h2>Faults</h2>
    ${faults.length === 0 ? html`<p class="soft">Nothing goes wrong at present.</p>` : faultTable(home, faults)}
    <form method="post" action="${home}/console/faults">
      <label class="wide">Operation or event, * for any <input name="operation" list="operations" required placeholder="${operations[0] ?? "*"}" /></label>
      <datalist id="operations">${operations.map((name) => html`<option value="${name}"></option>`)}</datalist>
      <label>What happens <select name="kind">${effects.map((kind) => html`<option value="${kind}">${effectWords[kind]}</option>`)}</select></label>
      <label>Code of a refusal <input name="code" placeholder="optional" /></label>
      <label class="check"><input type="checkbox" name="lasting" value="1" /> every time</label>
      ${hasKeys ? html`<label class="check"><input type="checkbox" name="kept" value="1" /> a failure stays under its idempotency key</label>` : ""}
      <button>Add fault</button>
    </form>
    ${faultsNote ? html`<p class="soft">${faultsNote}</p>` : ""}
    ${faults.length === 0 ? "" : html`<form method="post" action="${home}/console/faults/clear"><button>Clear all</button></form>`}
  </section>`;
}

function faultTable(home: string, faults: readonly Fault[]): Html {
  const clear = ({ id }: Fault) =>
    html`<form method="post" action="${home}/console/faults/clear"><button name="id" value="${id}">Clear</button></form>`;
  const rows = faults.map((fault) => [
    html`<code>${fault.operation}</code>`,
    effectWords[fault.effect.kind],
    fault.remaining === null ? "every time" : String(fault.remaining),
    String(fault.matched),
    clear(fault),
  ]);
  return table({ label: "Faults", heads: ["Operation", "What happens", "Left", "Struck", ""], rows });
}

/** Shown when it happened alone: the caller has a fault that the vendor may not tell it of. */
function reusedPanel(reused: readonly ReusedKey[]): Html {
  if (reused.length === 0) return html``;
  const rows = reused.map(({ key, operation, scope, at }) => [
    html`<code>${key}</code>`,
    html`<code>${operation}</code>`,
    scope || "platform",
    moment(at),
  ]);
  return html`<section class="card">
    <h2>Keys used for another request</h2>
    <p class="bad">These idempotency keys came again with another body. The caller was not given what it asked for.</p>
    ${table({ label: "Keys used for another request", heads: ["Key", "Asked for", "Account", "At"], rows })}
  </section>`;
}

function noticesPanel({ home }: Desk, notices: readonly Notice[]): Html {
  const rows = notices.map((notice) => {
    const last = notice.attempts.at(-1);
    return [
      html`${notice.topic}<br /><code class="soft">${notice.eventId}</code>`,
      html`<code>${notice.url}</code>`,
      html`<span class="word">${notice.state}</span> <span class="soft">${last?.status ?? last?.error ?? ""}</span>`,
      moment(notice.createdAt),
      html`<form method="post" action="${home}/console/notices/${notice.id}"><button>Send again</button></form>`,
    ];
  });
  return html`<section class="card">
    <h2>Notices</h2>
    ${rows.length === 0 ? html`<p class="soft">None yet.</p>` : table({ label: "Notices", heads: ["Event", "To", "State", "Made", ""], rows })}
  </section>`;
}

function requestsPanel(requests: readonly LoggedRequest[]): Html {
  const rows = requests.map(({ at, method, path, scope, status, durationMs }) => [
    moment(at),
    html`<code>${method} ${path}</code>`,
    scope || "platform",
    html`<span class="${status >= 400 ? "bad" : ""}">${status}</span>`,
    `${durationMs} ms`,
  ]);
  return html`<section class="card">
    <h2>Requests</h2>
    ${rows.length === 0 ? html`<p class="soft">None since this process started.</p>` : table({ label: "Requests", heads: ["At", "Call", "Account", "Answer", "Took"], rows })}
  </section>`;
}

export type TableParts = { label: string; heads: readonly string[]; rows: readonly (readonly (string | Html)[])[] };

/** A table that scrolls by itself on a narrow screen. */
export function table({ label, heads, rows }: TableParts): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table>
    <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}
