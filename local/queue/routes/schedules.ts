import type { QueueContext } from "@/local/queue/context";
import { inTransaction } from "@/local/queue/database";
import { done, missing, type QueueApp, type QueueRequest, refused } from "@/local/queue/routes/http";
import { readPublication } from "@/local/queue/routes/publish";
import { isName } from "@/local/queue/rules/destination";
import { createSchedule, deleteSchedule, findSchedule, listSchedules, setSchedulePaused } from "@/local/queue/schedules";
import { toWireSchedules } from "@/local/queue/wire-schedules";

async function setPaused(c: QueueRequest, context: QueueContext, schedule: { id: string; isPaused: boolean }): Promise<Response> {
  if (!isName(schedule.id)) return missing(c, "schedule");
  const isFound = await inTransaction(context.pool, (tx) => setSchedulePaused(tx, context.clock, schedule));
  return isFound ? done(c) : missing(c, "schedule");
}

/** `/v2/schedules`. Pause and resume answer to PATCH (what the npm client sends) and to POST (what the reference says). */
export function scheduleRoutes(app: QueueApp, context: QueueContext): void {
  app.on(["PATCH", "POST"], "/v2/schedules/:id/pause", (c) => setPaused(c, context, { id: c.req.param("id"), isPaused: true }));
  app.on(["PATCH", "POST"], "/v2/schedules/:id/resume", (c) => setPaused(c, context, { id: c.req.param("id"), isPaused: false }));

  app.post("/v2/schedules/*", async (c) => {
    const publication = await readPublication(c, "/v2/schedules/".length, null);
    const queue = publication.headers["upstash-queue-name"] || null;
    const created = await inTransaction(context.pool, (tx) => createSchedule(tx, context, { ...publication, queue }));
    return created.ok ? c.json({ scheduleId: created.value }) : refused(c, created.code);
  });

  app.get("/v2/schedules", async (c) => c.json(await toWireSchedules(context.pool, await listSchedules(context.pool))));

  app.get("/v2/schedules/:id", async (c) => {
    const schedule = await findSchedule(context.pool, c.req.param("id"));
    if (!schedule) return missing(c, "schedule");
    const [shown] = await toWireSchedules(context.pool, [schedule]);
    return c.json(shown);
  });

  app.delete("/v2/schedules/:id", async (c) => {
    await inTransaction(context.pool, (tx) => deleteSchedule(tx, c.req.param("id")));
    return done(c);
  });
}
