import { newId, type StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import type { StoreTx } from "@/lib/db/transaction";
import { keepsPromises, type StockState } from "./rules";
import type { MovementReason } from "./types";

/** The largest count of a variant, and the largest single change: far above any stock, far below int4. */
export const maxUnits = 1_000_000;

export type LevelChange = {
  variantId: string;
  /** Units to add (or take away); 0 leaves the count. */
  delta: number;
  isTracked?: boolean;
  allowBackorder?: boolean;
  reason: MovementReason;
  note?: string;
  actorId?: string | null;
};

export type LevelFailure = "not_found" | "below_reserved" | "too_many_units";

/** Gives a new variant its stock row, and its first movement when it starts with units. */
export async function createLevel(tx: StoreTx, storeId: StoreId, change: LevelChange): Promise<void> {
  const { variantId, delta, isTracked = true, allowBackorder = false } = change;
  await tx.inventoryLevel.create({ data: { storeId, variantId, isTracked, allowBackorder, onHand: delta } });
  await recordMovement(tx, storeId, change);
}

/**
 * Changes the stock of a variant by a difference, never to a number, so that units sold meanwhile stay sold. Fails with
 * `below_reserved` when fewer units would remain than are promised to buyers; nothing changes then.
 * `value.changed` says whether anything did.
 */
export async function changeLevel(tx: StoreTx, storeId: StoreId, change: LevelChange): Promise<Result<{ changed: boolean }, LevelFailure>> {
  const level = await lockLevel(tx, storeId, change.variantId);
  if (!level) return fail("not_found");
  const next = {
    ...level,
    onHand: level.onHand + change.delta,
    isTracked: change.isTracked ?? level.isTracked,
    allowBackorder: change.allowBackorder ?? level.allowBackorder,
  };
  if (Math.abs(next.onHand) > maxUnits) return fail("too_many_units");
  if (!keepsPromises(next)) return fail("below_reserved");
  if (isSame(level, next)) return ok({ changed: false });

  const { onHand, isTracked, allowBackorder } = next;
  const where = { storeId_variantId: { storeId, variantId: change.variantId } };
  await tx.inventoryLevel.update({ where, data: { onHand, isTracked, allowBackorder } });
  await recordMovement(tx, storeId, change);
  return ok({ changed: true });
}

function isSame(one: StockState, other: StockState): boolean {
  return one.onHand === other.onHand && one.isTracked === other.isTracked && one.allowBackorder === other.allowBackorder;
}

async function lockLevel(tx: StoreTx, storeId: StoreId, variantId: string): Promise<StockState | null> {
  const [level] = await tx.$queryRaw<StockState[]>`
    select is_tracked as "isTracked", allow_backorder as "allowBackorder", on_hand as "onHand", reserved
    from inventory_level where store_id = ${storeId}::uuid and variant_id = ${variantId}::uuid for update`;
  return level ?? null;
}

async function recordMovement(tx: StoreTx, storeId: StoreId, change: LevelChange): Promise<void> {
  if (change.delta === 0) return;
  const { variantId, delta, reason, note = "", actorId = null } = change;
  await tx.inventoryMovement.create({ data: { storeId, id: newId(), variantId, delta, reason, note, actorId } });
}
