import type { StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import { releaseHolds } from "@/lib/inventory/holds";
import { recordStockChanged } from "./stock";

/** Gives back what an unpaid order kept from others: its units and its coupon's use. Call it once, with the payment locked. */
export async function releaseOrder(tx: StoreTx, storeId: StoreId, orderId: string): Promise<void> {
  await releaseHolds(tx, storeId, orderId);
  await tx.$executeRaw`
    with freed as (
      update coupon_use set released_at = now()
      where store_id = ${storeId}::uuid and order_id = ${orderId}::uuid and released_at is null returning coupon_id)
    update coupon set used = used - 1, updated_at = now()
    where store_id = ${storeId}::uuid and id in (select coupon_id from freed)`;
  await recordStockChanged(tx, storeId, orderId);
}
