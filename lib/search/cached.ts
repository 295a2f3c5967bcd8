import { cacheLife, cacheTag } from "next/cache";
import { lifetimes } from "@/lib/cache/lifetimes";
import { tags } from "@/lib/cache/tags";
import type { StoreId } from "@/lib/core/ids";
import type { Locale } from "@/lib/core/locale";
import { pageSize } from "./params";
import { postgresSearch } from "./postgres";
import { noFilters, type SearchAnswer } from "./types";

export type CollectionAddress = { storeId: StoreId; locale: Locale; collectionId: string };

/** The first page of a collection, unfiltered, remembered until a product in it changes or the catalogue does. */
export async function findCachedCollectionPage({ storeId, locale, collectionId }: CollectionAddress): Promise<SearchAnswer> {
  "use cache";
  cacheLife(lifetimes.storefront);
  cacheTag(tags.store(storeId), tags.catalog(storeId), tags.collection(storeId, collectionId));
  const store = { id: storeId, locale };
  const answer = await postgresSearch.query(store, { text: "", collectionId, filters: noFilters, sort: "featured", page: 1, pageSize });
  cacheTag(...answer.cards.map((card) => tags.product(storeId, card.id)));
  return answer;
}
