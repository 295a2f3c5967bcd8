import type { StoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { auditRecords } from "./algolia-audit";
import { algoliaConfig, openAlgolia } from "./algolia-client";
import { pushProducts } from "./algolia-push";
import { lockProducts } from "./documents";
import { fillGenerations, indexInChunks } from "./indexing";

export const indexNames = ["postgres", "algolia"] as const;
export type IndexName = (typeof indexNames)[number];

/** An index that follows the catalogue. */
export type SyncedIndex = {
  name: IndexName;
  /** Brings the entries of these products to what the catalogue says of them now. */
  sync(storeId: StoreId, productIds: readonly string[]): Promise<void>;
  /** Writes the entries of these products into a generation that is being filled. */
  fill(storeId: StoreId, generation: number, productIds: readonly string[]): Promise<void>;
  /** Removes what is left of generations before this one. */
  forget(storeId: StoreId, before: number): Promise<void>;
  /** Compares our notes with what the index really holds, and corrects the notes: what differs then shows as drift. */
  audit(storeId: StoreId): Promise<void>;
};

const postgres: SyncedIndex = {
  name: "postgres",
  sync: indexInChunks,
  fill: async (storeId, generation, ids) => {
    await withStore(storeId, async (tx) => {
      await lockProducts(tx, ids);
      await fillGenerations(tx, { storeId, generations: [generation] }, ids);
    });
  },
  forget: async (storeId, before) => {
    await withStore(storeId, (tx) => tx.searchDocument.deleteMany({ where: { storeId, generation: { lt: before } } }));
  },
  // Its notes and its entries are the same rows. Some that nobody reads may be left by a writer that ended after a swap, or by a
  // re-index that was given up. The lock keeps a re-index from beginning meanwhile, whose first rows would be taken for such.
  audit: async (storeId) => {
    await withStore(
      storeId,
      (tx) => tx.$executeRaw`
        with place as (select generation, building from search_index where store_id = ${storeId}::uuid and name = 'postgres' for update)
        delete from search_document d using place
        where d.store_id = ${storeId}::uuid and d.generation <> place.generation and d.generation is distinct from place.building`,
    );
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
    // The number of the generation that is being filled is read with the products.
    fill: (storeId, _generation, productIds) => pushProducts(service, storeId, productIds),
    forget: (storeId, before) => service.deleteBy(`storeId:${storeId} AND build < ${before}`),
    audit: (storeId) => auditRecords(service, storeId),
  };
  return [postgres, algolia];
}
