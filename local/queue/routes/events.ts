import type { QueueContext } from "@/local/queue/context";
import { listEvents } from "@/local/queue/events";
import { readFilters } from "@/local/queue/filters";
import { countOf, type QueueApp, type QueueRequest, queryOf, refused } from "@/local/queue/routes/http";

const MOST_LISTED = 100;

async function answer(c: QueueRequest, context: QueueContext, name: "events" | "logs"): Promise<Response> {
  const query = queryOf(c);
  const filters = readFilters(query, "event");
  if (!filters.ok) return refused(c, filters.code);
  const cursor = query.get("cursor") || null;
  if (cursor !== null && !/^\d{1,15}$/.test(cursor)) return refused(c, "invalid_cursor");
  const page = { cursor: cursor === null ? null : Number(cursor), count: countOf(query, MOST_LISTED) };
  const { entries, cursor: next } = await listEvents(context.pool, filters.value, page);
  return c.json({ [name]: entries, ...(next ? { cursor: next } : {}) });
}

/** `GET /v2/events`, which the npm client calls, and its documented twin `GET /v2/logs`. */
export function eventRoutes(app: QueueApp, context: QueueContext): void {
  app.get("/v2/events", (c) => answer(c, context, "events"));
  app.get("/v2/logs", (c) => answer(c, context, "logs"));
}
