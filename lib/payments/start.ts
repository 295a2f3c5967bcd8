import type { StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import { confirmPaidOrder } from "@/lib/orders/confirm";

/** An order that costs nothing is paid when it is placed. */
export async function settleFreeOrder(tx: StoreTx, storeId: StoreId, orderId: string): Promise<void> {
  const order = await tx.order.update({ where: { storeId_id: { storeId, id: orderId } }, data: { paymentState: "paid" } });
  await confirmPaidOrder(tx, storeId, order);
}
