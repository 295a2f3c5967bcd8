import { type StoreId, toStoreId } from "@/lib/core/ids";
import { after, dayMs, secondMs } from "@/lib/core/time";
import { withPlatform } from "@/lib/db/transaction";
import { syncedIndexes } from "./indexes";
import { abandonBuild, abandonedSince } from "./rebuild";
import { repairIndex } from "./repair";

/** One sweep looks at this many stores at most, those first that were not looked at for the longest, and ends after this time. */
const mostStores = 500;
const budgetMs = 40 * secondMs;
/** How often the search service itself is asked what it holds of a store. */
const auditEveryMs = dayMs;

export type Swept = { stores: number; repaired: number; failures: number };

/**
 * Looks at the indexes of many stores and mends what differs, so that a message that was lost, or died, leaves no trace; a
 * re-index that nobody went on with is given up. A search service that failed once is left alone until the next sweep. `repaired` is
 * told of each store whose Postgres index was mended: its cached lists are old.
 */
export async function sweepIndexes(told: { repaired(storeId: StoreId): void }): Promise<Swept> {
  const swept: Swept = { stores: 0, repaired: 0, failures: 0 };
  const endsAt = Date.now() + budgetMs;
  const failed = new Set<string>();
  for (const store of await listStores()) {
    if (Date.now() > endsAt) break;
    swept.stores += 1;
    const storeId = toStoreId(store.id);
    for (const index of syncedIndexes().filter(({ name }) => !failed.has(name))) {
      if (store.abandoned.includes(index.name)) await abandonBuild(storeId, index.name);
      const isAudited = index.name === "postgres" || !store.auditedAt || store.auditedAt < after(-auditEveryMs);
      const { found, left, failure } = await repairIndex(storeId, index, { isAudited });
      const mended = found.driftCount - left.driftCount;
      swept.repaired += mended;
      if (mended > 0 && index.name === "postgres") told.repaired(storeId);
      if (failure === "") continue;
      failed.add(index.name);
      swept.failures += 1;
    }
  }
  return swept;
}

/** `abandoned` names indexes whose re-index nobody goes on with. */
type Due = { id: string; auditedAt: Date | null; abandoned: string[] };

function listStores(): Promise<Due[]> {
  return withPlatform(
    (tx) => tx.$queryRaw<Due[]>`
      select s.id::text, a.audited_at as "auditedAt", array(select b.name from search_index b
        where b.store_id = s.id and b.build_beat_at < ${abandonedSince()}) as abandoned
      from store s
      left join search_index i on i.store_id = s.id and i.name = 'postgres'
      left join search_index a on a.store_id = s.id and a.name = 'algolia'
      where s.status <> 'closed' order by i.checked_at nulls first limit ${mostStores}`,
  );
}
