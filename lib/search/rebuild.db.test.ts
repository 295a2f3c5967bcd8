import { expect, test, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { after, minuteMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { makeProduct, makeProducts } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";
import { readDrift } from "./drift";
import { type SyncedIndex, syncedIndexes } from "./indexes";
import { postgresSearch } from "./postgres";
import { rebuildIndex } from "./rebuild";
import { rebuildStore } from "./rebuild-store";
import { repairIndex } from "./repair";
import { sweepIndexes } from "./sweep";
import { rebuildSearch } from "./sync-consumers";
import { readIndexStates } from "./sync-state";
import { noFilters } from "./types";

// What Next does around a request: there is none in a test, so tags are dropped nowhere.
vi.mock("next/cache", async (original) => ({ ...(await original<object>()), revalidateTag: () => undefined }));

const [first] = syncedIndexes();
if (!first) throw new Error("Postgres is always an index");
const postgres: SyncedIndex = first;

const drift = (store: StoreView) => readDrift(store.id, "postgres", 50);
const sync = (store: StoreView, ids: string[]) => postgres.sync(store.id, ids);
const everything = { text: "", collectionId: null, filters: noFilters, sort: "newest", page: 1, pageSize: 100 } as const;
const edit = (store: StoreView, id: string, title: string) =>
  withStore(store.id, (tx) =>
    tx.product.update({ where: { storeId_id: { storeId: store.id, id } }, data: { title, version: { increment: 1 } } }),
  );

/** A store of two chunks and a bit. */
async function makeLargeStore(): Promise<StoreView> {
  const store = await makeStore();
  await sync(
    store,
    await makeProducts(
      store,
      Array.from({ length: 450 }, (_, at) => ({ title: `Lamp ${at}` })),
    ),
  );
  return store;
}

const rowOf = (store: StoreView) =>
  withStore(store.id, (tx) => tx.searchIndex.findFirstOrThrow({ where: { storeId: store.id, name: "postgres" } }));

/** Time passes for the re-index, not for the test. */
const letPass = (store: StoreView, minutes: number) =>
  withStore(store.id, (tx) =>
    tx.searchIndex.updateMany({ where: { storeId: store.id }, data: { buildBeatAt: after(-minutes * minuteMs) } }),
  );

/** A worker that is killed when it has done so many chunks: it holds its claim and does nothing more. */
async function killAfter(store: StoreView, chunks: number): Promise<void> {
  await new Promise<void>((killed) => {
    let done = 0;
    const fill: SyncedIndex["fill"] = async (...asked) => {
      if (done === chunks) {
        killed();
        await new Promise(() => undefined);
      }
      done += 1;
      await postgres.fill(...asked);
    };
    void rebuildIndex(store.id, { ...postgres, fill });
  });
}

const ask = (store: StoreView) => rebuildSearch({ eventId: newId(), storeId: store.id, payload: { storeId: store.id }, retried: 0 });
const rowsOfGenerations = (store: StoreView) =>
  withStore(store.id, (tx) =>
    tx.searchDocument.groupBy({ by: ["generation"], where: { storeId: store.id }, _count: true, orderBy: { generation: "asc" } }),
  ).then((rows) => rows.map(({ generation, _count }) => [generation, _count]));

test("a full re-index swaps in whole while searches go on, and loses no change made meanwhile", async () => {
  const store = await makeStore();
  const ids: string[] = [];
  for (let at = 0; at < 30; at += 1) ids.push((await makeProduct(store, { title: `Lamp ${at}` })).id);
  await sync(store, ids);
  // Rows that nobody would write today: what a re-index is for.
  await withStore(store.id, (tx) => tx.searchDocument.updateMany({ where: { storeId: store.id }, data: { vendor: "Spoiled" } }));

  let isOver = false;
  const totals = new Set<number>();
  const searching = (async () => {
    while (!isOver) totals.add((await postgresSearch.query(store, everything)).total);
  })();
  const late = await makeProduct(store, { title: "Made meanwhile" });
  const [rebuilt] = await Promise.all([
    rebuildIndex(store.id, postgres),
    edit(store, ids[0] ?? "", "Edited meanwhile").then(() => sync(store, [ids[0] ?? ""])),
    sync(store, [late.id]),
  ]);
  isOver = true;
  await searching;

  expect(rebuilt).toMatchObject({ ok: true, value: { generation: 2 } });
  expect([...totals].every((total) => total === 30 || total === 31)).toBe(true);
  // A writer that began before the swap may end after it, and leave a row of the generation that answers no more.
  await repairIndex(store.id, postgres, { isAudited: true });
  const rows = await withStore(store.id, (tx) => tx.searchDocument.findMany({ where: { storeId: store.id } }));
  expect(rows.map((row) => [row.generation, row.vendor])).toEqual(Array.from({ length: 31 }, () => [2, ""]));
  expect(rows.some((row) => row.title === "Edited meanwhile")).toBe(true);
  expect((await drift(store)).driftCount).toBe(0);
});

test("of two re-indexes at once one is told that the other is running", async () => {
  const store = await makeStore();
  await sync(store, [(await makeProduct(store)).id]);
  await killAfter(store, 0);
  expect(await rebuildIndex(store.id, postgres)).toEqual({ ok: false, code: "running" });
  await expect(ask(store)).rejects.toThrow("another worker");
});

test("one that was killed between two chunks goes on where it stopped, once it has been silent for a while", async () => {
  const store = await makeLargeStore();
  await killAfter(store, 1);
  await letPass(store, 1);
  await expect(ask(store)).rejects.toThrow("another worker");
  await letPass(store, 3);
  expect(await rebuildIndex(store.id, postgres)).toEqual({ ok: true, value: { products: 250, generation: 2, isDone: true } });
  expect(await rowsOfGenerations(store)).toEqual([[2, 450]]);
  expect(await drift(store)).toMatchObject({ driftCount: 0 });
});

test("what was changed while it lay still is not lost", async () => {
  const store = await makeLargeStore();
  await killAfter(store, 1);
  const { builtUpTo } = await rowOf(store);
  await edit(store, builtUpTo ?? "", "Edited meanwhile");
  await sync(store, [builtUpTo ?? "", (await makeProduct(store, { title: "Made meanwhile" })).id]);
  await letPass(store, 3);
  expect(await ask(store)).toBe("done");
  expect((await postgresSearch.query(store, { ...everything, text: "meanwhile" })).total).toBe(2);
  expect([await rowsOfGenerations(store), (await drift(store)).driftCount]).toEqual([[[2, 451]], 0]);
});

test("a killed worker that wakes up after another took over changes nothing", async () => {
  const store = await makeLargeStore();
  let wake: (value?: unknown) => void = () => undefined;
  const asleep = new Promise((resolve) => {
    wake = resolve;
  });
  const sleeper = {
    ...postgres,
    fill: async (...asked: Parameters<SyncedIndex["fill"]>) => {
      await asleep;
      await postgres.fill(...asked);
    },
  };
  const late = rebuildIndex(store.id, sleeper);
  await expect.poll(async () => (await rowOf(store).catch(() => null))?.building).toBe(2);
  await letPass(store, 3);
  expect(await rebuildIndex(store.id, postgres)).toMatchObject({ ok: true, value: { products: 450 } });
  wake();
  expect(await late).toEqual({ ok: false, code: "running" });
  expect(await rowOf(store)).toMatchObject({ generation: 2, building: null });
  await repairIndex(store.id, postgres, { isAudited: true });
  expect(await rowsOfGenerations(store)).toEqual([[2, 450]]);
});

test("a large store takes several messages, each of which goes on where the one before ended", async () => {
  const store = await makeLargeStore();
  const waiting = () => withStore(store.id, (tx) => tx.outboxEvent.count({ where: { storeId: store.id, name: "search.rebuild_asked" } }));
  const outcomes = [];
  for (let message = 1; message <= 4; message += 1) outcomes.push([await rebuildStore(store.id, 0), await waiting()]);
  const [more, done] = [
    { ok: true, value: { isDone: false } },
    { ok: true, value: { isDone: true } },
  ];
  expect(outcomes).toEqual([
    [more, 1],
    [more, 2],
    [more, 3],
    [done, 3],
  ]);
  expect([await rowsOfGenerations(store), await rowOf(store)]).toMatchObject([[[2, 450]], { generation: 2, building: null }]);
});

test("one that fails leaves the next try free to go on at once", async () => {
  const store = await makeStore();
  await sync(store, [(await makeProduct(store)).id]);
  const broken = { ...postgres, fill: () => Promise.reject(new Error("the database went away")) };
  await expect(rebuildIndex(store.id, broken)).rejects.toThrow("went away");
  expect(await ask(store)).toBe("done");
  expect(await rowOf(store)).toMatchObject({ generation: 2, building: null });
});

test("one that nobody went on with is given up by the sweep, with what it wrote", async () => {
  const store = await makeLargeStore();
  await killAfter(store, 1);
  await letPass(store, 10);
  await sweepIndexes({ repaired: () => undefined });
  expect([await rowsOfGenerations(store), (await readIndexStates(store.id))[0]?.isBuilding]).toEqual([
    [
      [1, 450],
      [2, 200],
    ],
    true,
  ]);
  await letPass(store, 20);
  await sweepIndexes({ repaired: () => undefined });
  expect([await rowsOfGenerations(store), (await readIndexStates(store.id))[0]?.isBuilding]).toEqual([[[1, 450]], false]);
  expect(await drift(store)).toMatchObject({ driftCount: 0 });
});
