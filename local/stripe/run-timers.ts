import { strike } from "@/local/sandbox/faults";
import type { Owned } from "@/local/sandbox/records";
import { announceTrialEnd, cycleSubscription, retryInvoice } from "@/local/stripe/billing/renew";
import { expireIncomplete } from "@/local/stripe/billing/subscription-states";
import { expireByTimer } from "@/local/stripe/checkout/expire";
import { settlePayment } from "@/local/stripe/checkout/settlement";
import { openDispute } from "@/local/stripe/payments/disputes";
import { failRefund } from "@/local/stripe/payments/refunds";
import type { Sandbox } from "@/local/stripe/sandbox";
import { type Timer, type TimerJob, timers } from "@/local/stripe/timers";
import type { Work } from "@/local/stripe/work";

const JOBS: Record<TimerJob, (work: Work, objectId: string) => Promise<unknown>> = {
  announce_trial_end: announceTrialEnd,
  cycle_subscription: cycleSubscription,
  expire_session: expireByTimer,
  expire_subscription: expireIncomplete,
  fail_refund: (work, id) => failRefund(work, id),
  open_dispute: (work, id) => openDispute(work, id),
  retry_invoice: retryInvoice,
  settle_payment: (work, id) => settlePayment(work, id),
};

/** Bounds a jump over many periods; what is left is done at the next tick. */
const MOST_AT_ONCE = 2_000;

/**
 * Does what fell due, the earliest first and each as of its own time, so that a jump over three months renews
 * three times. A job that sets its timer again is run again when that is due too.
 */
export async function runTimers(sandbox: Sandbox, nowSeconds: number): Promise<void> {
  for (let done = 0; done < MOST_AT_ONCE; done += 1) {
    const [next] = await sandbox.records.due(timers, { field: "due_at", atSeconds: nowSeconds });
    if (!next) break;
    await runTimer(sandbox, next).catch((error: unknown) => postpone(sandbox, next, error));
  }
  await sandbox.notices.flush();
}

/** A job that fails must not stand in the way of the others: it is tried again later. */
async function postpone(sandbox: Sandbox, { scope, value }: Owned<Timer>, error: unknown): Promise<void> {
  console.error(`stripe sandbox: timer ${value.id} failed`, error);
  await sandbox.records.in(scope).put(timers, value.id, { ...value, due_at: sandbox.clock.nowSeconds() + 60 });
}

async function runTimer(sandbox: Sandbox, { scope, value }: Owned<Timer>): Promise<void> {
  await sandbox.records.transaction(async (session) => {
    const shelf = session.in(scope);
    const timer = await shelf.lock(timers, value.id);
    if (timer?.due_at !== value.due_at) return;

    await shelf.remove(timers, value.id);
    const struck = await strike(session, `timer ${timer.job}`, ["refuse", "wrong_amount"]);
    await JOBS[timer.job](sandbox.work(session, { scope, struck, now: timer.due_at }), timer.objectId);
  });
}
