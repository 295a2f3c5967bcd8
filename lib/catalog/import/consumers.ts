import { toStoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { outsideConsumer } from "@/lib/events/consume";
import { flushOutbox } from "@/lib/events/flush";
import { record } from "@/lib/events/outbox";
import { findRoute } from "@/lib/events/routes";
import { fetchImage } from "./fetch-image";
import { failImport, resumeImport, runImport } from "./run-import";

/**
 * Runs an import for a minute; what is left is another delivery. A run that fails for good leaves the import marked so; a new message
 * for it, a replay, takes it up again.
 */
export const runImportConsumer = outsideConsumer("run-import", "import.started", async ({ payload, retried }) => {
  const storeId = toStoreId(payload.storeId);
  try {
    if (retried === 0) await resumeImport(storeId, payload.importId);
    const outcome = await runImport(storeId, payload.importId, { onProgress: flushOutbox });
    if (outcome === "more") await withStore(storeId, (tx) => record(tx, "import.started", payload));
  } catch (error) {
    if (retried >= retriesOf("run-import")) await failImport(storeId, payload.importId);
    throw error;
  }
});

export const fetchImageConsumer = outsideConsumer("fetch-image", "import.image_listed", async ({ payload, retried }) => {
  const { storeId, ...task } = payload;
  await fetchImage(toStoreId(storeId), task, { isLastTry: retried >= retriesOf("fetch-image") });
});

function retriesOf(consumer: string): number {
  return findRoute(consumer)?.retries ?? 0;
}
