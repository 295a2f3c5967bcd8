import { dropTags } from "@/lib/cache/refresh";
import { tags } from "@/lib/cache/tags";
import { type Consumer, outsideConsumer } from "@/lib/events/consume";

/** The product's own page, and the lists that it may enter or leave. */
export const refreshProduct: Consumer = outsideConsumer("refresh-product", "product.changed", async ({ payload }) => {
  dropTags([tags.product(payload.storeId, payload.productId), tags.catalog(payload.storeId)]);
});

export const refreshDeletedProduct: Consumer = outsideConsumer("refresh-deleted-product", "product.deleted", async ({ payload }) => {
  dropTags([tags.product(payload.storeId, payload.productId), tags.catalog(payload.storeId)]);
});

/** The collection's page, and the menu that names it on every page. */
export const refreshCollection: Consumer = outsideConsumer("refresh-collection", "collection.changed", async ({ payload }) => {
  const { storeId, collectionId } = payload;
  dropTags([tags.collection(storeId, collectionId), tags.menu(storeId), tags.catalog(storeId)]);
});

export const refreshStock: Consumer = outsideConsumer("refresh-stock", "stock.changed", async ({ payload }) => {
  dropTags(payload.productIds.map((id) => tags.product(payload.storeId, id)));
});
