import { Hono } from "hono";
import { saveCustomer } from "@/local/pagarme/customers";
import { customerInput } from "@/local/pagarme/input/customer-input";
import { kinds } from "@/local/pagarme/model";
import { type Call, type House, operation } from "@/local/pagarme/operation";
import { findPage, pageReply, readBody, readListInput } from "@/local/pagarme/paging";
import { done, type Reply, refused } from "@/local/pagarme/reply";
import { customerView } from "@/local/pagarme/views";

export function customerRoutes(house: House): Hono {
  const app = new Hono();
  app.post("/customers", operation(house, "POST /customers", create));
  app.get("/customers", operation(house, "GET /customers", list));
  app.get("/customers/:id", operation(house, "GET /customers/{id}", read));
  app.put("/customers/:id", operation(house, "PUT /customers/{id}", update));
  return app;
}

async function create({ context, body }: Call): Promise<Reply> {
  const input = readBody(customerInput, "customer", body);
  return input.ok ? done(customerView(await saveCustomer(context, input.value))) : input.reply;
}

async function update({ context, body, http }: Call): Promise<Reply> {
  const id = http.req.param("id") ?? "";
  const input = readBody(customerInput, "customer", body);
  if (!input.ok) return input.reply;
  if (!(await context.session.in(context.account.id).get(kinds.customer, id))) return refused(404, "Customer not found.");
  return done(customerView(await saveCustomer(context, input.value, id)));
}

async function read({ context, http }: Call): Promise<Reply> {
  const customer = await context.session.in(context.account.id).get(kinds.customer, http.req.param("id") ?? "");
  return customer ? done(customerView(customer)) : refused(404, "Customer not found.");
}

async function list({ context, http }: Call): Promise<Reply> {
  const input = readListInput(http.req.query());
  if (!input.ok) return input.reply;

  const where = input.value.code ? { code: input.value.code } : {};
  const page = await findPage(context, kinds.customer, { where, input: input.value });
  return pageReply(http.req.url, input.value, { ...page, rows: page.rows.map(customerView) });
}
