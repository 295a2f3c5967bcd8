import { dropTags } from "@/lib/cache/refresh";
import { tags } from "@/lib/cache/tags";
import { toStoreId } from "@/lib/core/ids";
import { type Consumer, outsideConsumer } from "@/lib/events/consume";
import { log } from "@/lib/log";
import { syncedIndexes } from "./indexes";
import { rebuildIndex } from "./rebuild";
import { repairIndex } from "./repair";
import { sweepIndexes } from "./sweep";

/** Each minute: what a lost or dead message left different between the catalogue and its indexes is sent again. */
export const sweepSearch: Consumer = outsideConsumer("sweep-search", "clock.ticked", async () => {
  const swept = await sweepIndexes({ repaired: (storeId) => dropTags([tags.catalog(storeId)]) });
  if (swept.repaired > 0 || swept.failures > 0) log.warn(swept, "search indexes differed from the catalogue");
});

/** A full re-index that a person asked for. While another one is at work the message waits its turn. */
export const rebuildSearch: Consumer = outsideConsumer("rebuild-search", "search.rebuild_asked", async ({ payload }) => {
  const storeId = toStoreId(payload.storeId);
  for (const index of syncedIndexes()) {
    const rebuilt = await rebuildIndex(storeId, index);
    if (!rebuilt.ok) throw new Error("another re-index of this store is at work");
    await repairIndex(storeId, index, { isAudited: false });
  }
  dropTags([tags.catalog(storeId)]);
});
