import { newId, type StoreId } from "@/lib/core/ids";
import { Prisma } from "@/lib/db/generated/client";
import type { StoreTx } from "@/lib/db/transaction";
import { mergeLines, type StockLine } from "./rules";

/**
 * `wanted`, one row per variant with its quantities summed and an id for its movement, and `locked`, their stock rows locked in
 * the order of their ids: two orders that share variants wait for each other in one direction only.
 */
function locking(storeId: StoreId, lines: readonly StockLine[]): Prisma.Sql {
  const merged = mergeLines(lines);
  const ids = merged.map(({ variantId }) => variantId);
  const quantities = merged.map(({ quantity }) => quantity);
  const movementIds = merged.map(newId);
  return Prisma.sql`
    wanted as (select * from unnest(${ids}::uuid[], ${quantities}::int[], ${movementIds}::uuid[]) as line (variant_id, quantity, movement_id)),
    locked as (
      select variant_id, wanted.quantity, movement_id from inventory_level level join wanted using (variant_id)
      where level.store_id = ${storeId}::uuid order by variant_id for update of level)`;
}

/** Which stock row a statement after `locking` changes. */
function own(storeId: StoreId): Prisma.Sql {
  return Prisma.sql`level.store_id = ${storeId}::uuid and level.variant_id = locked.variant_id`;
}

/**
 * Takes units off sale: one conditional update per variant, so that two buyers cannot take the same unit. Answers the variants
 * that lack units, or are gone; the others are taken then, and are the caller's to free.
 */
export async function takeUnits(tx: StoreTx, storeId: StoreId, lines: readonly StockLine[]): Promise<string[]> {
  const taken = await tx.$queryRaw<{ variantId: string }[]>`
    with ${locking(storeId, lines)}
    update inventory_level level set reserved = reserved + quantity, updated_at = now() from locked
    where ${own(storeId)} and quantity > 0
      and (not is_tracked or allow_backorder or on_hand - reserved >= quantity)
    returning level.variant_id::text as "variantId"`;
  const ids = new Set(taken.map(({ variantId }) => variantId));
  return mergeLines(lines).flatMap(({ variantId }) => (ids.has(variantId) ? [] : [variantId]));
}

/** Gives taken units back to sale. */
export async function freeUnits(tx: StoreTx, storeId: StoreId, lines: readonly StockLine[]): Promise<void> {
  if (lines.length === 0) return;
  await tx.$executeRaw`
    with ${locking(storeId, lines)}
    update inventory_level level set reserved = reserved - quantity, updated_at = now() from locked where ${own(storeId)}`;
}

export type OrderedUnits = { storeId: StoreId; orderId: string; lines: readonly StockLine[] };

/** Turns taken units into sold ones. A variant whose stock is not tracked has no count to lower, and so no movement. */
export async function sellUnits(tx: StoreTx, { storeId, orderId, lines }: OrderedUnits): Promise<void> {
  if (lines.length === 0) return;
  await tx.$executeRaw`
    with ${locking(storeId, lines)},
    sold as (
      update inventory_level level
      set reserved = reserved - quantity, on_hand = on_hand - case when is_tracked then quantity else 0 end, updated_at = now()
      from locked where ${own(storeId)}
      returning level.variant_id, movement_id, quantity, is_tracked)
    insert into inventory_movement (store_id, id, variant_id, delta, reason, order_id, created_at)
    select ${storeId}::uuid, movement_id, variant_id, -quantity, 'sale', ${orderId}::uuid, ${new Date()}::timestamptz from sold where is_tracked`;
}

/** Gives back what the ledger says was taken: a sale that lowered no count raises none. */
export async function restockUnits(tx: StoreTx, { storeId, orderId, lines }: OrderedUnits): Promise<void> {
  if (lines.length === 0) return;
  await tx.$executeRaw`
    with ${locking(storeId, lines)},
    sold as (
      select variant_id, -sum(delta) as units from inventory_movement
      where store_id = ${storeId}::uuid and order_id = ${orderId}::uuid and variant_id in (select variant_id from wanted) group by variant_id),
    restocked as (
      update inventory_level level set on_hand = on_hand + least(quantity, units), updated_at = now()
      from locked join sold using (variant_id) where ${own(storeId)} and units > 0
      returning level.variant_id, movement_id, least(quantity, units) as units)
    insert into inventory_movement (store_id, id, variant_id, delta, reason, order_id, created_at)
    select ${storeId}::uuid, movement_id, variant_id, units, 'restock', ${orderId}::uuid, ${new Date()}::timestamptz from restocked`;
}
