import { Hono } from "hono";
import { z } from "zod";
import { addFault, clearFaults, faultInput, listFaults } from "@/local/sandbox/faults";
import type { House } from "./house";

const tasksInput = z.strictObject({ publishAfterMs: z.int().min(0).max(60_000) });

/** The sandbox's own controls over HTTP, for tests and for the console: faults, the pace of tasks, reset. */
export function controlRoutes({ records, library, tasks }: House): Hono {
  const app = new Hono();
  app.get("/faults", async (c) => c.json({ faults: await listFaults(records) }));
  app.post("/faults", async (c) => {
    const asked = faultInput.safeParse(await c.req.json().catch(() => null));
    return asked.success ? c.json(await addFault(records, asked.data), 201) : c.json({ error: z.prettifyError(asked.error) }, 400);
  });
  app.delete("/faults/:id?", async (c) => {
    await clearFaults(records, c.req.param("id"));
    return c.body(null, 204);
  });
  app.post("/tasks", async (c) => {
    const asked = tasksInput.safeParse(await c.req.json().catch(() => null));
    if (!asked.success) return c.json({ error: z.prettifyError(asked.error) }, 400);
    tasks.wait(asked.data.publishAfterMs);
    return c.body(null, 204);
  });
  app.post("/reset", async (c) => {
    await tasks.idle();
    await records.reset();
    await library.reload();
    return c.body(null, 204);
  });
  return app;
}
