import { Hono } from "hono";
import { z } from "zod";
import { type Desk, deskPanels } from "@/local/console/desk-panels";
import { type Html, layout } from "@/local/console/layout";
import { addFault, clearFaults, type FaultEffect, faultInput } from "@/local/sandbox/faults";
import { resendNotice } from "@/local/sandbox/notice-rows";

const day = 86_400;
const hoursForward = z.coerce
  .number()
  .positive()
  .max(400 * 24);

/** The page of a sandbox and its forms; mount it where the page is. */
export function deskRoutes(desk: Desk): Hono {
  const { records, clock, notices } = desk;
  const home = desk.home || "/";
  const app = new Hono();
  app.get("/", async (http) => http.html(await deskPage(desk)));
  app.post("/console/clock", async (http) => {
    const { hours } = await http.req.parseBody();
    const asked = hoursForward.safeParse(hours);
    if (hours === "reset") await clock?.reset();
    else if (asked.success) await clock?.advance(Math.round((asked.data * day) / 24));
    await notices?.flush();
    return http.redirect(home, 303);
  });
  app.post("/console/faults", async (http) => {
    const fault = faultOf(await http.req.parseBody());
    if (!fault.success) return http.html(await deskPage(desk, refusal(fault.error)), 400);
    if (desk.effects && !desk.effects.includes(fault.data.effect.kind)) return http.html(await deskPage(desk, notHere), 400);
    await addFault(records, fault.data);
    return http.redirect(home, 303);
  });
  app.post("/console/faults/clear", async (http) => {
    const { id } = await http.req.parseBody();
    await clearFaults(records, typeof id === "string" ? id : undefined);
    return http.redirect(home, 303);
  });
  app.post("/console/notices/:id", async (http) => {
    await resendNotice(records, http.req.param("id"));
    await notices?.flush();
    return http.redirect(home, 303);
  });
  return app;
}

const notHere = "The fault was not added. This sandbox knows no such fault.";

function refusal(error: z.ZodError): string {
  return `The fault was not added. ${z.prettifyError(error)}`;
}

/** The failures that a vendor may keep under an idempotency key. */
const keptKinds: readonly string[] = ["refuse", "fail_before", "fail_after"] satisfies FaultEffect["kind"][];

/** A form's fault, with the values that its effect needs as a person at the console would choose them. */
function faultOf({ operation, kind, code, lasting, kept }: Record<string, unknown>) {
  const values: Record<string, object> = {
    delay: { ms: 10_000 },
    notice_delay: { ms: 10_000 },
    timeout_after: { ms: 60_000 },
    wrong_amount: { amount: 100 },
    refuse: code ? { code, status: code === "rate_limited" ? 429 : 400 } : {},
  };
  const keep = kept && keptKinds.includes(String(kind)) ? { keep: true } : {};
  return faultInput.safeParse({ operation, effect: { kind, ...values[String(kind)], ...keep }, times: lasting ? null : 1 });
}

/** The page of a sandbox, with what is wrong with the last form above it. */
export async function deskPage(desk: Desk, problem: string | null = null): Promise<Html> {
  const { title, lead, pages } = desk;
  return layout({ title, lead, current: null, ...(pages ? { pages } : {}), body: await deskPanels(desk, problem) });
}
