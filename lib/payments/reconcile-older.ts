import type { StoreId } from "@/lib/core/ids";
import { after, dayMs } from "@/lib/core/time";
import type { ReconciliationRunModel } from "@/lib/db/generated/models";
import { withStore } from "@/lib/db/transaction";
import type { Examined } from "./reconcile";
import { recheckAttempt } from "./reconcile-recheck";
import { wasBehind } from "./reconcile-rules";

/** Payments made this long ago can still be refunded or charged back; card schemes allow disputes for 120 days, and longer at times. */
const olderPeriodMs = 180 * dayMs;
/** Older payments asked about in a run, one call each. A store with more has them asked in turn, over several days. */
const maxOlder = 200;
/** A gateway that is silent this often is asked no further in this run. */
const maxSilences = 3;
const beforeAllIds = "00000000-0000-0000-0000-000000000000";

export type Older = {
  examined: Examined[];
  /** The gateway's ids of those on which both sides agree. */
  agreedRefs: string[];
  /** The last attempt that was asked about; the next run goes on after it. Null where nothing is that old. */
  askedUpto: string | null;
};

/**
 * Asks again about captured payments from before the listed period, `most` of them: gateways list payments by the day on which they were made, so
 * what goes back months later shows in no list. Those asked longest ago come first. What the gateway says is applied.
 */
export async function examineOlder(storeId: StoreId, run: ReconciliationRunModel, most = maxOlder): Promise<Older> {
  const older: Older = { examined: [], agreedRefs: [], askedUpto: null };
  let silences = 0;
  for (const { id, gatewayRef } of await listOlder(storeId, run, most)) {
    const again = await recheckAttempt(storeId, id);
    older.askedUpto = id;
    if (again.kind === "silent") silences += 1;
    else if (again.kind === "differs") older.examined.push({ difference: again.difference, isRepaired: false });
    else if (again.before && wasBehind(again.before)) older.examined.push({ difference: again.before, isRepaired: true });
    else older.agreedRefs.push(gatewayRef);
    if (silences === maxSilences) break;
  }
  return older;
}

type OlderAttempt = { id: string; gatewayRef: string };

async function listOlder(
  storeId: StoreId,
  { gatewayAccountId, since, startedAt }: ReconciliationRunModel,
  most: number,
): Promise<OlderAttempt[]> {
  return withStore(storeId, async (tx) => {
    const last = await tx.reconciliationRun.findFirst({
      where: { storeId, gatewayAccountId, askedUpto: { not: null } },
      orderBy: { startedAt: "desc" },
      select: { askedUpto: true },
    });
    const from = last?.askedUpto ?? beforeAllIds;
    return tx.$queryRaw<OlderAttempt[]>`
      select a.id::text, coalesce(a.gateway_ref, a.gateway_code) as "gatewayRef" from payment_attempt a
      where a.store_id = ${storeId}::uuid and a.gateway_account_id = ${gatewayAccountId}::uuid
        and a.submitted_at >= ${after(-olderPeriodMs, startedAt)} and a.submitted_at < ${since}
        and exists (select 1 from ledger_entry l where l.store_id = a.store_id and l.attempt_id = a.id and l.kind = 'captured')
      order by a.id <= ${from}::uuid, a.id limit ${most}`;
  });
}
