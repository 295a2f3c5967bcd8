import type { StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { after, minuteMs } from "@/lib/core/time";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import type { IndexName, SyncedIndex } from "./indexes";
import { chunkSize } from "./indexing";

/** A re-index that gave no sign of life for this long was stopped, and another worker may go on with it. */
const silenceMs = 2 * minuteMs;
/** One that nobody went on with for this long is given up. */
const abandonedMs = 15 * minuteMs;

/** `products` were written by this call; `isDone` is false when the time was over before the last of them. */
export type Rebuilt = { products: number; generation: number; isDone: boolean };

/**
 * Makes an index of a store anew from the catalogue while searches go on, or goes on with a re-index that stopped: how far it came
 * is kept with every chunk. Ends after the first chunk that is done at or after `endsAt`, and whoever asks next goes on there. Fails
 * with `running` when another worker is at it. In Postgres the next generation is filled beside the one that answers and swapped in
 * by one row; events that arrive meanwhile write both. At the search service records are replaced one by one under the next
 * generation's number, and what is left of earlier ones is removed at the end: the index is shared, and no search ever finds fewer
 * products than before.
 */
export async function rebuildIndex(
  storeId: StoreId,
  index: SyncedIndex,
  endsAt: number = Number.POSITIVE_INFINITY,
): Promise<Result<Rebuilt, "running">> {
  await withStore(storeId, (tx) => openBuilds(tx, storeId, [index.name]));
  return continueBuild(storeId, index, endsAt);
}

/** The indexes of a store of which a re-index is open, after opening one of each when there is none. */
export async function openBuilds(tx: StoreTx, storeId: StoreId, names: readonly IndexName[]): Promise<Set<string>> {
  const place = { storeId, name: { in: [...names] } };
  await tx.searchIndex.createMany({ data: names.map((name) => ({ storeId, name })), skipDuplicates: true });
  await tx.$executeRaw`
    update search_index set building = generation + 1, built_up_to = null, build_beat_at = ${freeSince()}
    where store_id = ${storeId}::uuid and name = any(${[...names]}::text[]) and not exists (
      select from search_index open where open.store_id = ${storeId}::uuid and open.name = any(${[...names]}::text[]) and open.building is not null)`;
  const open = await tx.searchIndex.findMany({ where: { ...place, building: { not: null } }, select: { name: true } });
  return new Set(open.map(({ name }) => name));
}

/** A worker's claim of an open re-index: products up to `last` are done. */
type Build = { storeId: StoreId; name: string; generation: number; last: string | null };

/** Goes on with an open re-index; see {@link rebuildIndex}. */
export async function continueBuild(storeId: StoreId, index: SyncedIndex, endsAt: number): Promise<Result<Rebuilt, "running">> {
  const build = await withStore(storeId, (tx) => claim(tx, storeId, index.name));
  if (!build) return fail("running");
  try {
    return await work(build, index, endsAt);
  } finally {
    await withStore(storeId, (tx) => free(tx, build));
  }
}

async function work(build: Build, index: SyncedIndex, endsAt: number): Promise<Result<Rebuilt, "running">> {
  const { storeId, generation } = build;
  for (let products = 0; ; ) {
    const ids = await withStore(storeId, (tx) => listNext(tx, build));
    if (ids.length === 0) {
      if (!(await withStore(storeId, (tx) => swap(tx, build)))) return fail("running");
      await index.forget(storeId, generation);
      return ok({ products, generation, isDone: true });
    }
    await index.fill(storeId, generation, ids);
    if (!(await withStore(storeId, (tx) => advance(tx, build, ids.at(-1) ?? null)))) return fail("running");
    products += ids.length;
    if (Date.now() >= endsAt) return ok({ products, generation, isDone: false });
  }
}

/** Null while another worker is alive, or nothing is open. */
async function claim(tx: StoreTx, storeId: StoreId, name: IndexName): Promise<Build | null> {
  const [claimed] = await tx.$queryRaw<{ generation: number; last: string | null }[]>`
    update search_index set build_beat_at = now()
    where store_id = ${storeId}::uuid and name = ${name} and building is not null and build_beat_at <= ${freeSince()}
    returning building as generation, built_up_to::text as last`;
  return claimed ? { storeId, name, ...claimed } : null;
}

/** In the order of ids, so that products made meanwhile come last and are met. */
async function listNext(tx: StoreTx, { storeId, last }: Build): Promise<string[]> {
  const where = { storeId, ...(last ? { id: { gt: last } } : {}) };
  const rows = await tx.product.findMany({ where, orderBy: { id: "asc" }, take: chunkSize, select: { id: true } });
  return rows.map((row) => row.id);
}

/** Where the claim still stands: of two workers that believe to be alone the second finds another place, or none. */
function placeOf({ storeId, name, generation, last }: Build) {
  return { storeId, name, building: generation, builtUpTo: last };
}

/** False when another worker took over meanwhile. */
async function advance(tx: StoreTx, build: Build, last: string | null): Promise<boolean> {
  const advanced = await tx.searchIndex.updateMany({ where: placeOf(build), data: { builtUpTo: last, buildBeatAt: new Date() } });
  build.last = last;
  return advanced.count === 1;
}

async function swap(tx: StoreTx, build: Build): Promise<boolean> {
  const data = { ...notBuilding, generation: build.generation, builtAt: new Date() };
  const swapped = await tx.searchIndex.updateMany({ where: placeOf(build), data });
  return swapped.count === 1;
}

const notBuilding = { building: null, builtUpTo: null, buildBeatAt: null };

/** Whoever comes next may go on at once. */
async function free(tx: StoreTx, build: Build): Promise<void> {
  await tx.searchIndex.updateMany({ where: placeOf(build), data: { buildBeatAt: freeSince() } });
}

function freeSince(): Date {
  return after(-silenceMs);
}

/** Re-indexes that were silent before this moment are given up. */
export function abandonedSince(): Date {
  return after(-abandonedMs);
}

/** Gives up a re-index that nobody went on with: what it wrote answers nowhere, and the index's next audit removes it. */
export async function abandonBuild(storeId: StoreId, name: IndexName): Promise<void> {
  const where = { storeId, name, buildBeatAt: { lt: abandonedSince() } };
  await withStore(storeId, (tx) => tx.searchIndex.updateMany({ where, data: notBuilding }));
}
