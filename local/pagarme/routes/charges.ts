import { Hono } from "hono";
import { cancelCharge, captureCharge, confirmCharge, retryCharge, type Verdict } from "@/local/pagarme/change-charge";
import { cancelInput, captureInput, confirmInput } from "@/local/pagarme/input/charge-input";
import { type Charge, kinds } from "@/local/pagarme/model";
import { type Call, type House, operation } from "@/local/pagarme/operation";
import { findPage, pageReply, readBody, readListInput } from "@/local/pagarme/paging";
import { done, type Reply, refused } from "@/local/pagarme/reply";
import { storeChange } from "@/local/pagarme/store-charge";
import { chargeView } from "@/local/pagarme/views";

export function chargeRoutes(house: House): Hono {
  const app = new Hono();
  app.get("/charges", operation(house, "GET /charges", list));
  app.get("/charges/:id", operation(house, "GET /charges/{id}", read));
  app.post("/charges/:id/capture", operation(house, "POST /charges/{id}/capture", captureIt));
  app.delete("/charges/:id", operation(house, "DELETE /charges/{id}", cancelIt));
  app.post("/charges/:id/retry", operation(house, "POST /charges/{id}/retry", retryIt));
  app.post("/charges/:id/confirm-payment", operation(house, "POST /charges/{id}/confirm-payment", confirmIt));
  return app;
}

async function list({ context, http }: Call): Promise<Reply> {
  const input = readListInput(http.req.query());
  if (!input.ok) return input.reply;

  const { code, status, customer_id, order_id, payment_method } = input.value;
  const where = {
    ...(code && { code }),
    ...(status && { status }),
    ...(order_id && { orderId: order_id }),
    ...(payment_method && { method: { type: payment_method } }),
    ...(customer_id && { customer: { id: customer_id } }),
  };
  const page = await findPage(context, kinds.charge, { where, input: input.value });
  return pageReply(http.req.url, input.value, { ...page, rows: page.rows.map((charge) => chargeView(charge, context.links)) });
}

async function read({ context, http }: Call): Promise<Reply> {
  const charge = await context.session.in(context.account.id).get(kinds.charge, http.req.param("id") ?? "");
  return charge ? done(chargeView(charge, context.links)) : refused(404, "Charge not found.");
}

async function captureIt(call: Call): Promise<Reply> {
  const input = readBody(captureInput, "request", call.body);
  if (!input.ok) return input.reply;
  return change(call, (charge) => captureCharge(call.context, charge, { input: input.value, struck: call.struck }));
}

async function cancelIt(call: Call): Promise<Reply> {
  const input = readBody(cancelInput, "request", call.body);
  if (!input.ok) return input.reply;
  return change(call, (charge) => cancelCharge(call.context, charge, { input: input.value, struck: call.struck }));
}

async function retryIt(call: Call): Promise<Reply> {
  return change(call, (charge) => retryCharge(call.context, charge));
}

async function confirmIt(call: Call): Promise<Reply> {
  const input = readBody(confirmInput, "request", call.body);
  if (!input.ok) return input.reply;
  return change(call, (charge) => confirmCharge(call.context, charge, input.value));
}

/** Locks the charge, asks the rule, and stores what it says. */
async function change({ context, http }: Call, decide: (charge: Charge) => Verdict): Promise<Reply> {
  const charge = await context.session.in(context.account.id).lock(kinds.charge, http.req.param("id") ?? "");
  if (!charge) return refused(404, "Charge not found.");

  const verdict = decide(charge);
  if (!verdict.ok) return verdict.reply;
  const stored = await storeChange(context, verdict.change);
  return done(chargeView(stored.charge, context.links));
}
