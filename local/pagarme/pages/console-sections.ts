import { html } from "hono/html";
import { type Html, moment } from "@/local/pagarme/pages/layout";
import type { Fault, FaultEffect } from "@/local/sandbox/faults";
import type { Notice } from "@/local/sandbox/notice-rows";

const EFFECTS: Record<FaultEffect["kind"], string> = {
  refuse: "refuse the call",
  delay: "answer 10 s late",
  fail_before: "500, nothing performed",
  timeout_after: "perform, then time out",
  fail_after: "perform, then 500",
  wrong_amount: "wrong amount (R$ 1,00)",
  unknown_status: "unknown status word",
  fail_later: "accept, fail later",
  notice_drop: "notice: drop",
  notice_duplicate: "notice: twice",
  notice_reorder: "notice: after the next one",
  notice_delay: "notice: 10 s late",
  notice_first: "notice: before the answer",
  notice_forged: "notice: wrong credentials",
};

const OPERATIONS = [
  "POST /orders",
  "GET /orders/{id}",
  "GET /orders",
  "GET /charges/{id}",
  "POST /charges/{id}/capture",
  "DELETE /charges/{id}",
  "order.paid",
  "charge.paid",
  "charge.refunded",
  "*",
];

/** Faults that wait to strike, and a form for the next one. */
export function faultsSection(base: string, faults: Fault[]): Html {
  return html`<section>
    <h2>Faults</h2>
    ${faults.map((fault) => html`<div><code>${fault.operation}</code> ${EFFECTS[fault.effect.kind]} <span class="soft">${fault.remaining ?? "always"} left, struck ${fault.matched} times</span></div>`)}
    <form class="row" method="post" action="${base}/console/faults">
      <label>Operation or event <input name="operation" list="operations" required /></label>
      <datalist id="operations">${OPERATIONS.map((name) => html`<option value="${name}"></option>`)}</datalist>
      <label>Effect <select name="kind">${Object.entries(EFFECTS).map(([kind, text]) => html`<option value="${kind}">${text}</option>`)}</select></label>
      <button>Strike once</button>
    </form>
    <form method="post" action="${base}/console/faults/clear" class="actions"><button>Clear all faults</button></form>
  </section>`;
}

/** The log of notices, each with a button that sends it again. */
export function noticesSection(base: string, notices: Notice[]): Html {
  return html`<section>
    <h2>Notices</h2>
    <table>
      <thead><tr><th>Event</th><th>To</th><th>State</th><th>Attempts</th><th>Made</th><th></th></tr></thead>
      <tbody>${notices.map((notice) => noticeRow(base, notice))}</tbody>
    </table>
  </section>`;
}

function noticeRow(base: string, notice: Notice): Html {
  const last = notice.attempts.at(-1);
  return html`<tr>
    <td>${notice.topic}<br /><code class="soft">${notice.eventId}</code></td>
    <td><code>${notice.url}</code></td>
    <td><span class="word">${notice.state}</span></td>
    <td>${notice.attempts.length} <span class="soft">${last?.status ?? last?.error ?? ""}</span></td>
    <td>${moment(notice.createdAt.toISOString())}</td>
    <td><form method="post" action="${base}/console/notices/${notice.id}"><button>Send again</button></form></td>
  </tr>`;
}
