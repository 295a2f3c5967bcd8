import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { after, hourMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import { auditRecords } from "@/lib/search/algolia-audit";
import type { AlgoliaService } from "@/lib/search/algolia-client";
import { claimRecords, confirm, toRequests } from "@/lib/search/algolia-push";
import { objectIdOf } from "@/lib/search/algolia-record";
import { readDrift } from "@/lib/search/drift";
import { type SyncedIndex, syncedIndexes } from "@/lib/search/indexes";
import { pushCollection, pushDeletedProduct, pushProduct, pushStock } from "@/lib/search/push-consumers";
import { openBuilds, rebuildIndex } from "@/lib/search/rebuild";
import { repairIndex } from "@/lib/search/repair";
import { sweepIndexes } from "@/lib/search/sweep";
import type { StoreView } from "@/lib/stores/types";
import { type RunningAlgolia, startAlgolia } from "@/tests/contract/search/sandbox";
import { openService, openShelf, type Shelf } from "@/tests/contract/search/shelves";
import { type Act, act, makeTown, type Told } from "@/tests/factories/catalog-chaos";
import { makeCollection, makeProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";

// Each of these waits for several tasks of the service, one after the other: a loaded machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

let algolia: RunningAlgolia;
let service: AlgoliaService;
let shelf: Shelf;
let index: SyncedIndex;
beforeAll(async () => {
  algolia = await startAlgolia();
  service = await openService();
  shelf = await openShelf("algolia");
  const found = syncedIndexes().find(({ name }) => name === "algolia");
  if (!found) throw new Error("the search service is set up");
  index = found;
});
afterEach(() => algolia.clearFaults());
afterAll(() => algolia.close());

const drift = (store: StoreView) => readDrift(store.id, "algolia", 50);
const edit = (store: StoreView, id: string, title: string) =>
  withStore(store.id, (tx) =>
    tx.product.update({ where: { storeId_id: { storeId: store.id, id } }, data: { title, version: { increment: 1 } } }),
  );
const all = (store: StoreView) => shelf.titles(store, { sort: "price-asc" }).then((titles) => titles.toSorted());

async function setStatus(store: StoreView, ids: string[], status: "active" | "archived"): Promise<void> {
  const where = { storeId: store.id, id: { in: ids } };
  await withStore(store.id, (tx) => tx.product.updateMany({ where, data: { status, version: { increment: 1 } } }));
}

async function archive(store: StoreView, ids: string[]): Promise<void> {
  await setStatus(store, ids, "archived");
  await index.sync(store.id, ids);
}

/** For a blanked record and its note. */
async function letTwoHoursPass(store: StoreView, productId: string): Promise<void> {
  const at = after(-2 * hourMs);
  await withStore(store.id, (tx) => tx.searchRecord.updateMany({ where: { storeId: store.id, productId }, data: { indexedAt: at } }));
  const body = { objectID: objectIdOf(store.id, productId), blankedAt: Math.floor(at.getTime() / 1000) };
  await service.write([{ action: "partialUpdateObjectNoCreate", body }]);
}

const batches = () => algolia.requests.filter(({ operation }) => operation === "POST /1/indexes/{indexName}/batch").length;

describe("the order of writes", () => {
  it("is that of the catalogue's states: a writer that comes late changes nothing", async () => {
    const store = await makeStore();
    const [id = ""] = await shelf.stock(store, [{ title: "First" }]);
    await edit(store, id, "Second");
    const late = await withStore(store.id, (tx) => claimRecords(tx, store.id, [id]));
    await edit(store, id, "Third");
    await index.sync(store.id, [id]);

    await service.write(toRequests(store.id, late));
    await withStore(store.id, (tx) => confirm(tx, store.id, late.claims));
    expect(await all(store)).toEqual(["Third"]);
    expect(await drift(store)).toMatchObject({ driftCount: 0 });
  });

  it("does not bring back what was deleted meanwhile", async () => {
    const store = await makeStore();
    const [id = ""] = await shelf.stock(store, [{ title: "Gone soon" }]);
    await edit(store, id, "Changed a last time");
    const late = await withStore(store.id, (tx) => claimRecords(tx, store.id, [id]));
    await withStore(store.id, (tx) => tx.product.delete({ where: { storeId_id: { storeId: store.id, id } } }));
    await index.sync(store.id, [id]);

    await service.write(toRequests(store.id, late));
    expect(await all(store)).toEqual([]);
    const [record] = await service.browse(store.id);
    expect(record).toMatchObject({ isVisible: false });
  });
});

describe("what the service holds", () => {
  it("is waited for: a sync ends when searches see it", async () => {
    const store = await makeStore();
    await algolia.publishAfter(300);
    await shelf.stock(store, [{ title: "Slowly published" }]);
    expect(await all(store)).toEqual(["Slowly published"]);
    await algolia.publishAfter(5);
  });

  it("is compared with our notes: lost, strange and newer records are found and mended", async () => {
    const store = await makeStore();
    const [lost = "", kept = "", newer = ""] = await shelf.stock(store, [{ title: "Lost" }, { title: "Kept" }, { title: "Newer" }]);
    const [stranger, storeId] = [newId(), store.id];
    await service.write([
      { action: "deleteObject", body: { objectID: objectIdOf(storeId, lost) } },
      { action: "addObject", body: { objectID: objectIdOf(storeId, stranger), storeId, isVisible: true, title: "Stranger", revision: 9 } },
      { action: "partialUpdateObject", body: { objectID: objectIdOf(storeId, newer), title: "From a time to come", revision: 40 } },
    ]);
    expect((await drift(store)).driftCount).toBe(0);
    const checked = await repairIndex(storeId, index, { isAudited: true });
    expect(checked.found.products.map((product) => product.productId).toSorted()).toEqual([lost, newer, stranger].toSorted());
    expect([checked.left.driftCount, checked.failure]).toEqual([0, ""]);
    expect(await all(store)).toEqual(["Kept", "Lost", "Newer"]);
    expect(kept).not.toBe("");
  });

  it("that was blanked is removed after an hour, and its note when a later look finds nothing", async () => {
    const store = await makeStore();
    const [archived = "", fresh = ""] = await shelf.stock(store, [{ title: "Archived" }, { title: "Archived just now" }]);
    await archive(store, [archived, fresh]);
    await letTwoHoursPass(store, archived);
    const heldAfterAudit = async () => {
      await index.audit(store.id);
      return (await service.browse(store.id)).map((record) => record.objectID);
    };
    expect(await heldAfterAudit()).toEqual([objectIdOf(store.id, fresh)]);
    await withStore(store.id, (tx) => tx.product.delete({ where: { storeId_id: { storeId: store.id, id: archived } } }));
    await index.sync(store.id, [archived]);
    await letTwoHoursPass(store, archived);
    expect(await heldAfterAudit()).toEqual([objectIdOf(store.id, fresh)]);
    expect(await withStore(store.id, (tx) => tx.searchRecord.count({ where: { storeId: store.id, productId: archived } }))).toBe(0);
  });

  it("that was blanked and comes back while it is looked at stays", async () => {
    const store = await makeStore();
    const [id = ""] = await shelf.stock(store, [{ title: "Back again" }]);
    await archive(store, [id]);
    await letTwoHoursPass(store, id);
    const browse: AlgoliaService["browse"] = async (storeId) => {
      const seen = await service.browse(storeId);
      await setStatus(store, [id], "active");
      await index.sync(storeId, [id]);
      return seen;
    };
    await auditRecords({ ...service, browse }, store.id);
    expect([await all(store), (await drift(store)).driftCount]).toEqual([["Back again"], 0]);
  });

  it("fits the service's limit, however long a description is", async () => {
    const store = await makeStore();
    await shelf.stock(store, [{ title: "Wordy", descriptionHtml: `<p>${"ação “linda” ".repeat(3000)}</p>`, tags: ["x".repeat(200)] }]);
    expect(await all(store)).toEqual(["Wordy"]);
  });

  it("is made anew while searches go on, and what nobody knows is gone afterwards", async () => {
    const store = await makeStore();
    const ids = await shelf.stock(store, [{ title: "One" }, { title: "Two" }, { title: "Three" }]);
    const body = { objectID: objectIdOf(store.id, newId()), storeId: store.id, isVisible: false, build: 1, revision: 1 };
    await service.write([{ action: "addObject", body }]);
    let isOver = false;
    const totals = new Set<number>();
    const searching = (async () => {
      while (!isOver) totals.add((await shelf.find(store, {})).total);
    })();
    const rebuilt = await rebuildIndex(store.id, index);
    isOver = true;
    await searching;
    expect(rebuilt).toMatchObject({ ok: true, value: { products: 3 } });
    expect([...totals]).toEqual([3]);
    expect((await service.browse(store.id)).map((record) => record.objectID).toSorted()).toEqual(
      ids.map((id) => objectIdOf(store.id, id)).toSorted(),
    );
    expect((await drift(store)).driftCount).toBe(0);
  });
});

describe("a failing service", () => {
  it("leaves the difference in sight, and the next sweep mends it", async () => {
    const store = await makeStore();
    const [id = ""] = await shelf.stock(store, [{ title: "Before" }]);
    await edit(store, id, "After");
    await algolia.fault({ operation: "POST /1/indexes/{indexName}/batch", effect: { kind: "fail_before", status: 503 }, times: null });
    const failed = await repairIndex(store.id, index, { isAudited: false });
    expect([failed.failure, failed.left.driftCount]).toEqual(["unreachable", 1]);

    await algolia.clearFaults();
    await sweepIndexes({ repaired: () => undefined });
    expect([await all(store), (await drift(store)).driftCount]).toEqual([["After"], 0]);
  });

  it("that performed and lost its answer is sent to again, with the same result", async () => {
    const store = await makeStore();
    const { id } = await makeProduct(store, { title: "Once" });
    await algolia.fault({ operation: "POST /1/indexes/{indexName}/batch", effect: { kind: "fail_after" } });
    const payload = { storeId: store.id, productId: id, version: 1 };
    const delivery = { eventId: newId(), storeId: store.id, payload, retried: 0 };
    await expect(pushProduct(delivery)).rejects.toThrow("no host");
    expect(await pushProduct(delivery)).toBe("done");
    expect(await pushProduct(delivery)).toBe("seen_before");
    expect([await all(store), (await drift(store)).driftCount]).toEqual([["Once"], 0]);
  });

  it("that refuses for good is not asked again: the message becomes a dead letter at once", async () => {
    const store = await makeStore();
    const { id } = await makeProduct(store);
    await algolia.fault({
      operation: "POST /1/indexes/{indexName}/batch",
      effect: { kind: "refuse", status: 403, message: "Invalid key" },
    });
    const payload = { storeId: store.id, productId: id, version: 1 };
    await expect(pushProduct({ eventId: newId(), storeId: store.id, payload, retried: 0 })).rejects.toMatchObject({
      causeClass: "refused",
    });
  });
});

describe("a message", () => {
  const push = (store: StoreView, id: string) =>
    pushProduct({ eventId: newId(), storeId: store.id, payload: { storeId: store.id, productId: id, version: 1 }, retried: 0 });

  it("about what the service has already sends nothing, except while everything is made anew", async () => {
    const store = await makeStore();
    const [id = ""] = await shelf.stock(store, [{ title: "Known" }]);
    const before = batches();
    expect(await push(store, id)).toBe("done");
    expect(batches()).toBe(before);
    await withStore(store.id, (tx) => openBuilds(tx, store.id, ["algolia"]));
    await push(store, id);
    expect(batches()).toBe(before + 1);
  });

  it("that comes while another is sent is sent together with those that came with it", async () => {
    const store = await makeStore();
    const ids = await shelf.stock(
      store,
      Array.from({ length: 8 }, (_, at) => ({ title: `Lamp ${at}` })),
    );
    for (const id of ids) await edit(store, id, "Edited");
    const before = batches();
    await algolia.publishAfter(1000);
    expect(await Promise.all(ids.map((id) => push(store, id)))).toEqual(ids.map(() => "done"));
    await algolia.publishAfter(5);
    expect(batches() - before).toBe(2);
    expect([await all(store), (await drift(store)).driftCount]).toEqual([ids.map(() => "Edited"), 0]);
  });
});

it("reaches the products of a renamed collection, and those that left it", async () => {
  const store = await makeStore();
  const [stays = "", leaves = ""] = await shelf.stock(store, [{ title: "Stays" }, { title: "Leaves" }]);
  const { id: collectionId } = await makeCollection(store, { title: "Summer", productIds: [stays, leaves] });
  await index.sync(store.id, [stays, leaves]);
  await withStore(store.id, async (tx) => {
    await tx.collection.update({ where: { storeId_id: { storeId: store.id, id: collectionId } }, data: { title: "Winter", version: 2 } });
    await tx.collectionProduct.deleteMany({ where: { storeId: store.id, productId: leaves } });
  });
  await pushCollection({ eventId: newId(), storeId: store.id, payload: { storeId: store.id, collectionId, version: 2 }, retried: 0 });
  expect([await shelf.titles(store, { text: "winter" }), await shelf.titles(store, { text: "summer" })]).toEqual([["Stays"], []]);
});

const anAct = fc.record<Act>({
  kind: fc.constantFrom("edit", "edit", "sell_out", "delete", "make", "rename_collection", "join", "leave"),
  pick: fc.nat({ max: 20 }),
});
const aFate = fc.record({ copies: fc.nat({ max: 2 }), place: fc.nat({ max: 1000 }) });

it("whatever happens, and whichever events are dropped, doubled, shuffled or delivered at once: one sweep, and nothing differs", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(anAct, aFate), { minLength: 1, maxLength: 10 }), async (story) => {
      const store = await makeStore();
      const town = await makeTown(store);
      await index.sync(store.id, town.productIds);
      const deliveries: { told: Told; place: number }[] = [];
      for (const [what, { copies, place }] of story) {
        const told = await act(town, what);
        if (told) for (let copy = 0; copy < copies; copy += 1) deliveries.push({ told, place: place + copy });
      }
      const shuffled = deliveries.toSorted((one, other) => one.place - other.place);
      await Promise.all(shuffled.map(({ told }) => deliver(store, told)));
      await sweepIndexes({ repaired: () => undefined });
      expect(await drift(store)).toMatchObject({ driftCount: 0 });
      await expectRecordsToEqualCatalogue(store);
    }),
    { numRuns: 4 },
  );
}, 240_000);

