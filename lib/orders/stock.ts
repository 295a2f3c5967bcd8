import type { StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import { entryOf, insertEvents, type OutboxEntry } from "@/lib/events/outbox";
import type { StockLine } from "@/lib/inventory/rules";

/** The lines of an order whose variants still exist, for the stock; a variant that was deleted has none. */
export async function stockLinesOf(tx: StoreTx, storeId: StoreId, orderId: string): Promise<StockLine[]> {
  const lines = await tx.orderLine.findMany({ where: { storeId, orderId }, select: { variantId: true, quantity: true } });
  return lines.flatMap(({ variantId, quantity }) => (variantId ? [{ variantId, quantity }] : []));
}

/** The event that the stock of an order's products changed, so that search and pages show it; none when the products are gone. */
export async function stockChangedOf(tx: StoreTx, storeId: StoreId, orderId: string): Promise<OutboxEntry[]> {
  const lines = await tx.orderLine.findMany({ where: { storeId, orderId }, select: { productId: true } });
  const productIds = [...new Set(lines.flatMap(({ productId }) => productId ?? []))].sort();
  return productIds.length > 0 ? [entryOf("stock.changed", { storeId, productIds })] : [];
}

/** Writes that event. */
export async function recordStockChanged(tx: StoreTx, storeId: StoreId, orderId: string): Promise<void> {
  const events = await stockChangedOf(tx, storeId, orderId);
  if (events.length > 0) await tx.$executeRaw(insertEvents(events));
}
