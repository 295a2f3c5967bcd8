import { withStore } from "@/lib/db/transaction";
import type { EventName } from "@/lib/events/events";
import type { StoreView } from "@/lib/stores/types";

/** Payloads of the events that a store recorded, oldest first; of one name, or of all. */
export async function recordedEvents(store: StoreView, name?: EventName): Promise<Record<string, unknown>[]> {
  const rows = await withStore(store.id, (tx) =>
    tx.outboxEvent.findMany({ where: { storeId: store.id, ...(name ? { name } : {}) }, orderBy: { id: "asc" }, select: { payload: true } }),
  );
  return rows.map((row) => row.payload as Record<string, unknown>);
}
