import type { StoreId } from "@/lib/core/ids";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { lockProducts, readDocuments } from "./documents";
import { writeDocuments } from "./write-documents";

/** Products that are read and written at once. */
export const chunkSize = 200;

/**
 * Brings the Postgres index to what the catalogue says of these products now: rewrites their documents, and drops those of
 * products that are gone. Products are read again here, one writer at a time for each, so that neither a late message nor a
 * racing one leaves an older state behind; a document of a newer version is never overwritten. While a full re-index runs, both
 * generations are written.
 */
export async function indexProducts(tx: StoreTx, storeId: StoreId, productIds: readonly string[]): Promise<void> {
  const ids = [...new Set(productIds)].sort();
  for (let start = 0; start < ids.length; start += chunkSize) {
    const chunk = ids.slice(start, start + chunkSize);
    await lockProducts(tx, chunk);
    // Asked under the locks: a re-index that began before them is seen, one that begins later reads these products after us.
    await fillGenerations(tx, { storeId, generations: await readGenerations(tx, storeId) }, chunk);
  }
}

/** The same, in a transaction for each chunk: nobody waits for all of them. */
export async function indexInChunks(storeId: StoreId, productIds: readonly string[]): Promise<void> {
  for (let start = 0; start < productIds.length; start += chunkSize) {
    await withStore(storeId, (tx) => indexProducts(tx, storeId, productIds.slice(start, start + chunkSize)));
  }
}

/** Writes the present state of these products, which are locked, into the given generations. */
export async function fillGenerations(
  tx: StoreTx,
  { storeId, generations }: { storeId: StoreId; generations: readonly number[] },
  ids: readonly string[],
): Promise<void> {
  const store = await tx.store.findUniqueOrThrow({ where: { id: storeId }, select: { locale: true } });
  const documents = await readDocuments(tx, storeId, ids);
  await writeDocuments(tx, { storeId, locale: store.locale === "pt-BR" ? "pt-BR" : "en", generations }, documents);
  const kept = new Set(documents.map((document) => document.productId));
  const gone = ids.filter((id) => !kept.has(id));
  if (gone.length > 0) await tx.searchDocument.deleteMany({ where: { storeId, productId: { in: gone } } });
}

/** The products of which some generation has no entry, or one of an older version than told: the others need no writing. */
export async function listBehind(
  tx: StoreTx,
  storeId: StoreId,
  told: readonly { productId: string; version: number }[],
): Promise<string[]> {
  const newest = new Map<string, number>();
  for (const { productId, version } of told) newest.set(productId, Math.max(version, newest.get(productId) ?? 0));
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with index as (select generation, building from search_index where store_id = ${storeId}::uuid and name = 'postgres'),
      written as (select coalesce((select generation from index), 1) as generation
        union select building from index where building is not null)
    select distinct told.id::text as id
    from unnest(${[...newest.keys()]}::uuid[], ${[...newest.values()]}::int[]) as told(id, version)
    cross join written
    left join search_document d on d.store_id = ${storeId}::uuid and d.product_id = told.id and d.generation = written.generation
    where d.version is null or d.version < told.version`;
  return rows.map(({ id }) => id);
}

/** The generation that answers, and the one that is being filled. */
async function readGenerations(tx: StoreTx, storeId: StoreId): Promise<number[]> {
  const row = await tx.searchIndex.findUnique({
    where: { storeId_name: { storeId, name: "postgres" } },
    select: { generation: true, building: true },
  });
  return row?.building ? [row.generation, row.building] : [row?.generation ?? 1];
}
