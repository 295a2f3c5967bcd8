import type { StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { after, minuteMs } from "@/lib/core/time";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { lockProducts } from "./documents";
import type { SyncedIndex } from "./indexes";
import { chunkSize, fillGenerations } from "./indexing";

/** A re-index that gave no sign of life for this long was stopped, and another may begin. */
const silenceMs = 2 * minuteMs;

export type Rebuilt = { products: number; generation: number };

/**
 * Makes an index of a store anew from the catalogue while searches go on. Fails with `running` when another re-index of it is
 * at work. In Postgres the next generation is filled beside the one that answers and swapped in by one row; events that arrive
 * meanwhile write both. At the search service records are replaced one by one under the next generation's number, and what is
 * left of earlier ones is removed at the end: the index is shared, and no search ever finds fewer products than before.
 */
export async function rebuildIndex(storeId: StoreId, index: SyncedIndex): Promise<Result<Rebuilt, "running">> {
  const generation = await withStore(storeId, (tx) => begin(tx, storeId, index));
  if (generation === null) return fail("running");
  let products = 0;
  for (let last: string | null = null; ; ) {
    const ids = await withStore(storeId, (tx) => listNext(tx, storeId, last));
    if (ids.length === 0) break;
    await fill(storeId, index, { ids, generation });
    if (!(await withStore(storeId, (tx) => beat(tx, { storeId, name: index.name, generation })))) return fail("running");
    products += ids.length;
    last = ids.at(-1) ?? null;
  }
  if (!(await withStore(storeId, (tx) => swap(tx, { storeId, name: index.name, generation })))) return fail("running");
  await index.forget(storeId, generation);
  return ok({ products, generation });
}

/** Claims the next generation, or null while another re-index is alive. */
async function begin(tx: StoreTx, storeId: StoreId, { name }: SyncedIndex): Promise<number | null> {
  await tx.$executeRaw`insert into search_index (store_id, name) values (${storeId}::uuid, ${name}) on conflict do nothing`;
  const silentSince = after(-silenceMs);
  const [claimed] = await tx.$queryRaw<{ building: number }[]>`
    update search_index set building = greatest(generation, coalesce(building, 0)) + 1, build_beat_at = now()
    where store_id = ${storeId}::uuid and name = ${name} and (building is null or build_beat_at < ${silentSince})
    returning building`;
  return claimed?.building ?? null;
}

/** In the order of ids, so that products made meanwhile come last and are met. */
async function listNext(tx: StoreTx, storeId: StoreId, after: string | null): Promise<string[]> {
  const where = { storeId, ...(after ? { id: { gt: after } } : {}) };
  const rows = await tx.product.findMany({ where, orderBy: { id: "asc" }, take: chunkSize, select: { id: true } });
  return rows.map((row) => row.id);
}

async function fill(storeId: StoreId, index: SyncedIndex, { ids, generation }: { ids: string[]; generation: number }): Promise<void> {
  if (index.name !== "postgres") return index.sync(storeId, ids);
  await withStore(storeId, async (tx) => {
    await lockProducts(tx, ids);
    await fillGenerations(tx, { storeId, generations: [generation] }, ids);
  });
}

type Build = { storeId: StoreId; name: string; generation: number };

/** False when another re-index took over meanwhile. */
async function beat(tx: StoreTx, { storeId, name, generation }: Build): Promise<boolean> {
  const beaten = await tx.searchIndex.updateMany({ where: { storeId, name, building: generation }, data: { buildBeatAt: new Date() } });
  return beaten.count === 1;
}

async function swap(tx: StoreTx, { storeId, name, generation }: Build): Promise<boolean> {
  const data = { generation, building: null, buildBeatAt: null, builtAt: new Date() };
  const swapped = await tx.searchIndex.updateMany({ where: { storeId, name, building: generation }, data });
  return swapped.count === 1;
}
