import type { CollectionFormContext } from "@/components/admin/collections/collection-form";
import { env } from "@/lib/env";
import { addressOf } from "@/lib/stores/hosts";
import type { StoreView } from "@/lib/stores/types";
import { uploadImageAction } from "../products/actions";

/** What the collection form needs besides the collection. */
export function collectionFormContext(store: StoreView): CollectionFormContext {
  return {
    storeId: store.id,
    addressStart: `${addressOf(store.primaryHost, env().PLATFORM_URL)}/collections/`,
    searchPath: `/admin/${store.slug}/collections/pick`,
    upload: uploadImageAction.bind(null, store.slug),
  };
}
