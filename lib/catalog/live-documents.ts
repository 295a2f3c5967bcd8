import type { StoreId } from "@/lib/core/ids";
import { Prisma } from "@/lib/db/generated/client";
import type { StoreTx } from "@/lib/db/transaction";

/**
 * The generation of a store's search documents that answers, as a scalar in SQL. While a full re-index runs the next one lies
 * beside it: every reader of `search_document` names the generation, so that the swap is one row and happens at once.
 */
export function liveGenerationSql(storeId: StoreId): Prisma.Sql {
  return Prisma.sql`coalesce((select live.generation from search_index live
    where live.store_id = ${storeId}::uuid and live.name = 'postgres'), 1)`;
}

/** The generation that answers, for queries that are not written in SQL. */
export async function readLiveGeneration(tx: StoreTx, storeId: StoreId): Promise<number> {
  const row = await tx.searchIndex.findUnique({ where: { storeId_name: { storeId, name: "postgres" } }, select: { generation: true } });
  return row?.generation ?? 1;
}
