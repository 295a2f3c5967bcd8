import { type StoreId, toStoreId } from "@/lib/core/ids";
import { type Consumer, outsideConsumer } from "@/lib/events/consume";
import { NotRetryable } from "@/lib/events/failures";
import { gathered } from "@/lib/events/gather";
import { algoliaConfig, openAlgolia } from "./algolia-client";
import { pushProducts } from "./algolia-push";
import { readDrift } from "./drift";
import { SearchServiceError } from "./service-error";

/** Products that one change of a collection sends; the sweep sends what is beyond. */
const mostReached = 2000;

/** Deliveries of one store whose products are sent in one request, at most. */
const mostTogether = 50;

/** A wrong key, a missing index or a request that the service does not know is not mended by sending it again; 429 is. */
async function send(storeId: StoreId, productIds: readonly string[]): Promise<void> {
  const config = algoliaConfig();
  if (!config || productIds.length === 0) return;
  try {
    await pushProducts(openAlgolia(config), storeId, productIds);
  } catch (error) {
    const isFinal = error instanceof SearchServiceError && error.failure === "refused" && error.status !== 429;
    throw isFinal ? new NotRetryable("refused", error.message) : error;
  }
}

/** What comes while an earlier request of the store is under way is sent together when that is done. */
const push = gathered<readonly string[], "sent">(async (storeId, deliveries) => {
  await send(toStoreId(storeId), deliveries.flat());
  return deliveries.map(() => "sent");
}, mostTogether);

export const pushProduct: Consumer = outsideConsumer("push-product", "product.changed", async ({ payload }) => {
  await push(payload.storeId, [payload.productId]);
});

export const pushDeletedProduct: Consumer = outsideConsumer("push-deleted-product", "product.deleted", async ({ payload }) => {
  await push(payload.storeId, [payload.productId]);
});

/** Products that left the collection are named by nothing but their records, which differ now: whatever differs is sent. */
export const pushCollection: Consumer = outsideConsumer("push-collection", "collection.changed", async ({ payload }) => {
  const storeId = toStoreId(payload.storeId);
  const { products } = await readDrift(storeId, "algolia", mostReached);
  await push(
    storeId,
    products.map((product) => product.productId),
  );
});

export const pushStock: Consumer = outsideConsumer("push-stock", "stock.changed", async ({ payload }) => {
  await push(payload.storeId, payload.productIds);
});
