import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { POST as receiveDelivery } from "@/app/api/events/[consumer]/route";
import { POST as receiveFailed } from "@/app/api/events/failed/route";
import { POST as receiveNotice } from "@/app/api/webhooks/pagarme/[account]/route";
import { flushOutbox } from "@/lib/events/flush";
import { after } from "@/tests/chaos/stand-ins/next-server";
import { type Command, runCommand } from "./commands";

/** One instance of the application without its pages: the doors of the queue and of the gateway, and the commands behind its forms. */
const app = new Hono();
app.onError((error, c) => {
  if (process.env.CHAOS_VERBOSE) console.error(c.req.path, error);
  return c.json({ error: error.message }, 500);
});
app.get("/health", (c) => c.text("ok"));
app.post("/api/events/failed", (c) => receiveFailed(c.req.raw));
app.post("/api/events/:consumer", (c) => receiveDelivery(c.req.raw, { params: Promise.resolve({ consumer: c.req.param("consumer") }) }));
app.post("/api/webhooks/pagarme/:account", (c) =>
  receiveNotice(c.req.raw, { params: Promise.resolve({ account: c.req.param("account") }) }),
);
app.post("/do", async (c) => {
  const done = await runCommand((await c.req.json()) as Command);
  after(flushOutbox);
  return c.json(done);
});

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: "127.0.0.1" }, ({ port }) => console.log(`Worker ready on ${port}`));
