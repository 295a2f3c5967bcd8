import type { StoreId } from "@/lib/core/ids";
import { type Actor, writeAudit } from "@/lib/db/audit-entry";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import { type DriftedProduct, readDrift } from "./drift";
import { type IndexName, syncedIndexes } from "./indexes";
import { type Checked, repairStore } from "./repair";

/** One index of a store as its members see it, measured now. */
export type IndexState = {
  name: IndexName;
  productCount: number;
  driftCount: number;
  oldestChangeAt: Date | null;
  products: DriftedProduct[];
  checkedAt: Date | null;
  builtAt: Date | null;
  isBuilding: boolean;
  /** Why the last check could not mend what it found; empty when it could. */
  failure: string;
};

const namedProducts = 20;

/** The indexes of a store against its catalogue, measured now; at most twenty products that differ are named. */
export async function readIndexStates(storeId: StoreId): Promise<IndexState[]> {
  const rows = await withStore(storeId, (tx) => tx.searchIndex.findMany({ where: { storeId } }));
  const states: IndexState[] = [];
  for (const { name } of syncedIndexes()) {
    const row = rows.find((known) => known.name === name);
    const { checkedAt = null, builtAt = null, building = null, failure = "" } = row ?? {};
    states.push({ name, ...(await readDrift(storeId, name, namedProducts)), checkedAt, builtAt, isBuilding: building !== null, failure });
  }
  return states;
}

export type StoreIndexRow = {
  storeId: string;
  storeName: string;
  storeSlug: string;
  name: string;
  productCount: number;
  driftCount: number;
  oldestChangeAt: Date | null;
  checkedAt: Date | null;
  failure: string;
};

/** The indexes of all stores as their last checks found them: failing ones first, then those that differ most. */
export async function listIndexRows(page: number, size: number): Promise<{ rows: StoreIndexRow[]; total: number; differing: number }> {
  return withPlatform(async (tx) => {
    const rows = await tx.$queryRaw<StoreIndexRow[]>`
      select i.store_id::text as "storeId", s.name as "storeName", s.slug as "storeSlug", i.name, i.product_count as "productCount",
        i.drift_count as "driftCount", i.oldest_change_at as "oldestChangeAt", i.checked_at as "checkedAt", i.failure
      from search_index i join store s on s.id = i.store_id
      order by i.failure <> '' desc, i.drift_count desc, i.oldest_change_at asc nulls last, s.name, i.name
      limit ${size} offset ${(page - 1) * size}`;
    const total = await tx.searchIndex.count();
    const differing = await tx.searchIndex.count({ where: { OR: [{ driftCount: { gt: 0 } }, { failure: { not: "" } }] } });
    return { rows, total, differing };
  });
}

/** Compares every index of the store with what it really holds and sends what differs, for a member who asked for it. */
export async function repairForMember({ storeId, actorId }: Actor): Promise<Checked[]> {
  const checked = await repairStore(storeId);
  const after = Object.fromEntries(checked.map(({ name, found, left }) => [name, { found: found.driftCount, left: left.driftCount }]));
  await withStore(storeId, (tx) => writeAudit(tx, { storeId, actorId, action: "search.repaired", subject: storeId, after }));
  return checked;
}

/** Has every index of the store made anew, behind the queue. */
export async function askForRebuild({ storeId, actorId }: Actor): Promise<void> {
  await withStore(storeId, async (tx) => {
    await record(tx, "search.rebuild_asked", { storeId });
    await writeAudit(tx, { storeId, actorId, action: "search.rebuild_asked", subject: storeId });
  });
}
