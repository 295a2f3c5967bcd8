import { Hono } from "hono";
import { findHooks, hookStates, hookView } from "@/local/pagarme/hook-log";
import { type Call, type House, operation } from "@/local/pagarme/operation";
import { pageReply, readListInput } from "@/local/pagarme/paging";
import { done, type Reply, refused } from "@/local/pagarme/reply";
import { resendNotice } from "@/local/sandbox/notice-rows";

export function hookRoutes(house: House): Hono {
  const app = new Hono();
  app.get("/hooks", operation(house, "GET /hooks", list));
  app.get("/hooks/:id", operation(house, "GET /hooks/{id}", read));
  app.post("/hooks/:id/retry", operation(house, "POST /hooks/{id}/retry", retry));
  return app;
}

async function list({ context, http }: Call): Promise<Reply> {
  const input = readListInput(http.req.query());
  if (!input.ok) return input.reply;

  const { page, size, status } = input.value;
  const found = await findHooks(context, {
    limit: size,
    offset: (page - 1) * size,
    states: status === undefined ? undefined : (hookStates[status] ?? []),
  });
  return pageReply(http.req.url, input.value, { rows: found.rows.map(hookView), total: found.total });
}

async function read({ context, http }: Call): Promise<Reply> {
  const hook = (await findHooks(context, { limit: 1, offset: 0, id: http.req.param("id") })).rows[0];
  return hook ? done(hookView(hook)) : refused(404, "Hook not found.");
}

/** Sends a notice once more, also one that had arrived: it keeps its id. */
async function retry({ context, http }: Call): Promise<Reply> {
  const hook = (await findHooks(context, { limit: 1, offset: 0, id: http.req.param("id") })).rows[0];
  if (!hook) return refused(404, "Hook not found.");

  await resendNotice(context.session, hook.id);
  return done(hookView({ ...hook, state: "pending" }));
}
