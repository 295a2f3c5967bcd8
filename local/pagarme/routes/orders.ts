import { Hono } from "hono";
import { createOrder } from "@/local/pagarme/create-order";
import { emitOrder } from "@/local/pagarme/emit";
import { closeInput } from "@/local/pagarme/input/charge-input";
import { orderInput } from "@/local/pagarme/input/order-input";
import { kinds, type Order } from "@/local/pagarme/model";
import { type Call, type House, operation } from "@/local/pagarme/operation";
import { findPage, pageReply, readBody, readListInput } from "@/local/pagarme/paging";
import { done, type Reply, refused } from "@/local/pagarme/reply";
import { chargesOf } from "@/local/pagarme/store-charge";
import { orderView } from "@/local/pagarme/views";

export function orderRoutes(house: House): Hono {
  const app = new Hono();
  app.post("/orders", operation(house, "POST /orders", place));
  app.get("/orders", operation(house, "GET /orders", list));
  app.get("/orders/:id", operation(house, "GET /orders/{id}", read));
  app.patch("/orders/:id/closed", operation(house, "PATCH /orders/{id}/closed", close));
  return app;
}

async function place({ context, body, struck }: Call): Promise<Reply> {
  const input = readBody(orderInput, "order", body);
  return input.ok ? createOrder(context, input.value, struck) : input.reply;
}

async function list({ context, http }: Call): Promise<Reply> {
  const input = readListInput(http.req.query());
  if (!input.ok) return input.reply;

  const { code, status, customer_id } = input.value;
  const where = { ...(code && { code }), ...(status && { status }), ...(customer_id && { customer: { id: customer_id } }) };
  const page = await findPage(context, kinds.order, { where, input: input.value });
  const rows: unknown[] = [];
  for (const order of page.rows) rows.push(await viewOf({ context }, order));
  return pageReply(http.req.url, input.value, { rows, total: page.total });
}

async function read(call: Call): Promise<Reply> {
  const order = await call.context.session.in(call.context.account.id).get(kinds.order, call.http.req.param("id") ?? "");
  return order ? done(await viewOf(call, order)) : refused(404, "Order not found.");
}

/** Closing says how the order ended; an order that is closed already keeps its end. */
async function close(call: Call): Promise<Reply> {
  const { context, body, http } = call;
  const shelf = context.session.in(context.account.id);
  const order = await shelf.lock(kinds.order, http.req.param("id") ?? "");
  if (!order) return refused(404, "Order not found.");

  const input = readBody(closeInput, "request", body);
  if (!input.ok) return input.reply;
  if (order.closed) return refused(412, "This order is closed.");

  const at = context.now.toISOString();
  const closed: Order = { ...order, closed: true, status: input.value.status, closedAt: at, updatedAt: at };
  await shelf.put(kinds.order, order.id, closed);
  await emitOrder(context, "order.closed", { order: closed, charges: await chargesOf(context, closed) });
  return done(await viewOf(call, closed));
}

async function viewOf({ context }: Pick<Call, "context">, order: Order): Promise<unknown> {
  return orderView(order, await chargesOf(context, order), context.links);
}
