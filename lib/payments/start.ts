import type { StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import { confirmPaidOrder } from "@/lib/orders/confirm";
import { recordStockChanged } from "@/lib/orders/stock";
import { holdUntil } from "./hold-until";

/** Starts the time that an order's goods are set aside for, with the timer at its end. */
export async function startHold(tx: StoreTx, storeId: StoreId, orderId: string, until: Date): Promise<void> {
  await holdUntil(tx, storeId, orderId, until);
  await recordStockChanged(tx, storeId, orderId);
}

/** An order that costs nothing is paid when it is placed. */
export async function settleFreeOrder(tx: StoreTx, storeId: StoreId, orderId: string): Promise<void> {
  const order = await tx.order.update({ where: { storeId_id: { storeId, id: orderId } }, data: { paymentState: "paid" } });
  await confirmPaidOrder(tx, storeId, order);
}
