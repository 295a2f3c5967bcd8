import { newId, type StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import type { EntryKind } from "./types";

export type NewEntry = {
  orderId: string;
  kind: EntryKind;
  /** Codes, amounts in cents, ids. Never personal data. */
  detail?: Record<string, string | number | boolean | null>;
  /** The member who did it; absent for the shopper and the system. */
  actorId?: string | null;
};

/** Adds to the timeline of an order, in the transaction of what it tells. */
export async function addEntry(tx: StoreTx, storeId: StoreId, { orderId, kind, detail = {}, actorId = null }: NewEntry): Promise<void> {
  await tx.orderEntry.create({ data: { storeId, id: newId(), orderId, kind, detail, actorId } });
}
