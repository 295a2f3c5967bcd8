import { cancelMessages } from "@/local/queue/cancel";
import type { QueueContext } from "@/local/queue/context";
import { readFilters } from "@/local/queue/filters";
import { findLiveMessage } from "@/local/queue/messages";
import { missing, type QueueApp, queryOf, refused } from "@/local/queue/routes/http";
import { toWireMessage } from "@/local/queue/wire";

/**
 * `GET|DELETE /v2/messages/{id}` and `DELETE /v2/messages`. The bulk form cancels all that matches: its `count` is ignored,
 * as QStash does (npm client 2.12, `messages.cancel`).
 */
export function messageRoutes(app: QueueApp, context: QueueContext): void {
  app.get("/v2/messages/:id", async (c) => {
    const message = await findLiveMessage(context.pool, c.req.param("id"));
    return message ? c.json(toWireMessage(message)) : missing(c, "message");
  });

  app.delete("/v2/messages/:id", async (c) => {
    const onlyThis = [{ sql: "message.id = ?", value: c.req.param("id") }];
    const cancelled = await cancelMessages(context.pool, context.clock, onlyThis);
    return cancelled > 0 ? c.json({ cancelled }) : missing(c, "message");
  });

  app.delete("/v2/messages", async (c) => {
    const filters = readFilters(queryOf(c), "message");
    if (!filters.ok) return refused(c, filters.code);
    return c.json({ cancelled: await cancelMessages(context.pool, context.clock, filters.value) });
  });
}
