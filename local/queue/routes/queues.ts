import { z } from "zod";
import type { QueueContext } from "@/local/queue/context";
import { inTransaction } from "@/local/queue/database";
import { deleteQueue, findQueue, listQueues, upsertQueue } from "@/local/queue/queues";
import { done, missing, type QueueApp, type QueueRequest, refused } from "@/local/queue/routes/http";
import { isName } from "@/local/queue/rules/destination";

const queueBody = z.object({
  queueName: z.string().refine(isName),
  parallelism: z.int().min(1).max(100_000).optional(),
  paused: z.boolean().optional(),
});

async function setPaused(c: QueueRequest, context: QueueContext, queue: { name: string; isPaused: boolean }): Promise<Response> {
  if (!isName(queue.name)) return refused(c, "invalid_queue");
  await inTransaction(context.pool, (tx) => upsertQueue(tx, context.clock, queue));
  return done(c);
}

/** `/v2/queues`. */
export function queueRoutes(app: QueueApp, context: QueueContext): void {
  app.post("/v2/queues", async (c) => {
    const parsed = queueBody.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) return refused(c, "invalid_body");
    const { queueName: name, parallelism, paused: isPaused } = parsed.data;
    await inTransaction(context.pool, (tx) => upsertQueue(tx, context.clock, { name, parallelism, isPaused }));
    return done(c);
  });

  app.get("/v2/queues", async (c) => c.json(await listQueues(context.pool)));

  app.get("/v2/queues/:name", async (c) => {
    const queue = await findQueue(context.pool, c.req.param("name"));
    return queue ? c.json(queue) : missing(c, "queue");
  });

  app.delete("/v2/queues/:name", async (c) => {
    await inTransaction(context.pool, (tx) => deleteQueue(tx, context.clock, c.req.param("name")));
    return done(c);
  });

  app.post("/v2/queues/:name/pause", (c) => setPaused(c, context, { name: c.req.param("name"), isPaused: true }));
  app.post("/v2/queues/:name/resume", (c) => setPaused(c, context, { name: c.req.param("name"), isPaused: false }));
}
