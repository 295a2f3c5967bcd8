import { Hono } from "hono";
import { html } from "hono/html";
import { layout } from "@/local/console/layout";
import { type Fault, listFaults } from "@/local/sandbox/faults";
import { listNotices, type Notice } from "@/local/sandbox/notice-rows";
import type { LoggedRequest } from "@/local/sandbox/request-log";
import type { Markup } from "@/local/stripe/pages/layout";
import { formatMoney } from "@/local/stripe/pages/texts";
import type { Sandbox } from "@/local/stripe/sandbox";
import { accounts, charges, checkoutSessions, refunds, subscriptions } from "@/local/stripe/stored";

type Row = { id: string; scope: string; what: string; state: string };

/** The section as a page of its own, at `/stripe`. */
export function consoleRoutes(sandbox: Sandbox): Hono {
  const app = new Hono();
  app.get("/stripe", async (c) => {
    const lead = "A stand-in for Stripe: what was asked of it, what it told, and what is to go wrong next.";
    return c.html(layout({ title: "Stripe sandbox", lead, current: "overview", body: await consolePage(sandbox) }));
  });
  return app;
}

/** The sandbox's section of the local console. Its buttons call `/_sandbox` and reload. */
export async function consolePage(sandbox: Sandbox): Promise<Markup> {
  const [faults, notices, objects] = await Promise.all([
    listFaults(sandbox.records),
    listNotices(sandbox.records, 25),
    listObjects(sandbox),
  ]);
  return html`<section aria-labelledby="stripe-console" data-sandbox="stripe">
    <style>
      [data-sandbox] table { border-collapse: collapse; width: 100%; font-size: 13px; }
      [data-sandbox] :is(th, td) { text-align: left; padding: 6px 12px 6px 0; border-top: 1px solid var(--line, #ddd); vertical-align: middle; }
      [data-sandbox] .row { display: flex; flex-wrap: wrap; gap: 10px; align-items: end; }
      [data-sandbox] p.row { align-items: center; }
      [data-sandbox] .card > p { margin: 12px 0 0; }
      [data-sandbox] .scroll { overflow-x: auto; }
    </style>
    <h2 id="stripe-console" hidden>Stripe</h2>
    ${clockRow(sandbox)} ${faultTable(faults)} ${noticeTable(notices)} ${objectTable(objects)} ${requestTable(sandbox.requests.list().slice(0, 25))} ${SCRIPT}
  </section>`;
}

async function listObjects({ records }: Sandbox): Promise<Row[]> {
  const money = (amount: number, currency: string): string => formatMoney(amount, currency, "en");
  const [sessions, taken, returned, plans, connected] = await Promise.all([
    records.everywhere(checkoutSessions, 10),
    records.everywhere(charges, 10),
    records.everywhere(refunds, 10),
    records.everywhere(subscriptions, 10),
    records.everywhere(accounts, 10),
  ]);
  return [
    ...sessions.map(({ scope, value }) => ({
      id: value.id,
      scope,
      what: `${value.mode} ${money(value.amount_total ?? 0, value.currency ?? "usd")}`,
      state: `${value.status}, ${value.payment_status}`,
    })),
    ...taken.map(({ scope, value }) => ({
      id: value.id,
      scope,
      what: money(value.amount, value.currency),
      state: value.disputed ? "disputed" : value.status,
    })),
    ...returned.map(({ scope, value }) => ({ id: value.id, scope, what: money(value.amount, value.currency), state: value.status ?? "" })),
    ...plans.map(({ scope, value }) => ({ id: value.id, scope, what: value.customer, state: value.status })),
    ...connected.map(({ value }) => ({
      id: value.id,
      scope: "",
      what: value.business_profile?.name ?? value.email ?? "",
      state: value.charges_enabled ? "can charge" : "onboarding",
    })),
  ];
}

