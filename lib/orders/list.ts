import type { StoreId } from "@/lib/core/ids";
import { Prisma } from "@/lib/db/generated/client";
import { withStore } from "@/lib/db/transaction";
import { type OrderStanding, standingOf } from "./rules";
import { type PaymentSummary, toOrderStatus, toPaymentSummary } from "./types";

export const ordersPerPage = 50;
export const orderStates = [
  "to_ship",
  "to_capture",
  "awaiting_payment",
  "flagged",
  "awaiting_account",
  "shipped",
  "cancelled",
  "expired",
] as const;
export type OrderState = (typeof orderStates)[number];

export type OrderFilter = {
  /** An order number, or words of the shopper's name or e-mail. */
  search?: string;
  state?: OrderState;
  /** From 1. */
  page: number;
};

export type OrderListItem = {
  id: string;
  number: number;
  placedAt: Date;
  name: string;
  email: string;
  totalCents: number;
  currency: string;
  paymentState: PaymentSummary;
  standing: OrderStanding;
};

type Row = Omit<OrderListItem, "paymentState" | "standing"> & { status: string; paymentState: string; flags: string[]; total: number };

const conditions: Record<OrderState, Prisma.Sql> = {
  to_ship: Prisma.sql`o.status in ('confirmed', 'in_fulfilment')`,
  to_capture: Prisma.sql`o.status = 'awaiting_payment' and o.payment_state = 'authorized'`,
  awaiting_payment: Prisma.sql`o.status = 'awaiting_payment' and o.payment_state <> 'authorized'`,
  flagged: Prisma.sql`cardinality(o.flags) > 0
    and (o.status not in ('closed', 'cancelled') or o.flags && array['paid_unfulfillable', 'refund_failed'])`,
  awaiting_account: Prisma.sql`exists (
    select 1 from payment y join refund r on r.store_id = y.store_id and r.payment_id = y.id
    where y.store_id = o.store_id and y.order_id = o.id and r.status = 'needs_data')`,
  shipped: Prisma.sql`o.status in ('fulfilled', 'closed')`,
  cancelled: Prisma.sql`o.status in ('cancelled', 'returned')`,
  expired: Prisma.sql`o.status = 'expired'`,
};

/** The orders of a store, newest first, fifty a page, with their count. One query. */
export async function listOrders(storeId: StoreId, filter: OrderFilter): Promise<{ items: OrderListItem[]; total: number }> {
  const rows = await withStore(
    storeId,
    (tx) => tx.$queryRaw<Row[]>`
      select o.id::text, o.number, o.placed_at as "placedAt", coalesce(p.name, '') as name, coalesce(p.email, '') as email,
             o.total_cents as "totalCents", o.currency, o.status, o.payment_state as "paymentState", o.flags, count(*) over ()::int as total
      from "order" o left join order_person p on p.store_id = o.store_id and p.order_id = o.id
      where o.store_id = ${storeId}::uuid and ${filter.state ? conditions[filter.state] : Prisma.sql`true`} and ${matching(filter.search)}
      order by o.placed_at desc limit ${ordersPerPage} offset ${(filter.page - 1) * ordersPerPage}`,
  );
  const items = rows.map(({ status, paymentState, flags, total: _total, ...row }) => {
    const summary = toPaymentSummary(paymentState);
    return { ...row, paymentState: summary, standing: standingOf({ status: toOrderStatus(status), paymentState: summary, flags }) };
  });
  return { items, total: rows[0]?.total ?? 0 };
}

function matching(search: string | undefined): Prisma.Sql {
  const text = search?.trim().replace(/^#/, "").slice(0, 80) ?? "";
  if (text === "") return Prisma.sql`true`;
  if (/^\d{1,9}$/.test(text)) return Prisma.sql`o.number = ${Number(text)}`;
  const pattern = `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return Prisma.sql`(p.name ilike ${pattern} or p.email ilike ${pattern})`;
}
