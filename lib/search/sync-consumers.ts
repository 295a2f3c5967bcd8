import { dropTags } from "@/lib/cache/refresh";
import { tags } from "@/lib/cache/tags";
import { toStoreId } from "@/lib/core/ids";
import { secondMs } from "@/lib/core/time";
import { type Consumer, outsideConsumer } from "@/lib/events/consume";
import { log } from "@/lib/log";
import { rebuildStore } from "./rebuild-store";
import { sweepIndexes } from "./sweep";

/** Each minute: what a lost or dead message left different between the catalogue and its indexes is sent again. */
export const sweepSearch: Consumer = outsideConsumer("sweep-search", "clock.ticked", async () => {
  const swept = await sweepIndexes({ repaired: (storeId) => dropTags([tags.catalog(storeId)]) });
  if (swept.repaired > 0 || swept.failures > 0) log.warn(swept, "search indexes differed from the catalogue");
});

/** One message of a re-index works for this long and hands the rest on: well within the time that its delivery has. */
const budgetMs = 100 * secondMs;

/**
 * A full re-index that a person asked for. It is done in chunks: a message that was killed goes on where it stopped when it is tried
 * again, and one whose time is over leaves the rest to the next.
 */
export const rebuildSearch: Consumer = outsideConsumer("rebuild-search", "search.rebuild_asked", async ({ payload }) => {
  const storeId = toStoreId(payload.storeId);
  const rebuilt = await rebuildStore(storeId, Date.now() + budgetMs);
  if (!rebuilt.ok) throw new Error("another worker is at the re-index of this store, or was killed a moment ago");
  dropTags([tags.catalog(storeId)]);
});
