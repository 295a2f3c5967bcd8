import { cacheLife, cacheTag } from "next/cache";
import { lifetimes } from "@/lib/cache/lifetimes";
import { tags } from "@/lib/cache/tags";
import type { StoreId } from "@/lib/core/ids";
import {
  findHomeShelves,
  findStorefrontCollection,
  findStorefrontProduct,
  type HomeShelves,
  listMenuCollections,
  listRelatedProducts,
  listSitemap,
  type MenuCollection,
  type SitemapEntry,
} from "./storefront";
import type { ProductCard, StorefrontCollection, StorefrontProduct } from "./storefront-types";

/**
 * Reads of catalogue pages, remembered until what they show changes. A list carries the tag of every product in it (its stock
 * or price changes), and the catalogue's own (a product comes or goes).
 */
export async function findCachedProduct(storeId: StoreId, slug: string): Promise<StorefrontProduct | null> {
  "use cache";
  cacheLife(lifetimes.storefront);
  cacheTag(tags.store(storeId));
  const product = await findStorefrontProduct(storeId, slug);
  cacheTag(product ? tags.product(storeId, product.id) : tags.catalog(storeId));
  return product;
}

export async function listCachedRelatedProducts(storeId: StoreId, productId: string): Promise<ProductCard[]> {
  "use cache";
  cacheLife(lifetimes.storefront);
  cacheTag(tags.store(storeId), tags.product(storeId, productId));
  const cards = await listRelatedProducts(storeId, productId);
  tagCards(storeId, cards);
  return cards;
}

export async function findCachedHomeShelves(storeId: StoreId): Promise<HomeShelves> {
  "use cache";
  cacheLife(lifetimes.storefront);
  cacheTag(tags.store(storeId), tags.catalog(storeId));
  const shelves = await findHomeShelves(storeId);
  tagCards(storeId, [...shelves.featured, ...shelves.bestSellers]);
  return shelves;
}

export async function findCachedCollection(storeId: StoreId, slug: string): Promise<StorefrontCollection | null> {
  "use cache";
  cacheLife(lifetimes.storefront);
  cacheTag(tags.store(storeId));
  const collection = await findStorefrontCollection(storeId, slug);
  cacheTag(collection ? tags.collection(storeId, collection.id) : tags.catalog(storeId));
  return collection;
}

export async function listCachedMenuCollections(storeId: StoreId): Promise<MenuCollection[]> {
  "use cache";
  cacheLife(lifetimes.storefront);
  cacheTag(tags.store(storeId), tags.menu(storeId));
  return listMenuCollections(storeId);
}

export async function listCachedSitemap(storeId: StoreId): Promise<SitemapEntry[]> {
  "use cache";
  cacheLife(lifetimes.storefront);
  cacheTag(tags.store(storeId), tags.catalog(storeId));
  return listSitemap(storeId);
}

/** Next allows 128 tags for an entry; a list shows fewer. */
function tagCards(storeId: StoreId, cards: readonly ProductCard[]): void {
  cacheTag(...new Set(cards.map((card) => tags.product(storeId, card.id))));
}
