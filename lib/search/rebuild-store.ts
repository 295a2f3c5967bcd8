import type { StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { withStore } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import { syncedIndexes } from "./indexes";
import { continueBuild, openBuilds } from "./rebuild";
import { repairIndex } from "./repair";

/**
 * Makes every index of a store anew, or goes on with a re-index that stopped. What is not done at `endsAt` is handed on to a message
 * of its own (`isDone` is false then), so that a large store takes as many messages as it needs. Fails with `running` when another
 * worker is at it.
 */
export async function rebuildStore(storeId: StoreId, endsAt: number): Promise<Result<{ isDone: boolean }, "running">> {
  const indexes = syncedIndexes();
  const names = indexes.map(({ name }) => name);
  const open = await withStore(storeId, (tx) => openBuilds(tx, storeId, names));
  for (const index of indexes.filter(({ name }) => open.has(name))) {
    const built = await continueBuild(storeId, index, endsAt);
    if (!built.ok) return fail("running");
    if (!built.value.isDone) {
      await withStore(storeId, (tx) => record(tx, "search.rebuild_asked", { storeId }));
      return ok({ isDone: false });
    }
    await repairIndex(storeId, index, { isAudited: false });
  }
  return ok({ isDone: true });
}
