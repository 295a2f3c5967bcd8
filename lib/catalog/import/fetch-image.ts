import type { StoreId } from "@/lib/core/ids";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import { type ImageFailure, maxImageBytes } from "@/lib/media/encode";
import { fetchRemote, isPassing, type RemoteFailure, type RemoteOptions } from "@/lib/media/fetch-remote";
import { ingestImage } from "@/lib/media/ingest";
import { type ImageFailureEntry, mostEntries } from "./report";

export type FetchOptions = {
  /** Whether a failure that could pass is final. */
  isLastTry: boolean;
  /** For tests that serve pictures from their own machine. */
  isAllowed?: RemoteOptions["isAllowed"];
};

/** A failure that another try may mend; the queue tries again. */
export class ImageNotFetched extends Error {}

export type ImageTask = { importId: string; imageId: string };

/**
 * Fetches one listed picture of an import and gives it to its product. What cannot be fetched is written on the image and counted
 * in the import. Does nothing the second time. Throws `ImageNotFetched` for a failure that may pass, unless it is the last try.
 */
export async function fetchImage(storeId: StoreId, task: ImageTask, options: FetchOptions): Promise<void> {
  const url = await findWaiting(storeId, task.imageId);
  if (!url) return;
  const fetched = await fetchRemote(url, { maxBytes: maxImageBytes, ...(options.isAllowed ? { isAllowed: options.isAllowed } : {}) });
  if (!fetched.ok) {
    if (isPassing(fetched.code) && !options.isLastTry) throw new ImageNotFetched(fetched.code);
    return settle(storeId, task, { failure: fetched.code });
  }
  const taken = await ingestImage(storeId, fetched.value);
  return settle(storeId, task, taken.ok ? { mediaId: taken.value.mediaId } : { failure: taken.code });
}

async function findWaiting(storeId: StoreId, imageId: string): Promise<string | null> {
  const row = await withStore(storeId, (tx) =>
    tx.productImage.findFirst({ where: { storeId, id: imageId, mediaId: null, failure: null }, select: { sourceUrl: true } }),
  );
  return row?.sourceUrl ?? null;
}

type Fate = { mediaId: string } | { failure: RemoteFailure | ImageFailure };

async function settle(storeId: StoreId, { importId, imageId }: ImageTask, fate: Fate): Promise<void> {
  await withStore(storeId, async (tx) => {
    const { count } = await tx.productImage.updateMany({ where: { storeId, id: imageId, mediaId: null, failure: null }, data: fate });
    if (count === 0) return;
    const image = await tx.productImage.findUniqueOrThrow({
      where: { storeId_id: { storeId, id: imageId } },
      select: { productId: true, sourceUrl: true, product: { select: { title: true } } },
    });
    const { productId } = image;
    if ("failure" in fate) {
      const entry = { productId, title: image.product.title, url: image.sourceUrl ?? "", code: fate.failure };
      return noteFailure(tx, { storeId, importId, entry });
    }
    await tx.productImport.updateMany({ where: { storeId, id: importId }, data: { imagesDone: { increment: 1 } } });
    const where = { storeId_id: { storeId, id: productId } };
    const { version } = await tx.product.update({ where, data: { version: { increment: 1 } }, select: { version: true } });
    await record(tx, "product.changed", { storeId, productId, version });
  });
}

type Note = { storeId: StoreId; importId: string; entry: ImageFailureEntry };

async function noteFailure(tx: StoreTx, { storeId, importId, entry }: Note): Promise<void> {
  await tx.$executeRaw`
    update product_import
    set images_failed = images_failed + 1,
        report = case when jsonb_array_length(report -> 'imageFailures') < ${mostEntries}
          then jsonb_set(report, '{imageFailures}', (report -> 'imageFailures') || ${JSON.stringify([entry])}::jsonb) else report end
    where store_id = ${storeId}::uuid and id = ${importId}::uuid`;
}
