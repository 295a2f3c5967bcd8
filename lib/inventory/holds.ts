import { newId, type StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import type { StoreTx } from "@/lib/db/transaction";
import { recordStockChanged } from "./changes";
import { mergeLines, type StockLine } from "./rules";

export type ReserveOutcome = Result<undefined, "out_of_stock"> & { variantIds?: string[] };

/**
 * Sets units aside for an order until `expiresAt`: one conditional update per variant, in the order of their ids. All or
 * nothing: `out_of_stock` names the variants that lack units (or are gone) and leaves nothing reserved. Reserving again for an
 * order that holds or has bought its units does nothing; after a release it makes new holds.
 * Sums of several lines of one variant count together. Quantities are whole and positive.
 */
export async function reserveStock(
  tx: StoreTx,
  storeId: StoreId,
  orderId: string,
  lines: readonly StockLine[],
  expiresAt: Date,
): Promise<ReserveOutcome> {
  const alive = await tx.stockHold.count({ where: { storeId, orderId, status: { in: ["held", "committed"] } } });
  if (alive > 0) return ok();

  const wanted = mergeLines(lines);
  const taken: StockLine[] = [];
  const missing: string[] = [];
  for (const line of wanted) {
    if (await takeUnits(tx, storeId, line)) taken.push(line);
    else missing.push(line.variantId);
  }
  if (missing.length > 0) {
    for (const line of taken) await freeUnits(tx, storeId, line);
    return { ...fail("out_of_stock"), variantIds: missing };
  }
  await tx.stockHold.createMany({ data: wanted.map((line) => ({ ...line, storeId, id: newId(), orderId, expiresAt })) });
  await recordStockChanged(tx, storeId, idsOf(wanted));
  return ok();
}

/** Turns the held units of an order into a sale. Fails with `not_held` when nothing is held or sold already: reserve again first. */
export async function commitHolds(tx: StoreTx, storeId: StoreId, orderId: string): Promise<Result<undefined, "not_held">> {
  const held = await moveHolds(tx, { storeId, orderId, from: "held", to: "committed" });
  for (const line of held) await sellUnits(tx, { storeId, orderId, line });
  if (held.length > 0) return ok();
  const sold = await tx.stockHold.count({ where: { storeId, orderId, status: "committed" } });
  return sold > 0 ? ok() : fail("not_held");
}

/** Gives the held units of an order back to sale. Units already sold or released stay as they are. */
export async function releaseHolds(tx: StoreTx, storeId: StoreId, orderId: string): Promise<void> {
  const freed = await moveHolds(tx, { storeId, orderId, from: "held", to: "released" });
  for (const line of freed) await freeUnits(tx, storeId, line);
  await recordStockChanged(tx, storeId, idsOf(freed));
}

/** Puts the sold units of an order back into stock (a refund with restock, a cancellation after payment). Once per order. */
export async function returnStock(tx: StoreTx, storeId: StoreId, orderId: string): Promise<void> {
  const returned = await moveHolds(tx, { storeId, orderId, from: "committed", to: "returned" });
  for (const line of returned) await restockUnits(tx, { storeId, orderId, line });
  await recordStockChanged(tx, storeId, idsOf(returned));
}

function idsOf(lines: readonly StockLine[]): string[] {
  return lines.map((line) => line.variantId);
}

type Move = { storeId: StoreId; orderId: string; from: string; to: string };

/** The claim: whoever moves a hold does what follows from it, and nobody does it twice. */
async function moveHolds(tx: StoreTx, { storeId, orderId, from, to }: Move): Promise<StockLine[]> {
  const moved = await tx.$queryRaw<StockLine[]>`
    update stock_hold set status = ${to}, updated_at = now()
    where store_id = ${storeId}::uuid and order_id = ${orderId}::uuid and status = ${from}
    returning variant_id::text as "variantId", quantity`;
  return mergeLines(moved);
}

async function takeUnits(tx: StoreTx, storeId: StoreId, { variantId, quantity }: StockLine): Promise<boolean> {
  const updated = await tx.$executeRaw`
    update inventory_level set reserved = reserved + ${quantity}, updated_at = now()
    where store_id = ${storeId}::uuid and variant_id = ${variantId}::uuid and ${quantity} > 0
      and (not is_tracked or allow_backorder or on_hand - reserved >= ${quantity})`;
  return updated === 1;
}

async function freeUnits(tx: StoreTx, storeId: StoreId, { variantId, quantity }: StockLine): Promise<void> {
  await tx.$executeRaw`
    update inventory_level set reserved = reserved - ${quantity}, updated_at = now()
    where store_id = ${storeId}::uuid and variant_id = ${variantId}::uuid`;
}

type OrderedUnits = { storeId: StoreId; orderId: string; line: StockLine };

/** A variant whose stock is not tracked has no count to lower, and so no movement. */
async function sellUnits(tx: StoreTx, { storeId, orderId, line }: OrderedUnits): Promise<void> {
  const [level] = await tx.$queryRaw<{ isTracked: boolean }[]>`
    update inventory_level
    set reserved = reserved - ${line.quantity}, on_hand = on_hand - case when is_tracked then ${line.quantity} else 0 end, updated_at = now()
    where store_id = ${storeId}::uuid and variant_id = ${line.variantId}::uuid
    returning is_tracked as "isTracked"`;
  if (!level?.isTracked) return;
  const data = { storeId, id: newId(), variantId: line.variantId, delta: -line.quantity, reason: "sale", orderId };
  await tx.inventoryMovement.create({ data });
}

/** Gives back what the ledger says was taken: a sale that lowered no count raises none. */
async function restockUnits(tx: StoreTx, { storeId, orderId, line }: OrderedUnits): Promise<void> {
  const where = { storeId, variantId: line.variantId, orderId };
  const { _sum } = await tx.inventoryMovement.aggregate({ where, _sum: { delta: true } });
  const delta = Math.min(line.quantity, -(_sum.delta ?? 0));
  if (delta <= 0) return;
  await tx.$executeRaw`
    update inventory_level set on_hand = on_hand + ${delta}, updated_at = now()
    where store_id = ${storeId}::uuid and variant_id = ${line.variantId}::uuid`;
  await tx.inventoryMovement.create({ data: { ...where, id: newId(), delta, reason: "restock" } });
}