function clockRow({ clock }: Sandbox): Markup {
  return html`<p class="row card">
    <span style="margin-right: auto">Clock:  <time>${new Date(clock.nowMs()).toISOString()}</time></span>
    <button type="button" data-call="POST /_sandbox/clock" data-body='{"advanceSeconds":3600}'>Advance 1 hour</button>
    <button type="button" data-call="POST /_sandbox/clock" data-body='{"advanceSeconds":2678400}'>Advance 31 days</button>
    <button type="button" data-call="POST /_sandbox/clock" data-body='{"reset":true}'>Reset</button>
  </p>`;
}

function faultTable(faults: readonly Fault[]): Markup {
  return html`<div class="card"><h2>Faults</h2>
    <form data-fault class="row">
      <label>Operation <input name="operation" required placeholder="POST /v1/refunds" /></label>
      <label>Effect (JSON) <input name="effect" required placeholder='{"kind":"timeout_after"}' /></label>
      <button type="submit">Add</button>
      <button type="button" data-call="DELETE /_sandbox/faults">Clear all</button>
      <output role="status"></output>
    </form>
    ${table({ label: "Faults", heads: ["Operation", "Effect", "Left", "Struck"], rows: faults.map((fault) => [fault.operation, JSON.stringify(fault.effect), String(fault.remaining ?? "standing"), String(fault.matched)]) })}
  </div>`;
}

function noticeTable(notices: readonly Notice[]): Markup {
  return html`<div class="card"><h2>Notices</h2>
    ${table({
      label: "Notices",
      heads: ["Event", "To", "State", "Last answer", ""],
      rows: notices.map((notice) => {
        const last = notice.attempts.at(-1);
        const resend = html`<button type="button" data-call="POST /_sandbox/notices/${notice.id}/resend">Resend</button>`;
        return [notice.topic, notice.audience, notice.state, String(last?.status ?? last?.error ?? ""), resend];
      }),
    })}
  </div>`;
}

function objectTable(rows: readonly Row[]): Markup {
  return html`<div class="card"><h2>Objects</h2>
    ${table({ label: "Objects", heads: ["Id", "Account", "What", "State"], rows: rows.map((row) => [row.id, row.scope || "platform", row.what, row.state]) })}
  </div>`;
}

function requestTable(requests: readonly LoggedRequest[]): Markup {
  return html`<div class="card"><h2>Requests</h2>
    ${table({
      label: "Requests",
      heads: ["At", "Call", "Account", "Status", "ms"],
      rows: requests.map((request) => [
        request.at,
        `${request.method} ${request.path}`,
        request.scope || "platform",
        String(request.status),
        String(request.durationMs),
      ]),
    })}
  </div>`;
}

type TableParts = { label: string; heads: readonly string[]; rows: readonly (readonly (string | Markup)[])[] };

function table({ label, heads, rows }: TableParts): Markup {
  if (rows.length === 0) return html`<p>None yet.</p>`;

  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table>
    <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

const SCRIPT = html`<script>
  {
    const root = document.querySelector('[data-sandbox="stripe"]');
    const call = (method, path, body) => fetch(path, { method, body, headers: body ? { "content-type": "application/json" } : {} });
    for (const button of root.querySelectorAll("[data-call]")) {
      button.addEventListener("click", async () => {
        const [method, path] = button.dataset.call.split(" ");
        await call(method, path, button.dataset.body);
        location.reload();
      });
    }
    root.querySelector("[data-fault]").addEventListener("submit", async (event) => {
      event.preventDefault();
      const form = event.target;
      try {
        const fault = { operation: form.operation.value, effect: JSON.parse(form.effect.value) };
        const answer = await call("POST", "/_sandbox/faults", JSON.stringify(fault));
        if (answer.ok) return location.reload();
        form.querySelector("output").textContent = (await answer.json()).error;
      } catch (error) {
        form.querySelector("output").textContent = String(error);
      }
    });
  }
</script>`;
