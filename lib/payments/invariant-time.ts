import { type FoundRow, type TableCheck, toFindings } from "./invariant-types";

/** I11: an order that waits for money has an end that is still to come. */
const ordersEnd: TableCheck = async (tx, { storeId, before, limit }) => {
  const rows = await tx.$queryRaw<FoundRow[]>`
    select id::text, expires_at::text as "expiresAt" from "order"
    where store_id = ${storeId}::uuid and status = 'awaiting_payment' and (expires_at is null or expires_at < ${before})
    order by id limit ${limit}`;
  return toFindings(rows, { invariant: "I11", problem: "order_overdue", kind: "order" });
};

/** I11: an attempt that can still bring money is asked about again. One that was never submitted ends with its order's hold. */
const attemptsAreAsked: TableCheck = async (tx, { storeId, before, limit }) => {
  const rows = await tx.$queryRaw<FoundRow[]>`
    select id::text, status, next_poll_at::text as "nextPollAt" from payment_attempt
    where store_id = ${storeId}::uuid and final_at is null and status <> 'created' and (next_poll_at is null or next_poll_at < ${before})
    order by id limit ${limit}`;
  return toFindings(rows, { invariant: "I11", problem: "attempt_unasked", kind: "attempt" });
};

/** I11: goods are back on sale only when nothing can still bring money for them. */
const nothingOpenAfterEnd: TableCheck = async (tx, { storeId, before, limit }) => {
  const rows = await tx.$queryRaw<FoundRow[]>`
    select a.id::text, a.status, o.status as "orderStatus" from payment_attempt a
    join "order" o on o.store_id = a.store_id and o.id = a.order_id
    where a.store_id = ${storeId}::uuid and a.final_at is null and o.status in ('expired', 'cancelled') and o.updated_at <= ${before}
    order by a.id limit ${limit}`;
  return toFindings(rows, { invariant: "I11", problem: "open_after_end", kind: "attempt" });
};

/** I11: units are set aside only for orders that wait. */
const holdsWait: TableCheck = async (tx, { storeId, before, limit }) => {
  const rows = await tx.$queryRaw<FoundRow[]>`
    select distinct o.id::text, o.status from stock_hold h join "order" o on o.store_id = h.store_id and o.id = h.order_id
    where h.store_id = ${storeId}::uuid and h.status = 'held' and o.status <> 'awaiting_payment' and h.updated_at <= ${before}
    order by 1 limit ${limit}`;
  return toFindings(rows, { invariant: "I11", problem: "held_for_nobody", kind: "order" });
};

/** I11: a refund on its way is asked about. One that waits for the shopper's bank account waits for a person. */
const refundsAreAsked: TableCheck = async (tx, { storeId, before, limit }) => {
  const rows = await tx.$queryRaw<FoundRow[]>`
    select r.id::text, r.status from refund r join payment_attempt a on a.store_id = r.store_id and a.id = r.attempt_id
    where r.store_id = ${storeId}::uuid and r.status in ('requested', 'submitted', 'unknown') and r.created_at < ${before}
      and (a.next_poll_at is null or a.next_poll_at < ${before})
    order by r.id limit ${limit}`;
  return toFindings(rows, { invariant: "I11", problem: "refund_unasked", kind: "refund" });
};

/** I11: a notice about a payment was looked into. */
const noticesAreRead: TableCheck = async (tx, { storeId, before, limit }) => {
  const rows = await tx.$queryRaw<FoundRow[]>`
    select id::text, kind as event from gateway_notice
    where store_id = ${storeId}::uuid and processed_at is null and reference <> '' and received_at < ${before}
    order by id limit ${limit}`;
  return toFindings(rows, { invariant: "I11", problem: "notice_unread", kind: "notice" });
};

export const timeChecks: readonly TableCheck[] = [
  ordersEnd,
  attemptsAreAsked,
  nothingOpenAfterEnd,
  holdsWait,
  refundsAreAsked,
  noticesAreRead,
];
