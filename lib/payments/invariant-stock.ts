import { type FoundRow, type TableCheck, toFindings } from "./invariant-types";

/** I1: `0 ≤ reserved ≤ on_hand` unless the variant may be sold without stock. */
const withinStock: TableCheck = async (tx, { storeId, limit }) => {
  const rows = await tx.$queryRaw<FoundRow[]>`
    select variant_id::text as id, reserved, on_hand as "onHand" from inventory_level
    where store_id = ${storeId}::uuid and (reserved < 0 or (is_tracked and not allow_backorder and reserved > on_hand))
    order by variant_id limit ${limit}`;
  return toFindings(rows, { invariant: "I1", problem: "oversold", kind: "variant" });
};

/** I1: every unit that left the shelf is in the ledger of movements; a count that was written over shows here. */
const movementsAddUp: TableCheck = async (tx, { storeId, limit }) => {
  const rows = await tx.$queryRaw<FoundRow[]>`
    select h.variant_id::text as id, h.sold, m.moved from (
      select order_id, variant_id, sum(quantity)::int as sold from stock_hold
      where store_id = ${storeId}::uuid and status = 'committed' group by order_id, variant_id) h
    join (
      select order_id, variant_id, -sum(delta)::int as moved from inventory_movement
      where store_id = ${storeId}::uuid and order_id is not null group by order_id, variant_id) m
    using (order_id, variant_id) where h.sold <> m.moved order by h.variant_id limit ${limit}`;
  return toFindings(rows, { invariant: "I1", problem: "sold_twice", kind: "variant" });
};

/** I2: the units set aside are those of the orders that wait. */
const holdsAddUp: TableCheck = async (tx, { storeId, limit }) => {
  const rows = await tx.$queryRaw<FoundRow[]>`
    select coalesce(l.variant_id, h.variant_id)::text as id, coalesce(l.reserved, 0) as reserved, coalesce(h.held, 0) as held
    from (select variant_id, reserved from inventory_level where store_id = ${storeId}::uuid) l
    full join (
      select variant_id, sum(quantity)::int as held from stock_hold
      where store_id = ${storeId}::uuid and status = 'held' group by variant_id) h on h.variant_id = l.variant_id
    where coalesce(l.reserved, 0) <> coalesce(h.held, 0) order by 1 limit ${limit}`;
  return toFindings(rows, { invariant: "I2", problem: "holds_differ", kind: "variant" });
};

/** I8: a coupon is used as often as orders use it, and never more than allowed. */
const couponsAddUp: TableCheck = async (tx, { storeId, limit }) => {
  const rows = await tx.$queryRaw<FoundRow[]>`
    select c.id::text, c.used, count(u.order_id)::int as orders, c.max_uses as "maxUses" from coupon c
    left join coupon_use u on u.store_id = c.store_id and u.coupon_id = c.id and u.released_at is null
    where c.store_id = ${storeId}::uuid group by c.store_id, c.id
    having c.used <> count(u.order_id) or c.used > c.max_uses or count(u.order_id) > c.max_uses order by c.id limit ${limit}`;
  return toFindings(rows, { invariant: "I8", problem: "coupon_overused", kind: "coupon" });
};

export const stockChecks: readonly TableCheck[] = [withinStock, movementsAddUp, holdsAddUp, couponsAddUp];
