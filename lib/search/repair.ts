import type { StoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { log } from "@/lib/log";
import { type Drift, readDrift } from "./drift";
import { type IndexName, type SyncedIndex, syncedIndexes } from "./indexes";
import { SearchServiceError } from "./service-error";

/** Products that one repair sends at most; the next continues. */
export const repairSize = 500;

export type Checked = { name: IndexName; found: Drift; left: Drift; failure: string };

/**
 * Measures one index of a store and sends again what differs, and only that. What was found and what is left is noted for the
 * consoles. A search service that fails is noted too; it is not thrown.
 */
export async function repairIndex(storeId: StoreId, index: SyncedIndex, options: { isAudited: boolean }): Promise<Checked> {
  let failure = "";
  let found: Drift | null = null;
  try {
    if (options.isAudited) await index.audit(storeId);
    found = await readDrift(storeId, index.name, repairSize);
    if (found.driftCount > 0) {
      const ids = found.products.map((product) => product.productId);
      await index.sync(storeId, ids);
    }
  } catch (error) {
    if (!(error instanceof SearchServiceError)) throw error;
    failure = error.failure;
    log.warn({ err: error, storeId, index: index.name }, "an index could not be repaired");
  }
  const left = await readDrift(storeId, index.name, 0);
  const checked = { name: index.name, found: found ?? left, left, failure };
  await note(storeId, checked, options.isAudited && failure === "");
  return checked;
}

/** Repairs all indexes of a store, after comparing the notes with what the service really holds. */
export async function repairStore(storeId: StoreId): Promise<Checked[]> {
  const checked: Checked[] = [];
  for (const index of syncedIndexes()) checked.push(await repairIndex(storeId, index, { isAudited: true }));
  return checked;
}

async function note(storeId: StoreId, { name, left, failure }: Checked, isAudited: boolean): Promise<void> {
  const now = new Date();
  const { productCount, driftCount, oldestChangeAt } = left;
  const data = { checkedAt: now, productCount, driftCount, oldestChangeAt, failure, ...(isAudited ? { auditedAt: now } : {}) };
  await withStore(storeId, (tx) =>
    tx.searchIndex.upsert({ where: { storeId_name: { storeId, name } }, create: { storeId, name, ...data }, update: data }),
  );
}
