import { readLiveGeneration } from "@/lib/catalog/live-documents";
import type { StoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { auditRecords } from "./algolia-audit";
import { algoliaConfig, openAlgolia } from "./algolia-client";
import { pushProducts } from "./algolia-push";
import { chunkSize, indexProducts } from "./indexing";

export const indexNames = ["postgres", "algolia"] as const;
export type IndexName = (typeof indexNames)[number];

/** An index that follows the catalogue. */
export type SyncedIndex = {
  name: IndexName;
  /** Brings the entries of these products to what the catalogue says of them now. */
  sync(storeId: StoreId, productIds: readonly string[]): Promise<void>;
  /** Removes what is left of generations before this one. */
  forget(storeId: StoreId, before: number): Promise<void>;
  /** Compares our notes with what the index really holds, and corrects the notes: what differs then shows as drift. */
  audit(storeId: StoreId): Promise<void>;
};

const postgres: SyncedIndex = {
  name: "postgres",
  sync: async (storeId, productIds) => {
    for (let start = 0; start < productIds.length; start += chunkSize) {
      await withStore(storeId, (tx) => indexProducts(tx, storeId, productIds.slice(start, start + chunkSize)));
    }
  },
  forget: async (storeId, before) => {
    await withStore(storeId, (tx) => tx.searchDocument.deleteMany({ where: { storeId, generation: { lt: before } } }));
  },
  // Its notes and its entries are the same rows; a writer that ended after a swap may have left some that nobody reads.
  audit: async (storeId) => {
    await withStore(storeId, async (tx) => {
      const generation = { lt: await readLiveGeneration(tx, storeId) };
      await tx.searchDocument.deleteMany({ where: { storeId, generation } });
    });
  },
};

/** The indexes of this installation: Postgres always, the search service where one is set up. */
export function syncedIndexes(): SyncedIndex[] {
  const config = algoliaConfig();
  if (!config) return [postgres];
  const service = openAlgolia(config);
  const algolia: SyncedIndex = {
    name: "algolia",
    sync: (storeId, productIds) => pushProducts(service, storeId, productIds),
    forget: (storeId, before) => service.deleteBy(`storeId:${storeId} AND build < ${before}`),
    audit: (storeId) => auditRecords(service, storeId),
  };
  return [postgres, algolia];
}
