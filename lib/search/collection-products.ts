import { liveGenerationSql } from "@/lib/catalog/live-documents";
import type { StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import { sourcesSql } from "./sources";

export type CollectionPlace = { storeId: StoreId; collectionId: string };

/**
 * The products that a change of this collection reaches (those in it, and those that the index still has in it) and whose documents
 * are not made from what the catalogue says now; at most `limit`.
 */
export async function listDifferingOf(tx: StoreTx, { storeId, collectionId }: CollectionPlace, limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with reached as materialized (
      select product_id as id from collection_product where store_id = ${storeId}::uuid and collection_id = ${collectionId}::uuid
      union
      select product_id from search_document where store_id = ${storeId}::uuid and collection_ids @> array[${collectionId}::uuid]),
    sources as materialized (${sourcesSql(storeId)} and p.id in (select id from reached))
    select reached.id::text from reached
    left join sources s on s.id = reached.id
    left join search_document d on d.store_id = ${storeId}::uuid and d.product_id = reached.id and d.generation = ${liveGenerationSql(storeId)}
    where d.source is distinct from s.source order by reached.id limit ${limit}`;
  return rows.map((row) => row.id);
}
