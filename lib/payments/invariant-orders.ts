import { dayMs } from "@/lib/core/time";
import { type FoundRow, type TableCheck, toFindings } from "./invariant-types";

/** Published events are kept for fourteen days: older orders cannot be counted. */
const eventDays = 13;

/** I3: at most one order per checkout. */
const oneOrderPerCheckout: TableCheck = async (tx, { storeId, limit }) => {
  const rows = await tx.$queryRaw<FoundRow[]>`
    select checkout_id::text as id, count(*)::int as orders from "order"
    where store_id = ${storeId}::uuid group by checkout_id having count(*) > 1 order by 1 limit ${limit}`;
  return toFindings(rows, { invariant: "I3", problem: "ordered_twice", kind: "checkout" });
};

/** I7: `total = Σ integer lines + shipping − discount + interest`. */
const totalsAddUp: TableCheck = async (tx, { storeId, limit }) => {
  const rows = await tx.$queryRaw<FoundRow[]>`
    select o.id::text, o.total_cents as "totalCents", o.subtotal_cents as "subtotalCents",
           coalesce(l.lines, 0)::int as "linesCents", coalesce(l.exact, 0)::int as "pricesCents"
    from "order" o left join (
      select order_id, sum(total_cents) as lines, sum(unit_price_cents::bigint * quantity) as exact from order_line
      where store_id = ${storeId}::uuid group by order_id) l on l.order_id = o.id
    where o.store_id = ${storeId}::uuid and (
      coalesce(l.lines, 0) <> o.subtotal_cents or coalesce(l.exact, 0) <> o.subtotal_cents
      or o.total_cents <> o.subtotal_cents + o.shipping_cents - o.discount_cents + o.interest_cents
      or o.method_discount_cents > o.discount_cents)
    order by o.id limit ${limit}`;
  return toFindings(rows, { invariant: "I7", problem: "total_differs", kind: "order" });
};

/** I9: exactly one "order paid" event per confirmed order, and none of an order that never was. */
const paidToldOnce: TableCheck = async (tx, { storeId, limit }) => {
  const since = new Date(Date.now() - eventDays * dayMs);
  const rows = await tx.$queryRaw<FoundRow[]>`
    with told as (
      select (payload ->> 'orderId')::uuid as order_id, count(*)::int as times from outbox_event
      where store_id = ${storeId}::uuid and name = 'order.paid' and created_at >= ${since} group by 1)
    select o.id::text, coalesce(t.times, 0) as times, o.status from "order" o left join told t on t.order_id = o.id
    where o.store_id = ${storeId}::uuid
      and ((o.confirmed_at >= ${since} and coalesce(t.times, 0) <> 1) or (o.confirmed_at is null and t.times > 0))
    order by o.id limit ${limit}`;
  return toFindings(rows, { invariant: "I9", problem: "paid_told", kind: "order" });
};

/** I10: the ids that no foreign key guards lead to rows of the store; another store's row is not visible here, so it is missing. */
const nothingOfOthers: TableCheck = async (tx, { storeId, limit }) => {
  const rows = await tx.$queryRaw<FoundRow[]>`
    select * from (
      select a.id::text, 'attempt.order' as place from payment_attempt a
      left join "order" o on o.store_id = a.store_id and o.id = a.order_id where a.store_id = ${storeId}::uuid and o.id is null
      union all
      select l.attempt_id::text, 'ledger.attempt' from ledger_entry l
      left join payment_attempt a on a.store_id = l.store_id and a.id = l.attempt_id and a.payment_id = l.payment_id
      where l.store_id = ${storeId}::uuid and a.id is null
      union all
      select r.id::text, 'refund.attempt' from refund r
      left join payment_attempt a on a.store_id = r.store_id and a.id = r.attempt_id and a.payment_id = r.payment_id
      where r.store_id = ${storeId}::uuid and a.id is null
      union all
      select h.id::text, 'hold.line' from stock_hold h
      where h.store_id = ${storeId}::uuid and not exists (
        select 1 from order_line l where l.store_id = h.store_id and l.order_id = h.order_id and l.variant_id = h.variant_id)
        and exists (select 1 from order_line l where l.store_id = h.store_id and l.order_id = h.order_id)
    ) found limit ${limit}`;
  return toFindings(rows, { invariant: "I10", problem: "foreign_row", kind: "attempt" });
};

export const orderChecks: readonly TableCheck[] = [oneOrderPerCheckout, totalsAddUp, paidToldOnce, nothingOfOthers];
