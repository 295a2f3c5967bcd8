import type { StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";

/** Gives collections whose goods changed a new version each, and tells so. In the order of their ids, so that two writers do not deadlock. */
export async function touchCollections(tx: StoreTx, storeId: StoreId, collectionIds: readonly string[]): Promise<void> {
  for (const id of [...collectionIds].sort()) {
    const { version } = await tx.collection.update({
      where: { storeId_id: { storeId, id } },
      data: { version: { increment: 1 } },
      select: { version: true },
    });
    await record(tx, "collection.changed", { storeId, collectionId: id, version });
  }
}
