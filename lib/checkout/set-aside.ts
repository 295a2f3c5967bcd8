import type { StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import { type ReserveOutcome, releaseHolds, reserveStock } from "@/lib/inventory/holds";
import type { StockLine } from "@/lib/inventory/rules";
import { freeUnits, takeUnits } from "@/lib/inventory/units";
import type { Deadlines } from "@/lib/payments/deadlines";

/** The goods of an order, and what its way to pay does to them. */
export type Goods = { orderId: string; lines: readonly StockLine[]; deadlines: Deadlines };

/**
 * Takes the goods of an order off sale for as long as its way to pay lasts. Where the store goes on selling until it is paid, they
 * only have to be there now, and what another attempt held is given back. `out_of_stock` as `reserveStock` says; nothing is held then.
 */
export async function setAside(tx: StoreTx, storeId: StoreId, { orderId, lines, deadlines }: Goods): Promise<ReserveOutcome> {
  const reserved = await reserveStock(tx, storeId, orderId, lines, deadlines.heldUntil);
  if (reserved.ok && !deadlines.isHeld) await releaseHolds(tx, storeId, orderId);
  return reserved;
}

/** Whether the goods of an order could be set aside now: it holds them, or they are on sale. Nothing is held by asking. */
export async function canSetAside(tx: StoreTx, storeId: StoreId, { orderId, lines }: Omit<Goods, "deadlines">): Promise<boolean> {
  const held = await tx.stockHold.count({ where: { storeId, orderId, status: { in: ["held", "committed"] } } });
  if (held > 0) return true;
  const missing = await takeUnits(tx, storeId, lines);
  await freeUnits(
    tx,
    storeId,
    lines.filter(({ variantId }) => !missing.includes(variantId)),
  );
  return missing.length === 0;
}
