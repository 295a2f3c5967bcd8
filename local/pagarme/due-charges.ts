import { type Context, contextFor } from "@/local/pagarme/emit";
import { type Charge, kinds, type PlannedStep } from "@/local/pagarme/model";
import { succeed } from "@/local/pagarme/start-charge";
import { storeChange } from "@/local/pagarme/store-charge";
import { type Change, chargeback, pay, refund, refundFails, refuse, voidCharge, withPlan } from "@/local/pagarme/transitions";
import type { Records } from "@/local/sandbox/records";

/** What a due run needs besides a transaction of its own. */
export type DueParts = { records: Records } & Pick<Context, "links" | "notices">;

const MAX_ROUNDS = 50;

/** Lets everything happen whose time has come, in the order of those times. Safe to run again and beside itself. */
export async function runDueCharges(parts: DueParts, nowSeconds: number): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const due = await parts.records.due(kinds.charge, { field: "wakeAt", atSeconds: nowSeconds });
    if (due.length === 0) return;
    for (const { scope, value } of due) await wake(parts, { accountId: scope, chargeId: value.id, nowSeconds });
  }
}

type Sleeper = { accountId: string; chargeId: string; nowSeconds: number };

async function wake({ records, links, notices }: DueParts, { accountId, chargeId, nowSeconds }: Sleeper): Promise<void> {
  await records.transaction(async (session) => {
    const charge = await session.in(accountId).lock(kinds.charge, chargeId);
    const [next, ...later] = charge ? charge.plan.toSorted((one, other) => one.at - other.at) : [];
    if (!charge || !next || next.at > nowSeconds) return;

    const context = await contextFor({ session, links, notices, now: new Date(next.at * 1000) }, accountId);
    await storeChange(context, happen(withPlan(charge, later), next.step, context.now));
  });
}

/** One planned step, applied. */
function happen(charge: Charge, step: PlannedStep, now: Date): Change {
  switch (step.kind) {
    case "succeed":
      return succeed(charge, now);
    case "fail":
      return refuse(charge, { word: "failed", code: "1000", message: step.reason }, now);
    case "cancel":
      return voidCharge(charge, now);
    case "pay":
      return pay(charge, step.amount, now);
    case "expire":
      return expire(charge, now);
    case "refund":
      return refund(charge, step.amount, now);
    case "refund_bounces":
      return refundFails(charge, { amount: step.amount, reason: step.reason }, now);
    case "chargeback":
      return chargeback(charge, now);
  }
}

/** A Pix or boleto that nobody paid in time. */
export function expire(charge: Charge, now: Date): Change {
  return refuse(charge, { word: "expired", code: "expired", message: "Prazo de pagamento encerrado" }, now);
}
