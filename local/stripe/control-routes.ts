import { Hono } from "hono";
import { z } from "zod";
import type { Kind } from "@/local/sandbox/records";
import { settlePayment } from "@/local/stripe/checkout/settlement";
import { completeOnboarding, createAccount, restrictAccount } from "@/local/stripe/connect/accounts";
import { ApiError } from "@/local/stripe/errors";
import { decideDispute, openDispute } from "@/local/stripe/payments/disputes";
import { createRefund, failRefund } from "@/local/stripe/payments/refunds";
import type { Sandbox } from "@/local/stripe/sandbox";
import { accounts, charges, disputes, paymentIntents, refunds } from "@/local/stripe/stored";
import type { Work } from "@/local/stripe/work";

const settleInput = z.strictObject({ outcome: z.enum(["succeeded", "failed"]) });
const accountInput = z.strictObject({
  id: z.string().startsWith("acct_"),
  country: z.string().length(2).optional(),
  email: z.email().optional(),
  businessName: z.string().optional(),
});
const decisionInput = z.strictObject({ outcome: z.enum(["won", "lost"]) });
const refundInput = z.strictObject({ amount: z.int().min(1).optional() });
const disputeInput = z.strictObject({ reason: z.string().default("fraudulent") });

/**
 * What happens at the vendor by other hands than the platform's: the bank settles, the card holder disputes, the
 * merchant refunds in the vendor's own dashboard, the vendor accepts an account. Bodies are JSON.
 */
export function controlActions(sandbox: Sandbox, openAccounts: () => Promise<void>): Hono {
  const app = new Hono();
  const act = async <Value extends object>(
    target: { kind: Kind<Value>; id: string },
    run: (work: Work) => Promise<unknown>,
  ): Promise<Response> => {
    const found = await sandbox.records.locate(target.kind, target.id);
    if (!found) return Response.json({ error: `no ${target.kind.name} ${target.id}` }, { status: 404 });

    const done = await sandbox.records.transaction((session) => run(sandbox.work(session, { scope: found.scope })));
    await sandbox.notices.flush();
    return Response.json(done ?? { done: true });
  };

  app.post("/payments/:id/settle", async (c) => {
    const { outcome } = settleInput.parse(await c.req.json());
    return act({ kind: paymentIntents, id: c.req.param("id") }, (work) => settlePayment(work, c.req.param("id"), outcome === "succeeded"));
  });
  app.post("/charges/:id/dispute", async (c) => {
    const { reason } = disputeInput.parse(await c.req.json().catch(() => ({})));
    return act({ kind: charges, id: c.req.param("id") }, (work) => openDispute(work, c.req.param("id"), reason));
  });
  app.post("/charges/:id/refund", async (c) => {
    const { amount } = refundInput.parse(await c.req.json().catch(() => ({})));
    return act({ kind: charges, id: c.req.param("id") }, (work) =>
      createRefund(work, { chargeId: c.req.param("id"), reason: null, metadata: {}, ...(amount ? { amount } : {}) }),
    );
  });
  app.post("/disputes/:id/decide", async (c) => {
    const { outcome } = decisionInput.parse(await c.req.json());
    return act({ kind: disputes, id: c.req.param("id") }, (work) => decideDispute(work, c.req.param("id"), outcome));
  });
  app.post("/refunds/:id/fail", (c) => act({ kind: refunds, id: c.req.param("id") }, (work) => failRefund(work, c.req.param("id"))));
  app.post("/accounts", async (c) => {
    const input = accountInput.parse(await c.req.json());
    await ensureAccount(sandbox, input);
    return c.json(await sandbox.records.in("").get(accounts, input.id));
  });
  app.post("/accounts/:id/complete", (c) =>
    act({ kind: accounts, id: c.req.param("id") }, (work) => completeOnboarding(work, c.req.param("id"))),
  );
  app.post("/accounts/:id/restrict", (c) =>
    act({ kind: accounts, id: c.req.param("id") }, (work) => restrictAccount(work, c.req.param("id"))),
  );
  app.post("/reset", async (c) => {
    await sandbox.records.reset();
    await sandbox.clock.reset();
    await openAccounts();
    return c.body(null, 204);
  });
  app.onError((error, c) => {
    if (error instanceof z.ZodError) return c.json({ error: z.prettifyError(error) }, 400);
    if (error instanceof ApiError) return c.json({ error: error.message }, 400);
    throw error;
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
