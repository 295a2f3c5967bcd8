import { Hono } from "hono";
import { z } from "zod";
import { completeOnboarding, createAccount } from "@/local/stripe/connect/accounts";
import { doDeed } from "@/local/stripe/deeds";
import type { Sandbox } from "@/local/stripe/sandbox";
import { accounts } from "@/local/stripe/stored";

const accountInput = z.strictObject({
  id: z.string().startsWith("acct_"),
  country: z.string().length(2).optional(),
  email: z.email().optional(),
  businessName: z.string().optional(),
});

/** What other hands than the platform's do, over HTTP: `POST /charges/{id}/refund` and the like. Bodies are JSON. */
export function controlActions(sandbox: Sandbox, openAccounts: () => Promise<void>): Hono {
  const app = new Hono();
  app.post("/:noun/:id/:verb", async (c, next) => {
    const input: unknown = await c.req.json().catch(() => ({}));
    const done = await doDeed(sandbox, { ...c.req.param(), input });
    if (done.kind === "unknown") return next();
    if (done.kind === "done") return Response.json(done.value);
    return c.json({ error: done.problem }, done.kind === "missing" ? 404 : 400);
  });
  app.post("/accounts", async (c) => {
    const input = accountInput.safeParse(await c.req.json());
    if (!input.success) return c.json({ error: z.prettifyError(input.error) }, 400);
    await ensureAccount(sandbox, input.data);
    return c.json(await sandbox.records.in("").get(accounts, input.data.id));
  });
  app.post("/reset", async (c) => {
    await sandbox.records.reset();
    await sandbox.clock.reset();
    await openAccounts();
    return c.body(null, 204);
  });
  return app;
}

export type ReadyAccount = z.output<typeof accountInput>;

/** An account that has finished onboarding, under an id of the caller's choice; for demo stores and tests. */
export async function ensureAccount(sandbox: Sandbox, { businessName, ...input }: ReadyAccount): Promise<void> {
  await sandbox.records.transaction(async (session) => {
    const work = sandbox.work(session, { scope: "" });
    if (!(await work.shelf.get(accounts, input.id))) await createAccount(work, { ...input, businessName: businessName ?? null });
    await completeOnboarding(work, input.id);
  });
}
