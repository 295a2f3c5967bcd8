import { newId, type StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import type { StoreTx } from "@/lib/db/transaction";
import { recordStockChanged } from "./changes";
import { mergeLines, type StockLine } from "./rules";
import { freeUnits, restockUnits, sellUnits, takeUnits } from "./units";

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
  const missing = await takeUnits(tx, storeId, wanted);
  if (missing.length > 0) {
    await freeUnits(
      tx,
      storeId,
      wanted.filter(({ variantId }) => !missing.includes(variantId)),
    );
    return { ...fail("out_of_stock"), variantIds: missing };
  }
  await tx.stockHold.createMany({ data: wanted.map((line) => ({ ...line, storeId, id: newId(), orderId, expiresAt })) });
  await recordStockChanged(tx, storeId, idsOf(wanted));
  return ok();
}

/** Turns the held units of an order into a sale. Fails with `not_held` when nothing is held or sold already: reserve again first. */
export async function commitHolds(tx: StoreTx, storeId: StoreId, orderId: string): Promise<Result<undefined, "not_held">> {
  const held = await moveHolds(tx, { storeId, orderId, from: "held", to: "committed" });
  await sellUnits(tx, { storeId, orderId, lines: held });
  if (held.length > 0) return ok();
  const sold = await tx.stockHold.count({ where: { storeId, orderId, status: "committed" } });
  return sold > 0 ? ok() : fail("not_held");
}

/** Gives the held units of an order back to sale. Units already sold or released stay as they are. */
export async function releaseHolds(tx: StoreTx, storeId: StoreId, orderId: string): Promise<void> {
  const freed = await moveHolds(tx, { storeId, orderId, from: "held", to: "released" });
  await freeUnits(tx, storeId, freed);
  await recordStockChanged(tx, storeId, idsOf(freed));
}

/** Puts the sold units of an order back into stock (a refund with restock, a cancellation after payment). Once per order. */
export async function returnStock(tx: StoreTx, storeId: StoreId, orderId: string): Promise<void> {
  const returned = await moveHolds(tx, { storeId, orderId, from: "committed", to: "returned" });
  await restockUnits(tx, { storeId, orderId, lines: returned });
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
