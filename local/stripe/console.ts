import { Hono } from "hono";
import { csrf } from "hono/csrf";
import { deskPage, deskRoutes } from "@/local/console/desk";
import type { Desk } from "@/local/console/desk-panels";
import { objectsPanel } from "@/local/stripe/console-objects";
import { type Asked, doDeed } from "@/local/stripe/deeds";
import type { Sandbox } from "@/local/stripe/sandbox";

const operations = [
  "POST /v1/checkout/sessions",
  "GET /v1/checkout/sessions/{id}",
  "GET /v1/payment_intents/{id}",
  "POST /v1/refunds",
  "POST /v1/payment_intents/{id}/capture",
  "POST /v1/accounts",
  "POST /c/pay/{id}",
  "checkout.session.completed",
  "charge.refunded",
  "*",
];

/** The sandbox's page, for `/stripe`: beside what every sandbox has, what other hands than the platform's do to each thing. */
export function consoleRoutes(sandbox: Sandbox): Hono {
  const { records, clock, notices, requests } = sandbox;
  const desk: Desk = {
    title: "Stripe sandbox",
    lead: "A stand-in for Stripe: what was asked of it, what it told, and what is to go wrong next.",
    home: "/stripe",
    records,
    clock,
    notices,
    requests,
    hasKeys: true,
    own: () => objectsPanel(sandbox),
    operations,
  };
  const app = new Hono();
  app.use("/console/*", csrf());
  app.post("/console/objects/:noun/:id/:verb", async (c) => {
    const input = inputOf(await c.req.parseBody());
    const done = await doDeed(sandbox, { ...c.req.param(), input });
    if (done.kind === "done") return c.redirect("/stripe", 303);
    const problem = done.kind === "unknown" ? "There is no such thing to do." : done.problem;
    return c.html(await deskPage(desk, problem), 400);
  });
  return app.route("/", deskRoutes(desk));
}

/** A form's fields; an amount is typed in whole units (`10.50`), and left empty means all. */
function inputOf({ amount, ...fields }: Record<string, unknown>): Asked["input"] {
  const typed = typeof amount === "string" ? amount.trim() : "";
  return typed === "" ? fields : { ...fields, amount: Math.round(Number(typed.replace(",", ".")) * 100) };
}
