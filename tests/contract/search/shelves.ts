import { algoliaSearch } from "@/lib/search/algolia";
import { type AlgoliaService, algoliaConfig, openAlgolia } from "@/lib/search/algolia-client";
import { pushSettings } from "@/lib/search/algolia-settings";
import { type IndexName, syncedIndexes } from "@/lib/search/indexes";
import type { SearchPort } from "@/lib/search/port";
import { postgresSearch } from "@/lib/search/postgres";
import { noFilters, type SearchAnswer, type SearchQuery } from "@/lib/search/types";
import type { StoreView } from "@/lib/stores/types";
import { makeProduct, type TestProduct } from "@/tests/factories/product";

export const plain: SearchQuery = { text: "", collectionId: null, filters: noFilters, sort: "relevance", page: 1, pageSize: 24 };

/** An index of the installation with the search that asks it. */
export type Shelf = {
  port: SearchPort;
  /** Makes the products and waits until they are found. */
  stock(store: StoreView, products: TestProduct[]): Promise<string[]>;
  sync(store: StoreView, productIds: string[]): Promise<void>;
  find(store: StoreView, query: Partial<SearchQuery>): Promise<SearchAnswer>;
  titles(store: StoreView, query: Partial<SearchQuery>): Promise<string[]>;
};

/** The service that the environment points at; as patient as a slow machine needs. */
export function openPatiently(): AlgoliaService {
  const config = algoliaConfig();
  if (!config) throw new Error("the environment names no search service");
  return openAlgolia(config, { connect: 30_000, read: 30_000, write: 30_000 });
}

/** The same, with its index and replicas made. */
export async function openService(): Promise<AlgoliaService> {
  const service = openPatiently();
  await pushSettings(service);
  return service;
}

export async function openShelf(name: IndexName): Promise<Shelf> {
  const port = name === "postgres" ? postgresSearch : algoliaSearch(await openService());
  const index = syncedIndexes().find((one) => one.name === name);
  if (!index) throw new Error(`there is no index ${name}`);
  const find = (store: StoreView, query: Partial<SearchQuery>) => port.query(store, { ...plain, ...query });
  const sync = (store: StoreView, productIds: string[]) => index.sync(store.id, productIds);
  return {
    ...{ port, sync, find },
    stock: async (store, products) => {
      const ids = [];
      for (const product of products) ids.push((await makeProduct(store, product)).id);
      await sync(store, ids);
      return ids;
    },
    titles: async (store, query) => (await find(store, query)).cards.map((card) => card.title),
  };
}
