import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import type { StoreView } from "@/lib/stores/types";
import { type Act, act, makeTown, type Told } from "@/tests/factories/catalog-chaos";
import { makeCollection, makeProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";
import { indexCollection, indexProduct, indexStock, unindexProduct } from "./consumers";
import { readDocuments } from "./documents";
import { readDrift } from "./drift";
import { syncedIndexes } from "./indexes";
import { postgresSearch } from "./postgres";
import { repairIndex } from "./repair";
import { sweepIndexes } from "./sweep";
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
  await deliver(store, { name: "collection.changed", id });
  const titles = async (text: string) => (await postgresSearch.query(store, { ...everything, text })).cards.map((card) => card.title);
  expect([await titles("winter"), await titles("summer")]).toEqual([["One"], []]);
  expect((await drift(store)).driftCount).toBe(0);
});

/** One delivery of an event at its consumer. */
async function deliver(store: StoreView, { name, id }: Told, eventId: string = newId()): Promise<void> {
  const delivery = { eventId, storeId: store.id, retried: 0 };
  const storeId = store.id;
  if (name === "product.changed") await indexProduct({ ...delivery, payload: { storeId, productId: id, version: 1 } });
  if (name === "product.deleted") await unindexProduct({ ...delivery, payload: { storeId, productId: id, version: 1 } });
  if (name === "stock.changed") await indexStock({ ...delivery, payload: { storeId, productIds: [id] } });
  if (name === "collection.changed") await indexCollection({ ...delivery, payload: { storeId, collectionId: id, version: 1 } });
}

const anAct = fc.record<Act>({
  kind: fc.constantFrom("edit", "edit", "sell_out", "delete", "make", "rename_collection", "join", "leave"),
  pick: fc.nat({ max: 20 }),
});
/** What becomes of an event: dropped, delivered, or delivered twice; and its place among the others. */
const aFate = fc.record({ copies: fc.nat({ max: 2 }), place: fc.nat({ max: 1000 }) });

test("whatever happens, and whichever events are dropped, doubled or shuffled: one sweep, and nothing differs", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(anAct, aFate), { minLength: 1, maxLength: 12 }), async (story) => {
      const store = await makeStore();
      const town = await makeTown(store);
      await sync(store, town.productIds);
      const deliveries: { told: Told; eventId: string; place: number }[] = [];
      for (const [what, { copies, place }] of story) {
        const told = await act(town, what);
        const eventId = newId();
        if (told) for (let copy = 0; copy < copies; copy += 1) deliveries.push({ told, eventId, place: place + copy });
      }
      for (const { told, eventId } of deliveries.toSorted((one, other) => one.place - other.place)) await deliver(store, told, eventId);
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
