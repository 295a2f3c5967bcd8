import { z } from "zod";
import type { QueueContext } from "@/local/queue/context";
import { inTransaction } from "@/local/queue/database";
import { done, missing, type QueueApp, refused } from "@/local/queue/routes/http";
import { isAllowed, isName, isStorable } from "@/local/queue/rules/destination";
import { addEndpoints, deleteUrlGroup, findUrlGroup, listUrlGroups, removeEndpoints } from "@/local/queue/url-groups";

const MOST_ENDPOINTS = 100;
const address = z.url({ protocol: /^https?$/ }).refine(isStorable);
const added = z.object({
  endpoints: z
    .array(z.object({ url: address, name: z.string().refine(isStorable).optional() }))
    .min(1)
    .max(MOST_ENDPOINTS),
});
const removed = z.object({ endpoints: z.array(z.object({ url: z.string().optional(), name: z.string().optional() })).max(MOST_ENDPOINTS) });

/** `/v2/topics`, as the wire calls URL groups. */
export function urlGroupRoutes(app: QueueApp, context: QueueContext): void {
  const { pool, clock } = context;

  app.post("/v2/topics/:name/endpoints", async (c) => {
    const name = c.req.param("name");
    const parsed = added.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success || !isName(name)) return refused(c, "invalid_body");
    const { endpoints } = parsed.data;
    if (!endpoints.every((endpoint) => isAllowed(endpoint.url, context.allowed))) return refused(c, "forbidden_destination");
    await inTransaction(pool, (tx) => addEndpoints(tx, name, { endpoints, now: clock.now() }));
    return done(c);
  });

  app.delete("/v2/topics/:name/endpoints", async (c) => {
    const parsed = removed.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) return refused(c, "invalid_body");
    const { endpoints } = parsed.data;
    await inTransaction(pool, (tx) => removeEndpoints(tx, c.req.param("name"), { endpoints, now: clock.now() }));
    return done(c);
  });

  app.get("/v2/topics", async (c) => c.json(await listUrlGroups(pool)));

  app.get("/v2/topics/:name", async (c) => {
    const group = await findUrlGroup(pool, c.req.param("name"));
    return group ? c.json(group) : missing(c, "url group");
  });

  app.delete("/v2/topics/:name", async (c) => {
    await deleteUrlGroup(pool, c.req.param("name"));
    return done(c);
  });
}
