import type { StoreId } from "@/lib/core/ids";
import { Prisma } from "@/lib/db/generated/client";
import { withStore } from "@/lib/db/transaction";

export const customersPerPage = 50;

/** `spentCents` is what was taken and not given back. */
export type CustomerRow = { id: string; name: string; email: string | null; orders: number; spentCents: number };
export type CustomerPage = { items: CustomerRow[]; total: number };

type FoundRow = { total: number; id: string | null; name: string; email: string | null; orders: number; spent: number };

/** One page of a store's customers, the newest first; those whose data was erased are left out. One query. */
export async function listCustomers(storeId: StoreId, { search, page }: { search: string; page: number }): Promise<CustomerPage> {
  const offset = (Math.max(1, Math.trunc(page)) - 1) * customersPerPage;
  const rows = await withStore(
    storeId,
    (tx) => tx.$queryRaw<FoundRow[]>`
      with found as (
        select c.id, c.name, c.email::text as email, c.created_at from customer c
        where c.store_id = ${storeId}::uuid and c.erased_at is null and ${mentions(search)}),
      shown as (select * from found order by created_at desc, id desc limit ${customersPerPage} offset ${offset})
      select (select count(*)::int from found) as total, s.id::text, s.name, s.email, o.orders, o.spent
      from (select 1) always left join shown s on true
      left join lateral (
        select count(*)::int as orders, coalesce(sum(p.captured_cents - p.refunded_cents), 0)::float8 as spent
        from "order" o left join payment p on p.store_id = o.store_id and p.order_id = o.id
        where o.store_id = ${storeId}::uuid and o.customer_id = s.id) o on true
      order by s.created_at desc, s.id desc`,
  );
  const items = rows.flatMap(({ id, name, email, orders, spent }) => (id ? [{ id, name, email, orders, spentCents: spent }] : []));
  return { items, total: rows[0]?.total ?? 0 };
}

/** Every word in the name or the e-mail, whatever the accents. */
function mentions(search: string): Prisma.Sql {
  const words = search.toWellFormed().replaceAll("\u0000", " ").slice(0, 200).split(/\s+/).filter(Boolean).slice(0, 8);
  const parts = words.map((word) => {
    const pattern = `%${word.replace(/[\\%_]/g, "\\$&")}%`;
    return Prisma.sql`unaccent(concat_ws(' ', c.name, c.email::text)) ilike unaccent(${pattern})`;
  });
  return parts.length > 0 ? Prisma.join(parts, " and ") : Prisma.sql`true`;
}
