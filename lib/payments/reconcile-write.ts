import { newId, type StoreId } from "@/lib/core/ids";
import { after, dayMs } from "@/lib/core/time";
import type { ReconciliationRunModel } from "@/lib/db/generated/models";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import type { Examined } from "./reconcile";
import type { Comparison } from "./reconcile-books";
import type { Older } from "./reconcile-older";
import { type Difference, sumOf } from "./reconcile-rules";

/** How long runs are kept. */
const keepRunsMs = 90 * dayMs;

/** `examined`: of the listed payments; `older`: of those from before the list. */
type Outcome = { comparison: Comparison; examined: readonly Examined[]; older: Older };

/** Keeps what a comparison found: differences opened, seen again or gone, the sums of both sides, the end of the run. */
export async function writeOutcome(
  storeId: StoreId,
  run: ReconciliationRunModel,
  { comparison, examined: listed, older }: Outcome,
): Promise<void> {
  const examined = [...listed, ...older.examined];
  await withStore(storeId, async (tx) => {
    const now = new Date();
    for (const one of examined) await writeDifference(tx, { storeId, run, now }, one);
    await closeAgreed(tx, { storeId, run, now }, [...refsOf(comparison), ...older.agreedRefs], examined);
    const open = await tx.reconciliationDifference.count({
      where: { storeId, gatewayAccountId: run.gatewayAccountId, state: "open" },
    });
    const there = sumOf(comparison.listed);
    const here = await ourSums(tx, storeId, comparison);
    await tx.reconciliationRun.update({
      where: { storeId_id: { storeId, id: run.id } },
      data: {
        status: "done",
        failure: null,
        finishedAt: now,
        listedCount: comparison.listed.length,
        gatewayCapturedCents: there.capturedCents,
        gatewayRefundedCents: there.refundedCents,
        ourCapturedCents: here.capturedCents,
        ourRefundedCents: here.refundedCents,
        askedUpto: older.askedUpto,
        differenceCount: examined.length,
        openCount: open,
      },
    });
    const old = { storeId, gatewayAccountId: run.gatewayAccountId, startedAt: { lt: after(-keepRunsMs, now) } };
    await tx.reconciliationRun.deleteMany({ where: old });
  });
}

type Place = { storeId: StoreId; run: Pick<ReconciliationRunModel, "gatewayAccountId">; now: Date };

/** A difference that a person has noted stays noted while the figures stay the same. */
async function writeDifference(tx: StoreTx, { storeId, run, now }: Place, { difference, isRepaired }: Examined): Promise<void> {
  const { gatewayAccountId } = run;
  const key = { storeId, gatewayAccountId, gatewayRef: difference.gatewayRef };
  const known = await tx.reconciliationDifference.findUnique({ where: { storeId_gatewayAccountId_gatewayRef: key } });
  const figures = figuresOf(difference);
  const isSame = known !== null && Object.entries(figures).every(([name, value]) => Reflect.get(known, name) === value);
  const state = isRepaired ? "repaired" : isSame && known.state === "noted" ? "noted" : "open";
  const seen = { ...figures, kind: difference.kind, state, lastSeenAt: now, ...(isRepaired ? { resolvedAt: now } : {}) };
  const reopened = state === "open" ? { resolvedAt: null, resolvedBy: null } : {};
  const { reference, currency, attemptId, orderId } = difference;
  await tx.reconciliationDifference.upsert({
    where: { storeId_gatewayAccountId_gatewayRef: key },
    create: { ...key, ...seen, id: newId(), reference, currency, attemptId, orderId, firstSeenAt: now },
    update: { ...seen, ...reopened, attemptId, orderId },
  });
}

export function figuresOf({ there, here }: Difference) {
  return {
    gatewayCapturedCents: there.capturedCents,
    gatewayRefundedCents: there.refundedCents,
    isDisputedThere: there.isDisputed,
    ourCapturedCents: here.capturedCents,
    ourRefundedCents: here.refundedCents,
    isDisputedHere: here.isDisputed,
  };
}

/** Open differences of payments that were looked at now and agree are over. One that was not looked at (too old) stays. */
async function closeAgreed(
  tx: StoreTx,
  { storeId, run, now }: Place,
  seen: readonly string[],
  examined: readonly Examined[],
): Promise<void> {
  const still = new Set(examined.map(({ difference }) => difference.gatewayRef));
  const agreed = [...new Set(seen)].filter((ref) => !still.has(ref));
  await tx.reconciliationDifference.updateMany({
    where: { storeId, gatewayAccountId: run.gatewayAccountId, state: "open", gatewayRef: { in: agreed } },
    data: { state: "repaired", resolvedAt: now },
  });
}

function refsOf({ matched }: Comparison): string[] {
  return matched.flatMap(({ listed, ours }) => [listed.gatewayRef, ...(ours ? [ours.gatewayRef] : [])]);
}

/** What the ledger holds now of the attempts that were compared. */
async function ourSums(tx: StoreTx, storeId: StoreId, { matched, differences }: Comparison) {
  const ids = new Set([...matched.map(({ ours }) => ours?.attemptId), ...differences.map(({ attemptId }) => attemptId)]);
  const attemptIds = [...ids].filter((id) => typeof id === "string");
  const [sums] = await tx.$queryRaw<{ captured: bigint; refunded: bigint }[]>`
    select coalesce(sum(amount_cents) filter (where kind = 'captured'), 0)::bigint as captured,
           coalesce(sum(case kind when 'refunded' then amount_cents when 'refund_reversed' then -amount_cents end), 0)::bigint as refunded
    from ledger_entry where store_id = ${storeId}::uuid and attempt_id = any(${attemptIds}::uuid[])`;
  return { capturedCents: sums?.captured ?? 0n, refundedCents: sums?.refunded ?? 0n };
}