async function deliver(store: StoreView, { name, id, version }: Told): Promise<void> {
  const delivery = { eventId: newId(), storeId: store.id, retried: 0 };
  const storeId = store.id;
  if (name === "product.changed") await pushProduct({ ...delivery, payload: { storeId, productId: id, version } });
  if (name === "product.deleted") await pushDeletedProduct({ ...delivery, payload: { storeId, productId: id, version } });
  if (name === "stock.changed") await pushStock({ ...delivery, payload: { storeId, productIds: [id] } });
  if (name === "collection.changed") await pushCollection({ ...delivery, payload: { storeId, collectionId: id, version } });
}

/** By what shoppers find, not by our notes. */
async function expectRecordsToEqualCatalogue(store: StoreView): Promise<void> {
  const products = await withStore(store.id, (tx) =>
    tx.product.findMany({ where: { storeId: store.id }, include: { variants: { include: { inventory: true } } } }),
  );
  const expected = products.map(({ id, title, variants }) => {
    const isAvailable = variants.some(({ inventory }) => inventory !== null && inventory.onHand > inventory.reserved);
    return { id, title, isAvailable };
  });
  const { cards } = await shelf.find(store, { pageSize: 100 });
  const found = cards.map(({ id, title, isAvailable }) => ({ id, title, isAvailable }));
  const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
  expect(found.toSorted(byId)).toEqual(expected.toSorted(byId));
}

// What Next does around a request: there is none in a test, so tags are dropped nowhere.
vi.mock("next/cache", async (original) => ({ ...(await original<object>()), revalidateTag: () => undefined }));
