import type { Hono } from "hono";
import { html } from "hono/html";
import { deskRoutes } from "@/local/console/desk";
import { table } from "@/local/console/desk-panels";
import type { Html } from "@/local/console/layout";
import { formatMoney } from "@/local/stripe/pages/texts";
import type { Sandbox } from "@/local/stripe/sandbox";
import { accounts, charges, checkoutSessions, refunds, subscriptions } from "@/local/stripe/stored";

type Row = { id: string; scope: string; what: string; state: string };

const operations = [
  "POST /v1/checkout/sessions",
  "GET /v1/checkout/sessions/{id}",
  "GET /v1/payment_intents/{id}",
  "POST /v1/refunds",
  "POST /v1/payment_intents/{id}/capture",
  "POST /v1/accounts",
  "checkout.session.completed",
  "charge.refunded",
  "*",
];

/** The sandbox's page, for `/stripe`. */
export function consoleRoutes(sandbox: Sandbox): Hono {
  const { records, clock, notices, requests } = sandbox;
  return deskRoutes({
    title: "Stripe sandbox",
    lead: "A stand-in for Stripe: what was asked of it, what it told, and what is to go wrong next.",
    home: "/stripe",
    records,
    clock,
    notices,
    requests,
    own: async () => objectsPanel(await listObjects(sandbox)),
    operations,
  });
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

function objectsPanel(rows: readonly Row[]): Html {
  const cells = rows.map(({ id, scope, what, state }) => [
    html`<code>${id}</code>`,
    scope || "platform",
    what,
    html`<span class="word">${state}</span>`,
  ]);
  return html`<section class="card">
    <h2>Objects</h2>
    ${rows.length === 0 ? html`<p class="soft">None yet: buy something, or sign up.</p>` : table({ label: "Objects", heads: ["Id", "Account", "What", "State"], rows: cells })}
  </section>`;
}
