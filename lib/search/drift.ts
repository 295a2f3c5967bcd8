import { liveGenerationSql } from "@/lib/catalog/live-documents";
import type { StoreId } from "@/lib/core/ids";
import { Prisma } from "@/lib/db/generated/client";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import type { IndexName } from "./indexes";
import { sourcesSql } from "./sources";

/**
 * How an entry differs: `missing` from the index · `behind` with an older version · `changed` without a new version (stock, a
 * collection's name, sales) · `left_over` from a product that is gone.
 */
export type DriftKind = "missing" | "behind" | "changed" | "left_over";

export type DriftedProduct = {
  productId: string;
  title: string;
  kind: DriftKind;
  databaseVersion: number | null;
  indexVersion: number | null;
};

export type Drift = {
  productCount: number;
  /** Of all products; `products` names the first of them. */
  driftCount: number;
  /** When the oldest change that the index does not have was made; null without drift. Lag is the time since then. */
  oldestChangeAt: Date | null;
  products: DriftedProduct[];
};

/** Compares the catalogue with an index of one store. At most `limit` products are named. */
export async function readDrift(storeId: StoreId, name: IndexName, limit: number): Promise<Drift> {
  return withStore(storeId, (tx) => readDriftIn(tx, { storeId, name, limit }));
}

type Asked = { storeId: StoreId; name: IndexName; limit: number };

async function readDriftIn(tx: StoreTx, { storeId, name, limit }: Asked): Promise<Drift> {
  const rows = await tx.$queryRaw<(DriftedProduct & { total: number; oldest: Date | null })[]>`
    with ${driftedCte(storeId, name)}, ${waitingCte(storeId)}, ${seenCte(storeId, name)}
    select d.id::text as "productId", coalesce(p.title, '') as title, d.kind, d.database_version as "databaseVersion",
      d.index_version as "indexVersion", count(*) over ()::int as total,
      min(greatest(coalesce(w.at, greatest(d.changed_at, d.indexed_at)), (select at from seen))) over () as oldest
    from drifted d
    left join waiting w on w.id = d.id
    left join product p on p.store_id = ${storeId}::uuid and p.id = d.id
    order by d.changed_at nulls first, d.id limit ${Math.max(1, limit)}`;
  const products = rows.slice(0, limit).map(({ total: _total, oldest: _oldest, ...product }) => product);
  const [first] = rows;
  const productCount = await tx.product.count({ where: { storeId } });
  return { productCount, driftCount: first?.total ?? 0, oldestChangeAt: first?.oldest ?? null, products };
}

function driftedCte(storeId: StoreId, name: IndexName): Prisma.Sql {
  return Prisma.sql`sources as materialized (${sourcesSql(storeId)}), entries as materialized (${entriesSql(storeId, name)}),
    drifted as materialized (
      select coalesce(s.id, e.product_id) as id, s.version as database_version, e.version as index_version, s.changed_at, e.indexed_at,
        case when s.id is null then 'left_over' when e.product_id is null then 'missing' when e.version < s.version then 'behind' else 'changed' end as kind
      from sources s full join entries e on e.product_id = s.id
      where case when s.id is null then e.is_present else e.product_id is null or e.source <> s.source end)`;
}

/**
 * For each drifted product the first event about it that its entry does not know of. A collection's is about the products in it and
 * those that the index of Postgres still has in it.
 */
function waitingCte(storeId: StoreId): Prisma.Sql {
  return Prisma.sql`told as materialized (
      select o.name, o.payload, o.created_at from outbox_event o
      where o.store_id = ${storeId}::uuid and o.name in ('product.changed', 'product.deleted', 'stock.changed', 'collection.changed')
        and o.created_at > (select coalesce(min(coalesce(indexed_at, '-infinity')), 'infinity') from drifted)),
    about as (
      select payload ->> 'productId' as id, created_at from told where name in ('product.changed', 'product.deleted')
      union all select jsonb_array_elements_text(payload -> 'productIds'), created_at from told where name = 'stock.changed'
      union all select m.product_id::text, told.created_at from told
        join collection_product m on m.store_id = ${storeId}::uuid and m.collection_id::text = told.payload ->> 'collectionId'
        where name = 'collection.changed'
      union all select e.product_id::text, told.created_at from told
        join search_document e on e.store_id = ${storeId}::uuid and e.collection_ids @> array[(told.payload ->> 'collectionId')::uuid]
        where name = 'collection.changed'),
    waiting as (
      select d.id, min(about.created_at) as at from drifted d
      join about on about.id = d.id::text and about.created_at > coalesce(d.indexed_at, '-infinity') group by d.id)`;
}

/**
 * No change that is missing now is older than `at`: the last check found the index in step, or says how far back it was. It bounds
 * changes that leave neither an event nor a time on their product: a language, a format of documents, a collection that is gone.
 */
function seenCte(storeId: StoreId, name: IndexName): Prisma.Sql {
  return Prisma.sql`seen as (
      select case when drift_count = 0 then checked_at else oldest_change_at end as at
      from search_index where store_id = ${storeId}::uuid and name = ${name})`;
}

function entriesSql(storeId: StoreId, name: IndexName): Prisma.Sql {
  return name === "postgres"
    ? Prisma.sql`select product_id, version, source, indexed_at, true as is_present from search_document
        where store_id = ${storeId}::uuid and generation = ${liveGenerationSql(storeId)}`
    : Prisma.sql`select product_id, version, source, indexed_at, is_present from search_record where store_id = ${storeId}::uuid`;
}
