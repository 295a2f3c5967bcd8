import type { StoreId } from "@/lib/core/ids";
import { Prisma } from "@/lib/db/generated/client";
import type { StoreTx } from "@/lib/db/transaction";
import { documentFormat } from "./document";

/** The state of the catalogue that a product's document is made from: its version, and a fingerprint of all that goes into it. */
export type Source = { version: number; source: string };

/**
 * SQL for `id`, `version`, `source` and `changed_at` of the store's products. The fingerprint moves with whatever moves the
 * document: the product's version, its variants' prices and whether they can be bought, the collections it is in and their
 * titles, what was sold, the store's language, the format of documents.
 */
export function sourcesSql(storeId: StoreId): Prisma.Sql {
  return Prisma.sql`
    select p.id, p.version,
      md5(concat_ws('|', ${String(documentFormat)}::text, s.locale, p.version, coalesce(v.facts, ''), coalesce(c.facts, ''), coalesce(x.units, 0))) as source,
      greatest(p.updated_at, v.changed_at, c.changed_at, x.updated_at) as changed_at
    from product p
    join store s on s.id = p.store_id
    left join product_sales x on x.store_id = p.store_id and x.product_id = p.id
    left join lateral (
      select max(i.updated_at) as changed_at,
        string_agg(concat_ws(':', v.id, v.price_cents, coalesce(v.compare_at_cents, 0), i.variant_id is null
          or (i.is_tracked and not i.allow_backorder and i.on_hand <= i.reserved)), ',' order by v.position, v.id) as facts
      from variant v left join inventory_level i on i.store_id = v.store_id and i.variant_id = v.id
      where v.store_id = p.store_id and v.product_id = p.id) v on true
    left join lateral (
      select max(c.updated_at) as changed_at, string_agg(concat_ws(':', c.id, c.title), ',' order by c.id) as facts
      from collection_product m join collection c on c.store_id = m.store_id and c.id = m.collection_id and c.status = 'active'
      where m.store_id = p.store_id and m.product_id = p.id) c on true
    where p.store_id = ${storeId}::uuid`;
}

/**
 * The sources of these products, by id; a product that is gone has none. Read before the documents are: a change in between
 * then shows as drift and is mended, where the other order would hide it.
 */
export async function readSources(tx: StoreTx, storeId: StoreId, ids: readonly string[]): Promise<Map<string, Source>> {
  const rows = await tx.$queryRaw<(Source & { id: string })[]>`
    select id::text, version, source from (${sourcesSql(storeId)} and p.id = any(${[...ids]}::uuid[])) as sources`;
  return new Map(rows.map(({ id, version, source }) => [id, { version, source }]));
}
