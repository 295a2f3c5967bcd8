import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { after, dayMs } from "@/lib/core/time";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import type { StoreView } from "@/lib/stores/types";
import { type Act, act, makeTown, type Told } from "@/tests/factories/catalog-chaos";
import { makeCollection, makeProduct, makeProducts } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";
import { indexCollection, indexProduct, indexStock, unindexProduct } from "./consumers";
import { readDocuments } from "./documents";
import { readDrift } from "./drift";
import { syncedIndexes } from "./indexes";
import { postgresSearch } from "./postgres";
import { repairIndex } from "./repair";
import { sweepIndexes } from "./sweep";
import { readIndexStates } from "./sync-state";
import { noFilters } from "./types";

// What Next does around a request: there is none in a test, so tags are dropped nowhere.
vi.mock("next/cache", async (original) => ({ ...(await original<object>()), revalidateTag: () => undefined }));

const [postgres] = syncedIndexes();
if (!postgres) throw new Error("Postgres is always an index");

const drift = (store: StoreView) => readDrift(store.id, "postgres", 50);
const sync = (store: StoreView, ids: string[]) => postgres.sync(store.id, ids);
const everything = { text: "", collectionId: null, filters: noFilters, sort: "newest", page: 1, pageSize: 100 } as const;
const edit = (store: StoreView, id: string, title: string) =>
  withStore(store.id, (tx) =>
    tx.product.update({ where: { storeId_id: { storeId: store.id, id } }, data: { title, version: { increment: 1 } } }),
  );

test("drift names what differs, and in which way", async () => {
  const store = await makeStore();
  const [same, behind, sold, gone, missing] = await Promise.all(
    ["Same", "Behind", "Sold", "Gone", "Missing"].map((title) => makeProduct(store, { title })),
  );
  if (!same || !behind || !sold || !gone || !missing) throw new Error("five products were made");
  await sync(store, [same.id, behind.id, sold.id, gone.id]);
  await edit(store, behind.id, "Ahead");
  await withStore(store.id, async (tx) => {
    await tx.inventoryLevel.update({
      where: { storeId_variantId: { storeId: store.id, variantId: sold.variantId } },
      data: { reserved: 10 },
    });
    await tx.product.delete({ where: { storeId_id: { storeId: store.id, id: gone.id } } });
  });
  const { products, driftCount, productCount } = await drift(store);
  expect([productCount, driftCount]).toEqual([4, 4]);
  const found = Object.fromEntries(products.map(({ productId, ...rest }) => [productId, rest]));
  expect(found).toEqual({
    [behind.id]: { title: "Ahead", kind: "behind", databaseVersion: 2, indexVersion: 1 },
    [sold.id]: { title: "Sold", kind: "changed", databaseVersion: 1, indexVersion: 1 },
    [gone.id]: { title: "", kind: "left_over", databaseVersion: null, indexVersion: 1 },
    [missing.id]: { title: "Missing", kind: "missing", databaseVersion: 1, indexVersion: null },
  });
});

test("lag is the age of the oldest change that the index does not have, however often it changed since", async () => {
  const store = await makeStore();
  const { id } = await makeProduct(store);
  await sync(store, [id]);
  expect((await drift(store)).oldestChangeAt).toBeNull();
  const payload = { storeId: store.id, productId: id, version: 2 };
  await withStore(store.id, (tx) => record(tx, "product.changed", payload));
  const first = await withStore(store.id, (tx) => tx.outboxEvent.findFirstOrThrow({ where: { storeId: store.id } }));
  await edit(store, id, "Second");
  await withStore(store.id, (tx) => record(tx, "product.changed", { ...payload, version: 3 }));
  expect((await drift(store)).oldestChangeAt).toEqual(first.createdAt);
  await sync(store, [id]);
  expect(await drift(store)).toMatchObject({ driftCount: 0, oldestChangeAt: null });
});

test("the lag of a change that left no mark on its product is that of its event, not of the product's last indexing", async () => {
  const store = await makeStore();
  const [leaves, other] = [await makeProduct(store), await makeProduct(store)];
  const { id: collectionId } = await makeCollection(store, { productIds: [leaves.id] });
  await sync(store, [leaves.id, other.id]);
  await makeOld(store, 90);
  await withStore(store.id, async (tx) => {
    await record(tx, "collection.changed", { storeId: store.id, collectionId: newId(), version: 2 });
    await tx.collection.delete({ where: { storeId_id: { storeId: store.id, id: collectionId } } });
    await record(tx, "collection.changed", { storeId: store.id, collectionId, version: 2 });
  });
  const told = await withStore(store.id, (tx) =>
    tx.outboxEvent.findFirstOrThrow({ where: { storeId: store.id }, orderBy: { id: "desc" } }),
  );
  expect(await drift(store)).toMatchObject({ driftCount: 1, oldestChangeAt: told.createdAt });
});

