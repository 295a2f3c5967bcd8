import type { ProductFormContext } from "@/components/admin/products/product-form";
import { listCollections } from "@/lib/catalog/collection-queries";
import { readVocabulary } from "@/lib/catalog/queries";
import type { Locale } from "@/lib/core/locale";
import { env } from "@/lib/env";
import { addressOf } from "@/lib/stores/hosts";
import type { StoreView } from "@/lib/stores/types";
import { uploadImageAction } from "./actions";

/** What the product form needs besides the product. */
export async function readFormContext(store: StoreView, locale: Locale): Promise<ProductFormContext> {
  const [collections, vocabulary] = await Promise.all([listCollections(store.id), readVocabulary(store.id)]);
  return {
    locale,
    storeId: store.id,
    currency: store.currency,
    addressStart: `${addressOf(store.primaryHost, env().PLATFORM_URL)}/products/`,
    collections: collections.map(({ id, title }) => ({ id, title })),
    vocabulary,
    upload: uploadImageAction.bind(null, store.slug),
  };
}
