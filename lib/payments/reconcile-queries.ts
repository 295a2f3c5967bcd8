import type { StoreId } from "@/lib/core/ids";
import { type Currency, currencySchema } from "@/lib/core/money";
import { toProvider } from "@/lib/core/provider";
import { after, dayMs } from "@/lib/core/time";
import type { ReconciliationDifferenceModel, ReconciliationRunModel } from "@/lib/db/generated/models";
import { withPlatform, withStore } from "@/lib/db/transaction";
import type { Provider } from "./gateways/port";
import { type DifferenceKind, differenceKinds, type Side } from "./reconcile-rules";

export type RunView = {
  id: string;
  status: "running" | "done" | "failed";
  failure: string | null;
  isByPerson: boolean;
  since: Date;
  startedAt: Date;
  finishedAt: Date | null;
  listedCount: number;
  there: { capturedCents: number; refundedCents: number };
  here: { capturedCents: number; refundedCents: number };
  differenceCount: number;
  openCount: number;
};

export type DifferenceView = {
  id: string;
  kind: DifferenceKind;
  state: "open" | "repaired" | "noted";
  gatewayRef: string;
  currency: Currency;
  there: Side;
  here: Side;
  order: { id: string; number: number } | null;
  firstSeenAt: Date;
  resolvedAt: Date | null;
};

export type AccountBooks = { accountId: string; provider: Provider; label: string; isActive: boolean; lastRun: RunView | null };

export type ReconciliationView = { accounts: AccountBooks[]; open: DifferenceView[]; closed: DifferenceView[]; runs: RunView[] };

const shown = 100;
const closedDays = 30;
const shownRuns = 14;

/** What a store's gateways and its ledger said of each other last: the newest run of each account, what differs, what was settled. */
export async function findReconciliation(storeId: StoreId): Promise<ReconciliationView> {
  return withStore(storeId, async (tx) => {
    const accounts = await tx.gatewayAccount.findMany({
      where: { storeId },
      select: { id: true, provider: true, label: true, isActive: true, reconciliations: { orderBy: { startedAt: "desc" }, take: 1 } },
      orderBy: { createdAt: "asc" },
    });
    const newest = { storeId, resolvedAt: { gt: after(-closedDays * dayMs) }, state: { in: ["repaired", "noted"] } };
    const open = await tx.reconciliationDifference.findMany({ where: { storeId, state: "open" }, orderBy: { id: "desc" }, take: shown });
    const closed = await tx.reconciliationDifference.findMany({ where: newest, orderBy: { resolvedAt: "desc" }, take: shown });
    const runs = await tx.reconciliationRun.findMany({ where: { storeId }, orderBy: { startedAt: "desc" }, take: shownRuns });
    const orderIds = [...open, ...closed].flatMap(({ orderId }) => orderId ?? []);
    const orders = await tx.order.findMany({ where: { storeId, id: { in: orderIds } }, select: { id: true, number: true } });
    const orderOf = new Map(orders.map((order) => [order.id, order]));
    const toView = (row: ReconciliationDifferenceModel) => toDifference(row, orderOf.get(row.orderId ?? "") ?? null);
    return {
      accounts: accounts.map(({ id, provider, label, isActive, reconciliations: [last] }) => ({
        accountId: id,
        provider: toProvider(provider),
        label,
        isActive,
        lastRun: last ? toRun(last) : null,
      })),
      open: open.map(toView),
      closed: closed.map(toView),
      runs: runs.map(toRun),
    };
  });
}

function toRun(row: ReconciliationRunModel): RunView {
  const { id, failure, trigger, since, startedAt, finishedAt, listedCount, differenceCount, openCount } = row;
  return {
    ...{ id, failure, since, startedAt, finishedAt, listedCount, differenceCount, openCount },
    status: row.status === "done" || row.status === "failed" ? row.status : "running",
    isByPerson: trigger === "person",
    there: { capturedCents: Number(row.gatewayCapturedCents), refundedCents: Number(row.gatewayRefundedCents) },
    here: { capturedCents: Number(row.ourCapturedCents), refundedCents: Number(row.ourRefundedCents) },
  };
}

function toDifference(row: ReconciliationDifferenceModel, order: DifferenceView["order"]): DifferenceView {
  const kind = differenceKinds.find((known) => known === row.kind);
  if (!kind) throw new Error(`unknown kind of difference ${row.kind}`);
  const { id, gatewayRef, firstSeenAt, resolvedAt } = row;
  return {
    ...{ id, gatewayRef, firstSeenAt, resolvedAt, kind, order },
    state: row.state === "repaired" || row.state === "noted" ? row.state : "open",
    currency: currencySchema.parse(row.currency),
    there: { capturedCents: row.gatewayCapturedCents, refundedCents: row.gatewayRefundedCents, isDisputed: row.isDisputedThere },
    here: { capturedCents: row.ourCapturedCents, refundedCents: row.ourRefundedCents, isDisputed: row.isDisputedHere },
  };
}

export type BooksOverview = {
  /** Accounts that take or took payments. */
  accountCount: number;
  comparedToday: number;
  openCount: number;
  failedCount: number;
  /** The newest of them, and the stores with the most; `shown` at most each. */
  failed: { storeId: string; storeName: string; failure: string | null; startedAt: Date }[];
  open: { storeId: string; storeName: string; slug: string; count: number; oldest: Date }[];
};

/** How the daily comparisons stand across stores: for the operator. Counts and names of stores, no person's data. */
export async function findBooksOverview(now: Date = new Date()): Promise<BooksOverview> {
  return withPlatform(async (tx) => {
    const accountCount = await tx.gatewayAccount.count({ where: { isActive: true } });
    const today = { gt: after(-dayMs, now) };
    const [compared] = await tx.$queryRaw<{ count: number }[]>`
      select count(distinct gateway_account_id)::int as count from reconciliation_run where status = 'done' and started_at > ${today.gt}`;
    const failedRuns = await tx.reconciliationRun.findMany({
      where: { status: "failed", startedAt: today },
      orderBy: { startedAt: "desc" },
      select: { storeId: true, failure: true, startedAt: true },
      take: shown,
    });
    const openCount = await tx.reconciliationDifference.count({ where: { state: "open" } });
    const failedCount = await tx.reconciliationRun.count({ where: { status: "failed", startedAt: today } });
    const groups = await tx.reconciliationDifference.groupBy({
      by: ["storeId"],
      where: { state: "open" },
      _count: true,
      _min: { firstSeenAt: true },
      orderBy: { _count: { storeId: "desc" } },
      take: shown,
    });
    const ids = [...failedRuns.map(({ storeId }) => storeId), ...groups.map(({ storeId }) => storeId)];
    const stores = await tx.store.findMany({ where: { id: { in: ids } }, select: { id: true, name: true, slug: true } });
    const storeOf = new Map(stores.map((store) => [store.id, store]));
    const named = (storeId: string) => ({
      storeId,
      storeName: storeOf.get(storeId)?.name ?? storeId,
      slug: storeOf.get(storeId)?.slug ?? "",
    });
    return {
      accountCount,
      comparedToday: compared?.count ?? 0,
      openCount,
      failedCount,
      failed: failedRuns.map(({ storeId, failure, startedAt }) => ({ ...named(storeId), failure, startedAt })),
      open: groups.map(({ storeId, _count, _min }) => ({ ...named(storeId), count: _count, oldest: _min.firstSeenAt ?? now })),
    };
  });
}