test("the lag of a change that nothing tells of begins after the last check that found the index in step", async () => {
  const store = await makeStore();
  const { id } = await makeProduct(store);
  await sync(store, [id]);
  await makeOld(store, 90);
  await repairIndex(store.id, postgres, { isAudited: false });
  const [state] = await readIndexStates(store.id);
  await withPlatform((tx) => tx.store.update({ where: { id: store.id }, data: { locale: "pt-BR" } }));
  expect(await drift(store)).toMatchObject({ driftCount: 1, oldestChangeAt: state?.checkedAt });
});

/** The catalogue and its index as they would be, had they lain still for so many days. */
async function makeOld(store: StoreView, days: number): Promise<void> {
  const at = after(-days * dayMs);
  await withStore(store.id, async (tx) => {
    await tx.$executeRaw`update product set updated_at = ${at} where store_id = ${store.id}::uuid`;
    await tx.$executeRaw`update collection set updated_at = ${at} where store_id = ${store.id}::uuid`;
    await tx.$executeRaw`update inventory_level set updated_at = ${at} where store_id = ${store.id}::uuid`;
    await tx.$executeRaw`update search_document set indexed_at = ${at} where store_id = ${store.id}::uuid`;
  });
}

test("a repair sends only what differs", async () => {
  const store = await makeStore();
  const [untouched, changed] = [await makeProduct(store), await makeProduct(store)];
  await sync(store, [untouched.id, changed.id]);
  const indexedAt = async (productId: string) =>
    (
      await withStore(store.id, (tx) => tx.searchDocument.findFirstOrThrow({ where: { storeId: store.id, productId } }))
    ).indexedAt.getTime();
  const before = [await indexedAt(untouched.id), await indexedAt(changed.id)];
  await edit(store, changed.id, "Changed");
  const checked = await repairIndex(store.id, postgres, { isAudited: false });
  expect([checked.found.driftCount, checked.left.driftCount]).toEqual([1, 0]);
  expect(await indexedAt(untouched.id)).toBe(before[0]);
  expect(await indexedAt(changed.id)).toBeGreaterThan(before[1] ?? 0);
});

test("a renamed collection reaches its products, and those that left it", async () => {
  const store = await makeStore();
  const [stays, leaves] = [await makeProduct(store, { title: "One" }), await makeProduct(store, { title: "Two" })];
  const { id } = await makeCollection(store, { title: "Summer", productIds: [stays.id, leaves.id] });
  await sync(store, [stays.id, leaves.id]);
  await withStore(store.id, async (tx) => {
    await tx.collection.update({ where: { storeId_id: { storeId: store.id, id } }, data: { title: "Winter", version: 2 } });
    await tx.collectionProduct.deleteMany({ where: { storeId: store.id, productId: leaves.id } });
  });
  expect((await drift(store)).driftCount).toBe(2);
  await deliver(store, { name: "collection.changed", id, version: 2 });
  const titles = async (text: string) => (await postgresSearch.query(store, { ...everything, text })).cards.map((card) => card.title);
  expect([await titles("winter"), await titles("summer")]).toEqual([["One"], []]);
  expect((await drift(store)).driftCount).toBe(0);
});

test("a change of a large collection writes what differs and nothing else, chunk by chunk", async () => {
  const store = await makeStore();
  const ids = await makeProducts(
    store,
    Array.from({ length: 450 }, (_, at) => ({ title: `Lamp ${at}` })),
  );
  const { id } = await makeCollection(store, { title: "Summer", productIds: ids });
  await sync(store, ids);
  const place = { storeId_id: { storeId: store.id, id } };
  const rename = (title: string) =>
    withStore(store.id, (tx) => tx.collection.update({ where: place, data: { title, version: { increment: 1 } } }));

  await rename("Winter");
  expect(await writtenBy(store, () => deliver(store, { name: "collection.changed", id, version: 2 }))).toEqual({
    documents: 450,
    times: 3,
  });
  expect((await drift(store)).driftCount).toBe(0);

  await withStore(store.id, (tx) => tx.collectionProduct.deleteMany({ where: { storeId: store.id, productId: { in: ids.slice(0, 3) } } }));
  expect(await writtenBy(store, () => deliver(store, { name: "collection.changed", id, version: 3 }))).toEqual({ documents: 3, times: 1 });
  expect(await writtenBy(store, () => deliver(store, { name: "collection.changed", id, version: 4 }))).toEqual({ documents: 0, times: 0 });
});

