import { z } from "zod";
import { dropTags } from "@/lib/cache/refresh";
import { tags } from "@/lib/cache/tags";
import { toStoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { type Consumer, outsideConsumer, storeBatchConsumer, storeConsumer } from "@/lib/events/consume";
import { listDifferingOf } from "./collection-products";
import { indexInChunks, indexProducts, listBehind } from "./indexing";

/**
 * Lists are read from the index, so their pages are dropped again once the index is written: a page rendered between the
 * change and its indexing would otherwise keep the older card.
 */
function thenDrop(consumer: Consumer, tagsOf: (storeId: string, payload: unknown) => string[]): Consumer {
  return async (delivery) => {
    const outcome = await consumer(delivery);
    if (delivery.storeId) dropTags(tagsOf(delivery.storeId, delivery.payload));
    return outcome;
  };
}

const productPart = z.object({ productId: z.string() });
const productsPart = z.object({ productIds: z.array(z.string()) });

function listTags(storeId: string): string[] {
  return [tags.catalog(storeId)];
}

function productAndListTags(storeId: string, payload: unknown): string[] {
  return [tags.product(storeId, productPart.parse(payload).productId), tags.catalog(storeId)];
}

/** Every list carries the tags of its products, so that a sale refreshes the pages that show the product and no others. */
function productTags(storeId: string, payload: unknown): string[] {
  return productsPart.parse(payload).productIds.map((id) => tags.product(storeId, id));
}

/** Several versions of a product are one write: the product is read again, and what the index already has is left as it is. */
export const indexProduct: Consumer = thenDrop(
  storeBatchConsumer("index-product", "product.changed", async (tx, storeId, deliveries) => {
    const behind = await listBehind(
      tx,
      storeId,
      deliveries.map(({ payload }) => payload),
    );
    await indexProducts(tx, storeId, behind);
  }),
  productAndListTags,
);

export const unindexProduct: Consumer = thenDrop(
  storeConsumer("unindex-product", "product.deleted", (tx, storeId, { payload }) => indexProducts(tx, storeId, [payload.productId])),
  productAndListTags,
);

/** Products that one change of a collection writes at most; the sweep writes what is beyond. */
const mostReached = 2000;

/**
 * A renamed collection is found by its new name in every product of it. Those whose documents say already what the catalogue says are
 * left as they are; the others are written chunk by chunk, so that a large collection keeps nobody waiting for its products.
 */
export const indexCollection: Consumer = thenDrop(
  outsideConsumer("index-collection", "collection.changed", async ({ payload }) => {
    const storeId = toStoreId(payload.storeId);
    const differing = await withStore(storeId, (tx) => listDifferingOf(tx, { storeId, collectionId: payload.collectionId }, mostReached));
    await indexInChunks(storeId, differing);
  }),
  listTags,
);

export const indexStock: Consumer = thenDrop(
  storeBatchConsumer("index-stock", "stock.changed", (tx, storeId, deliveries) =>
    indexProducts(
      tx,
      storeId,
      deliveries.flatMap(({ payload }) => payload.productIds),
    ),
  ),
  productTags,
);
