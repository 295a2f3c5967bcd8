import type { StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";

/** Sets the end of an order's hold, with the timer that looks at it then. */
export async function holdUntil(tx: StoreTx, storeId: StoreId, orderId: string, expiresAt: Date): Promise<void> {
  await tx.order.update({ where: { storeId_id: { storeId, id: orderId } }, data: { expiresAt } });
  await tx.stockHold.updateMany({ where: { storeId, orderId, status: "held" }, data: { expiresAt } });
  await record(tx, "order.hold_ended", { storeId, orderId }, { notBefore: expiresAt });
}
