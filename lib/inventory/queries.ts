import type { StoreId } from "@/lib/core/ids";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import type { VariantStock } from "./types";
import { type MovementReason, type MovementView, movementReasons } from "./types";

const newest = 100;

/** Stock of these variants, within the caller's transaction. Variants of other stores are left out. */
export async function listStock(tx: StoreTx, storeId: StoreId, variantIds: readonly string[]): Promise<VariantStock[]> {
  return tx.inventoryLevel.findMany({
    where: { storeId, variantId: { in: [...variantIds] } },
    select: { variantId: true, isTracked: true, allowBackorder: true, onHand: true, reserved: true },
  });
}

/** The newest 100 movements of a product's variants, newest first. Names of members are not of the store and stay out. */
export async function listMovements(storeId: StoreId, productId: string): Promise<MovementView[]> {
  const rows = await withStore(storeId, (tx) =>
    tx.inventoryMovement.findMany({
      where: { storeId, variant: { productId } },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: newest,
      include: { variant: { select: { optionValues: true } } },
    }),
  );
  return rows.map(({ variant, reason, createdAt, storeId: _store, actorId: _actor, ...row }) => ({
    ...row,
    variantTitle: variant.optionValues.join(" / "),
    reason: reasonOf(reason),
    createdAt: createdAt.toISOString(),
  }));
}

function reasonOf(text: string): MovementReason {
  return movementReasons.find((reason) => reason === text) ?? "adjustment";
}

export type LowStock = { variantId: string; productId: string; productTitle: string; variantTitle: string; available: number };

/** Variants of active products with at most `units` left, the scarcest first; at most 50. */
export async function listLowStock(storeId: StoreId, units: number): Promise<LowStock[]> {
  return withStore(
    storeId,
    (tx) => tx.$queryRaw<LowStock[]>`
      select v.id::text as "variantId", p.id::text as "productId", p.title as "productTitle",
             array_to_string(v.option_values, ' / ') as "variantTitle", greatest(l.on_hand - l.reserved, 0) as available
      from inventory_level l
      join variant v on v.store_id = l.store_id and v.id = l.variant_id
      join product p on p.store_id = v.store_id and p.id = v.product_id
      where l.store_id = ${storeId}::uuid and p.status = 'active' and l.is_tracked and not l.allow_backorder
        and l.on_hand - l.reserved <= ${units}
      order by l.on_hand - l.reserved, p.title, v.position limit 50`,
  );
}
