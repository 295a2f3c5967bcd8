import { type FoundRow, type TableCheck, toFindings } from "./invariant-types";

/** I4: `0 ≤ captured − refunded ≤ total`, or a flag; and the sums that pages show are those of the ledger. */
const withinTotal: TableCheck = async (tx, { storeId, limit }) => {
  const rows = await tx.$queryRaw<FoundRow[]>`
    select o.id::text, o.total_cents as "totalCents", p.amount_cents as "amountCents", s.captured, s.refunded,
           p.captured_cents as "shownCaptured", p.refunded_cents as "shownRefunded", array_to_string(o.flags, ' ') as flags
    from payment p
    join "order" o on o.store_id = p.store_id and o.id = p.order_id
    cross join lateral (
      select coalesce(sum(amount_cents) filter (where kind = 'captured'), 0)::int as captured,
             coalesce(sum(case kind when 'refunded' then amount_cents when 'refund_reversed' then -amount_cents end), 0)::int as refunded
      from ledger_entry l where l.store_id = p.store_id and l.payment_id = p.id) s
    where p.store_id = ${storeId}::uuid and (
      s.refunded not between 0 and s.captured
      or (s.captured - s.refunded > p.amount_cents and not o.flags && array['overpaid'])
      or p.captured_cents <> s.captured or p.refunded_cents <> s.refunded or p.amount_cents <> o.total_cents
      or (o.confirmed_at is not null and s.captured < p.amount_cents))
    order by o.id limit ${limit}`;
  return toFindings(rows, { invariant: "I4", problem: "sums_differ", kind: "order" });
};

/** I4: an order with all its money is sold, is being refunded, has lost it to a dispute, or is flagged for a person. */
const paidIsSold: TableCheck = async (tx, { storeId, before, limit }) => {
  const rows = await tx.$queryRaw<FoundRow[]>`
    select o.id::text, o.status, o.total_cents as "totalCents", p.captured_cents as captured, p.refunded_cents as refunded
    from "order" o join payment p on p.store_id = o.store_id and p.order_id = o.id
    where o.store_id = ${storeId}::uuid and o.status in ('awaiting_payment', 'expired', 'cancelled') and o.total_cents > 0
      and o.updated_at <= ${before} and o.payment_state not in ('disputed', 'lost') and not o.flags && array['paid_unfulfillable', 'refund_failed']
      and p.captured_cents - p.refunded_cents - coalesce((
        select sum(r.amount_cents) from refund r
        where r.store_id = o.store_id and r.payment_id = p.id and r.status not in ('failed', 'withdrawn', 'settled')), 0) >= o.total_cents
    order by o.id limit ${limit}`;
  return toFindings(rows, { invariant: "I4", problem: "paid_not_sold", kind: "order" });
};

/** I4: what the gateway was asked to give back is never more than it took. */
const refundsWithin: TableCheck = async (tx, { storeId, limit }) => {
  const rows = await tx.$queryRaw<FoundRow[]>`
    select a.id::text, r.asked, coalesce(sum(l.amount_cents), 0)::int as captured
    from (
      select attempt_id, sum(amount_cents)::int as asked from refund
      where store_id = ${storeId}::uuid and status not in ('failed', 'withdrawn') group by attempt_id) r
    join payment_attempt a on a.store_id = ${storeId}::uuid and a.id = r.attempt_id
    left join ledger_entry l on l.store_id = a.store_id and l.attempt_id = a.id and l.kind = 'captured'
    group by a.id, r.asked having r.asked > coalesce(sum(l.amount_cents), 0) order by a.id limit ${limit}`;
  return toFindings(rows, { invariant: "I4", problem: "refunds_exceed", kind: "attempt" });
};

/** I6: each event of a gateway stands in the inbox once. */
const noticesOnce: TableCheck = async (tx, { storeId, limit }) => {
  const rows = await tx.$queryRaw<FoundRow[]>`
    select min(id::text) as id, gateway_event_id as event, count(*)::int as times from gateway_notice
    where store_id = ${storeId}::uuid group by gateway_account_id, gateway_event_id having count(*) > 1 order by 1 limit ${limit}`;
  return toFindings(rows, { invariant: "I6", problem: "notice_twice", kind: "notice" });
};

/** I6: each money fact stands in the ledger once. */
const factsOnce: TableCheck = async (tx, { storeId, limit }) => {
  const rows = await tx.$queryRaw<FoundRow[]>`
    select payment_id::text as id, kind as fact, gateway_ref as "gatewayRef", count(*)::int as times from ledger_entry
    where store_id = ${storeId}::uuid group by payment_id, kind, gateway_ref having count(*) > 1 order by 1 limit ${limit}`;
  return toFindings(rows, { invariant: "I6", problem: "fact_twice", kind: "payment" });
};

export const moneyChecks: readonly TableCheck[] = [withinTotal, paidIsSold, refundsWithin, noticesOnce, factsOnce];
