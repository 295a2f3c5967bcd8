import { z } from "zod";
import type { Kind } from "@/local/sandbox/records";
import { settlePayment } from "@/local/stripe/checkout/settlement";
import { completeOnboarding, restrictAccount } from "@/local/stripe/connect/accounts";
import { ApiError } from "@/local/stripe/errors";
import { decideDispute, decisions, openDispute } from "@/local/stripe/payments/disputes";
import { disputeKinds } from "@/local/stripe/payments/new-dispute";
import { createRefund, failRefund } from "@/local/stripe/payments/refunds";
import type { Sandbox } from "@/local/stripe/sandbox";
import { accounts, charges, disputes, paymentIntents, refunds } from "@/local/stripe/stored";
import type { Work } from "@/local/stripe/work";

const nothing = z.strictObject({});
const settleInput = z.strictObject({ outcome: z.enum(["succeeded", "failed"]) });
const disputeInput = z.strictObject({ kind: z.enum(disputeKinds).optional(), reason: z.string().optional() });
const refundInput = z.strictObject({ amount: z.int().min(1).optional() });
const decisionInput = z.strictObject({ outcome: z.enum(decisions) });

type Deed = { kind: Kind<object>; perform(work: Work, id: string, input: unknown): Promise<unknown> };

function deed<Schema extends z.ZodType>(
  kind: Kind<object>,
  schema: Schema,
  run: (work: Work, id: string, input: z.output<Schema>) => Promise<unknown>,
): Deed {
  return { kind, perform: (work, id, input) => run(work, id, schema.parse(input)) };
}

/**
 * What happens at the vendor by other hands than the platform's, by noun and verb: the bank settles, the card holder contests, the
 * merchant refunds in the vendor's own dashboard, the vendor accepts an account.
 */
const deeds: Readonly<Record<string, Deed>> = {
  "payments settle": deed(paymentIntents, settleInput, (work, id, { outcome }) => settlePayment(work, id, outcome === "succeeded")),
  "charges dispute": deed(charges, disputeInput, openDispute),
  "charges refund": deed(charges, refundInput, (work, chargeId, amount) =>
    createRefund(work, { chargeId, reason: null, metadata: {}, ...amount }),
  ),
  "disputes decide": deed(disputes, decisionInput, (work, id, { outcome }) => decideDispute(work, id, outcome)),
  "refunds fail": deed(refunds, nothing, (work, id) => failRefund(work, id)),
  "accounts complete": deed(accounts, nothing, (work, id) => completeOnboarding(work, id)),
  "accounts restrict": deed(accounts, nothing, (work, id) => restrictAccount(work, id)),
};

/** What is to be done to which thing: `charges`, `ch_1`, `refund`, `{ amount: 700 }`. */
export type Asked = { noun: string; id: string; verb: string; input: unknown };

/** What came of it. `unknown`: there is no such deed; else what is wrong, in words for a person. */
export type Done = { kind: "done"; value: unknown } | { kind: "unknown" } | { kind: "missing" | "refused"; problem: string };

/** Does it, in one transaction, and sends the notices of it. */
export async function doDeed(sandbox: Sandbox, { noun, id, verb, input }: Asked): Promise<Done> {
  const found = deeds[`${noun} ${verb}`];
  if (!found) return { kind: "unknown" };
  const thing = await sandbox.records.locate(found.kind, id);
  if (!thing) return { kind: "missing", problem: `no ${found.kind.name} ${id}` };
  try {
    const run = (work: Work): Promise<unknown> => found.perform(work, id, input);
    const value = await sandbox.records.transaction((session) => run(sandbox.work(session, { scope: thing.scope })));
    await sandbox.notices.flush();
    return { kind: "done", value: value ?? { done: true } };
  } catch (error) {
    if (error instanceof z.ZodError) return { kind: "refused", problem: z.prettifyError(error) };
    if (error instanceof ApiError) return { kind: "refused", problem: error.message };
    throw error;
  }
}