/** How many documents were written meanwhile, in how many transactions: Postgres keeps with each row which one wrote it. */
async function writtenBy(store: StoreView, work: () => Promise<void>): Promise<{ documents: number; times: number }> {
  const writers = () =>
    withStore(
      store.id,
      (tx) => tx.$queryRaw<{ id: string; writer: string }[]>`
        select product_id::text as id, xmin::text as writer from search_document where store_id = ${store.id}::uuid`,
    );
  const before = new Map((await writers()).map(({ id, writer }) => [id, writer]));
  await work();
  const written = (await writers()).filter(({ id, writer }) => before.get(id) !== writer);
  return { documents: written.length, times: new Set(written.map(({ writer }) => writer)).size };
}

/** One delivery of an event at its consumer. */
async function deliver(store: StoreView, { name, id, version }: Told, eventId: string = newId()): Promise<void> {
  const delivery = { eventId, storeId: store.id, retried: 0 };
  const storeId = store.id;
  if (name === "product.changed") await indexProduct({ ...delivery, payload: { storeId, productId: id, version } });
  if (name === "product.deleted") await unindexProduct({ ...delivery, payload: { storeId, productId: id, version } });
  if (name === "stock.changed") await indexStock({ ...delivery, payload: { storeId, productIds: [id] } });
  if (name === "collection.changed") await indexCollection({ ...delivery, payload: { storeId, collectionId: id, version } });
}

const anAct = fc.record<Act>({
  kind: fc.constantFrom("edit", "edit", "sell_out", "delete", "make", "rename_collection", "join", "leave"),
  pick: fc.nat({ max: 20 }),
});
/** What becomes of an event: dropped, delivered, or delivered twice; and its place among the others. */
const aFate = fc.record({ copies: fc.nat({ max: 2 }), place: fc.nat({ max: 1000 }) });

test("whatever happens, and whichever events are doubled or shuffled, nothing differs; where some are dropped, not after one sweep", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(anAct, aFate), { minLength: 1, maxLength: 12 }), fc.boolean(), async (story, isAnyLost) => {
      const store = await makeStore();
      const town = await makeTown(store);
      await sync(store, town.productIds);
      const deliveries: { told: Told; eventId: string; place: number }[] = [];
      for (const [what, { copies, place }] of story) {
        const told = await act(town, what);
        const eventId = newId();
        const times = isAnyLost ? copies : Math.max(1, copies);
        if (told) for (let copy = 0; copy < times; copy += 1) deliveries.push({ told, eventId, place: place + copy });
      }
      for (const { told, eventId } of deliveries.toSorted((one, other) => one.place - other.place)) await deliver(store, told, eventId);
      if (!isAnyLost) expect(await drift(store)).toMatchObject({ driftCount: 0, products: [] });
      await sweepIndexes({ repaired: () => undefined });
      expect(await drift(store)).toMatchObject({ driftCount: 0, products: [] });
      await expectIndexToEqualCatalogue(store);
    }),
    { numRuns: 8 },
  );
}, 240_000);

/** Not by fingerprints: by the documents themselves. */
async function expectIndexToEqualCatalogue(store: StoreView): Promise<void> {
  await withStore(store.id, async (tx) => {
    const rows = await tx.searchDocument.findMany({ where: { storeId: store.id }, orderBy: { productId: "asc" } });
    const products = await tx.product.findMany({ where: { storeId: store.id }, select: { id: true }, orderBy: { id: "asc" } });
    const fresh = await readDocuments(
      tx,
      store.id,
      products.map(({ id }) => id),
    );
    const shown = ({
      productId,
      title,
      isAvailable,
      collectionIds,
      words,
      card,
    }: Pick<(typeof fresh)[number], "productId" | "title" | "isAvailable" | "collectionIds" | "words"> & { card: unknown }) => ({
      productId,
      title,
      isAvailable,
      collectionIds: collectionIds.toSorted(),
      words: words.split(" ").toSorted(),
      card,
    });
    expect(rows.map(shown)).toEqual(fresh.toSorted((one, other) => (one.productId < other.productId ? -1 : 1)).map(shown));
  });
}
