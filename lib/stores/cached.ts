import { cacheLife, cacheTag } from "next/cache";
import { lifetimes } from "@/lib/cache/lifetimes";
import { tags } from "@/lib/cache/tags";
import type { StoreId } from "@/lib/core/ids";
import { findPage, findRedirect, listPageLinks, type PageLink, type PageView } from "./pages";
import { hasPreviewPassword, previewTokenOf } from "./preview";
import { findStoreByHost } from "./queries";
import type { StoreView } from "./types";

/** `findStoreByHost`, remembered until the host or its store changes. */
export async function findCachedStoreByHost(host: string): Promise<StoreView | null> {
  "use cache";
  cacheLife(lifetimes.host);
  cacheTag(tags.host(host));
  const store = await findStoreByHost(host);
  if (store) cacheTag(tags.store(store.id));
  return store;
}

/** `previewTokenOf`, remembered until the store changes. */
export async function findCachedPreviewToken(storeId: StoreId): Promise<string> {
  "use cache";
  cacheLife(lifetimes.host);
  cacheTag(tags.store(storeId));
  return previewTokenOf(storeId);
}

/** `hasPreviewPassword`, remembered until the store changes. */
export async function hasCachedPreviewPassword(storeId: StoreId): Promise<boolean> {
  "use cache";
  cacheLife(lifetimes.host);
  cacheTag(tags.store(storeId));
  return hasPreviewPassword(storeId);
}

/** `findPage`, remembered until the store changes. */
export async function findCachedPage(storeId: StoreId, slug: string): Promise<PageView | null> {
  "use cache";
  cacheLife(lifetimes.storefront);
  cacheTag(tags.store(storeId));
  return findPage(storeId, slug);
}

/** `listPageLinks`, remembered until the store changes. */
export async function listCachedPageLinks(storeId: StoreId): Promise<PageLink[]> {
  "use cache";
  cacheLife(lifetimes.storefront);
  cacheTag(tags.store(storeId));
  return listPageLinks(storeId);
}

/** `findRedirect`, remembered until the store or its catalogue changes. */
export async function findCachedRedirect(storeId: StoreId, path: string): Promise<string | null> {
  "use cache";
  cacheLife(lifetimes.storefront);
  cacheTag(tags.store(storeId), tags.catalog(storeId));
  return findRedirect(storeId, path);
}
