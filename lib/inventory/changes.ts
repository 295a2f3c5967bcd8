import type { StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";

const perEvent = 500;

/** Tells that what may be sold of these variants changed, as events of at most 500 products each. */
export async function recordStockChanged(tx: StoreTx, storeId: StoreId, variantIds: readonly string[]): Promise<void> {
  if (variantIds.length === 0) return;
  const where = { storeId, id: { in: [...variantIds] } };
  const rows = await tx.variant.findMany({ where, select: { productId: true }, distinct: ["productId"] });
  const productIds = rows.map((row) => row.productId).sort();
  for (let start = 0; start < productIds.length; start += perEvent) {
    await record(tx, "stock.changed", { storeId, productIds: productIds.slice(start, start + perEvent) });
  }
}
