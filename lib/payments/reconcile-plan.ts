import { newId } from "@/lib/core/ids";
import { after, dayMs, hourMs } from "@/lib/core/time";
import type { PlatformTx } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import { dailyPeriodMs } from "./reconcile";

/** Accounts planned at a time; the next tick takes the next. */
const batch = 200;
/** A little less than a day, so that a run does not wander through the hours. */
const cycleMs = dayMs - hourMs;

/**
 * Plans the comparison of each active account whose last one began most of a day ago. An account that was taken away from the
 * platform has no books to be read. Answers how many were planned.
 */
export async function planReconciliations(tx: PlatformTx, now: Date = new Date()): Promise<number> {
  const due = await tx.$queryRaw<{ storeId: string; id: string }[]>`
    select a.store_id::text as "storeId", a.id::text from gateway_account a
    where a.is_active and a.onboarding ->> 'disabledReason' is distinct from 'disconnected' and not exists (
      select 1 from reconciliation_run r
      where r.store_id = a.store_id and r.gateway_account_id = a.id and r.started_at > ${after(-cycleMs, now)})
    order by a.store_id, a.id limit ${batch}`;
  for (const { storeId, id: gatewayAccountId } of due) {
    const runId = newId();
    const data = { storeId, id: runId, gatewayAccountId, trigger: "schedule", since: after(-dailyPeriodMs, now), startedAt: now };
    await tx.reconciliationRun.create({ data });
    await record(tx, "reconciliation.requested", { storeId, runId });
  }
  return due.length;
}
