import { Hono } from "hono";
import { z } from "zod";
import type { Clock } from "@/local/sandbox/clock";
import { addFault, clearFaults, type FaultEffect, faultInput, listFaults } from "@/local/sandbox/faults";
import { listReusedKeys } from "@/local/sandbox/idempotency";
import { listNotices, resendNotice } from "@/local/sandbox/notice-rows";
import type { Notices } from "@/local/sandbox/notices";
import type { Records } from "@/local/sandbox/records";

export type ControlParts = {
  records: Records;
  clock: Clock;
  notices: Notices;
  /** What may go wrong here, where it is not everything. */
  effects?: readonly FaultEffect["kind"][];
};

const clockInput = z.union([
  z.strictObject({
    advanceSeconds: z
      .int()
      .min(1)
      .max(400 * 86_400),
  }),
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
  z.strictObject({ reset: z.literal(true) }),
]);

/**
 * The sandbox's own controls, for tests and for the local console: clock, faults, notices, keys used twice, reset.
 * Mount it under `/_sandbox`. Bodies are JSON; an invalid one answers 400 with the reasons.
 */
export function controlRoutes({ records, clock, notices, effects }: ControlParts): Hono {
  const app = new Hono();

  app.get("/clock", (c) => c.json(clockReading(clock)));
  app.post("/clock", async (c) => {
    const asked = clockInput.safeParse(await c.req.json().catch(() => null));
    if (!asked.success) return c.json({ error: z.prettifyError(asked.error) }, 400);

    await moveClock(clock, asked.data);
    await notices.flush();
    return c.json(clockReading(clock));
  });

  app.route("/", faultControls(records, effects));
  app.get("/keys/reused", async (c) => c.json({ reused: await listReusedKeys(records) }));

  app.get("/notices", async (c) => c.json({ notices: await listNotices(records, Number(c.req.query("limit") ?? 50)) }));
  app.post("/notices/:id/resend", async (c) => {
    if (!(await resendNotice(records, c.req.param("id")))) return c.json({ error: "no such notice" }, 404);

    await notices.flush();
    return c.body(null, 204);
  });

  app.post("/reset", async (c) => {
    await records.reset();
    await clock.reset();
    return c.body(null, 204);
  });
  return app;
}

/**
 * Adding, reading and clearing faults; part of {@link controlRoutes}, and alone where a sandbox has neither clock nor notices. One that
 * is not among `effects` would never strike, and is refused.
 */
export function faultControls(records: Records, effects?: readonly FaultEffect["kind"][]): Hono {
  const app = new Hono();
  app.get("/faults", async (c) => c.json({ faults: await listFaults(records) }));
  app.post("/faults", async (c) => {
    const asked = faultInput.safeParse(await c.req.json().catch(() => null));
    if (!asked.success) return c.json({ error: z.prettifyError(asked.error) }, 400);

    const { kind } = asked.data.effect;
    if (effects && !effects.includes(kind)) return c.json({ error: `this sandbox knows no fault ${kind}` }, 400);
    return c.json(await addFault(records, asked.data), 201);
  });
  app.delete("/faults/:id?", async (c) => {
    await clearFaults(records, c.req.param("id"));
    return c.body(null, 204);
  });
  return app;
}

function clockReading(clock: Clock): { now: string; offsetSeconds: number } {
  return { now: new Date(clock.nowMs()).toISOString(), offsetSeconds: clock.offsetSeconds() };
}

async function moveClock(clock: Clock, asked: z.infer<typeof clockInput>): Promise<void> {
  if ("reset" in asked) return clock.reset();
  if ("advanceSeconds" in asked) return clock.advance(asked.advanceSeconds);

  const seconds = Math.round((Date.parse(asked.to) - clock.nowMs()) / 1000);
  await clock.advance(seconds);
}
