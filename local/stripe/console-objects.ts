import { html } from "hono/html";
import { table } from "@/local/console/desk-panels";
import type { Html } from "@/local/console/layout";
import { formatMoney } from "@/local/stripe/pages/texts";
import type { Sandbox } from "@/local/stripe/sandbox";
import {
  type Account,
  accounts,
  type Charge,
  charges,
  checkoutSessions,
  type Dispute,
  disputes,
  type PaymentIntent,
  paymentIntents,
  type Refund,
  refunds,
  subscriptions,
} from "@/local/stripe/stored";

type Row = { id: string; scope: string; what: string; state: string; acts?: Html };

const shown = 10;

/** The newest things of each kind, each with what other hands than the platform's can do to it now. */
export async function objectsPanel(sandbox: Sandbox): Promise<Html> {
  const rows = (await listRows(sandbox)).map(({ id, scope, what, state, acts }) => [
    html`<code>${id}</code>`,
    scope || "platform",
    what,
    html`<span class="word">${state}</span>`,
    acts ?? "",
  ]);
  return html`<section class="card">
    <h2>Objects</h2>
    ${rows.length === 0 ? html`<p class="soft">None yet: buy something, or sign up.</p>` : table({ label: "Objects", heads: ["Id", "Account", "What", "State", ""], rows })}
  </section>`;
}

async function listRows({ records }: Sandbox): Promise<Row[]> {
  const [sessions, waiting, taken, returned, contested, plans, connected] = await Promise.all([
    records.everywhere(checkoutSessions, shown),
    records.everywhere(paymentIntents, shown),
    records.everywhere(charges, shown),
    records.everywhere(refunds, shown),
    records.everywhere(disputes, shown),
    records.everywhere(subscriptions, shown),
    records.everywhere(accounts, shown),
  ]);
  return [
    ...sessions.map(({ scope, value }) => {
      const what = `${value.mode} ${money(value.amount_total ?? 0, value.currency ?? "usd")}`;
      return { id: value.id, scope, what, state: `${value.status}, ${value.payment_status}` };
    }),
    ...waiting.filter(({ value }) => isWithBank(value)).map(({ scope, value }) => ({ scope, ...waitingRow(value) })),
    ...taken.map(({ scope, value }) => ({ scope, ...chargeRow(value) })),
    ...returned.map(({ scope, value }) => ({ scope, ...refundRow(value) })),
    ...contested.map(({ scope, value }) => ({ scope, ...disputeRow(value) })),
    ...plans.map(({ scope, value }) => ({ id: value.id, scope, what: value.customer, state: value.status })),
    ...connected.map(({ value }) => ({ scope: "", ...accountRow(value) })),
  ];
}

type OwnRow = Omit<Row, "scope">;

/** The bank has not answered yet. */
function isWithBank({ status, next_action }: PaymentIntent): boolean {
  return status === "processing" || next_action?.type === "boleto_display_details";
}

function waitingRow({ id, amount, currency, status }: PaymentIntent): OwnRow {
  const acts = form(`payments/${id}/settle`, [
    button("outcome", "succeeded", "The bank pays"),
    button("outcome", "failed", "The bank refuses"),
  ]);
  return { id, what: money(amount, currency), state: status, acts };
}

function chargeRow({ id, amount, amount_captured, amount_refunded, currency, disputed, status }: Charge): OwnRow {
  const left = amount_captured - amount_refunded;
  const back = amount_refunded > 0 ? `, ${money(amount_refunded, currency)} back` : "";
  const row = { id, what: `${money(amount, currency)}${back}`, state: disputed ? "disputed" : status };
  if (left <= 0) return row;
  const acts = html`${form(`charges/${id}/refund`, [
    html`<input name="amount" size="7" inputmode="decimal" placeholder="all" aria-label="Amount" />`,
    html`<button>Refund</button>`,
  ])}
  ${
    disputed
      ? ""
      : form(`charges/${id}/dispute`, [
          button("kind", "chargeback", "Dispute"),
          button("kind", "inquiry", "The bank asks"),
          button("kind", "prevented", "Prevented dispute"),
        ])
  }`;
  return { ...row, acts };
}

function refundRow({ id, amount, currency, status }: Refund): OwnRow {
  const row = { id, what: money(amount, currency), state: status ?? "" };
  const isOver = status === "failed" || status === "canceled";
  return isOver ? row : { ...row, acts: form(`refunds/${id}/fail`, [html`<button>Comes back</button>`]) };
}

function disputeRow({ id, amount, currency, status }: Dispute): OwnRow {
  const row = { id, what: money(amount, currency), state: status };
  const path = `disputes/${id}/decide`;
  if (status === "warning_needs_response" || status === "warning_under_review") {
    return { ...row, acts: form(path, [button("outcome", "closed", "Close"), button("outcome", "escalated", "Becomes a chargeback")]) };
  }
  if (status !== "needs_response" && status !== "under_review") return row;
  return { ...row, acts: form(path, [button("outcome", "won", "Won"), button("outcome", "lost", "Lost")]) };
}

function accountRow({ id, business_profile, email, charges_enabled }: Account): OwnRow {
  const state = charges_enabled ? "can charge" : "onboarding";
  const acts = charges_enabled
    ? form(`accounts/${id}/restrict`, [html`<button>Restrict</button>`])
    : form(`accounts/${id}/complete`, [html`<button>Finish onboarding</button>`]);
  return { id, what: business_profile?.name ?? email ?? "", state, acts };
}

function form(path: string, parts: readonly Html[]): Html {
  return html`<form method="post" action="/stripe/console/objects/${path}">${parts}</form>`;
}

function button(name: string, value: string, label: string): Html {
  return html`<button name="${name}" value="${value}">${label}</button>`;
}

function money(amount: number, currency: string): string {
  return formatMoney(amount, currency, "en");
}
