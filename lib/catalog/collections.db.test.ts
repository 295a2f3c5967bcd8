import { beforeEach, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { recordedEvents } from "@/tests/factories/events";
import { makeCollection, makeProduct } from "@/tests/factories/product";
import { collectionInputOf } from "@/tests/factories/product-input";
import { makeStore } from "@/tests/factories/store";
import { createCollection, deleteCollection, moveCollection, updateCollection } from "./collection-commands";
import { findCollection, listCollections, listPickable } from "./collection-queries";

let store: StoreView;

beforeEach(async () => {
  store = await makeStore();
});

async function create(wanted: Parameters<typeof collectionInputOf>[0] = {}): Promise<string> {
  const made = await createCollection(store.id, collectionInputOf(wanted));
  if (!made.ok) throw new Error(JSON.stringify(made));
  return made.value.id;
}

test("a collection keeps its products in the order that was given", async () => {
  const products = [await makeProduct(store), await makeProduct(store), await makeProduct(store)];
  const productIds = products.map(({ id }) => id).reverse();
  const id = await create({ productIds });
  expect((await findCollection(store.id, id))?.products.map((product) => product.id)).toEqual(productIds);
  expect(await listCollections(store.id)).toMatchObject([{ id, slug: "summer", productCount: 3 }]);
  expect(await recordedEvents(store)).toEqual([{ storeId: store.id, collectionId: id, version: 1 }]);
});

test("a product of another store is not found", async () => {
  const theirs = await makeProduct(await makeStore());
  expect(await createCollection(store.id, collectionInputOf({ productIds: [theirs.id] }))).toEqual({
    ok: false,
    code: "invalid",
    errors: { productIds: "not_found" },
  });
});

test("an edit of an older version is refused", async () => {
  const id = await create();
  const edit = (title: string) => updateCollection(store.id, { collectionId: id, version: 1, input: collectionInputOf({ title }) });
  expect(await edit("First")).toMatchObject({ ok: true, value: { version: 2, slug: "summer" } });
  expect(await edit("Second")).toMatchObject({ ok: false, code: "changed_meanwhile" });
  expect((await findCollection(store.id, id))?.title).toBe("First");
});

test("a renamed address leads on from the old one; a taken one is refused", async () => {
  await create({ slug: "taken" });
  const id = await create();
  const rename = (slug: string) => updateCollection(store.id, { collectionId: id, version: 1, input: collectionInputOf({ slug }) });
  expect(await rename("taken")).toMatchObject({ ok: false, errors: { slug: "slug_taken" } });
  await rename("winter");
  const redirects = await withStore(store.id, (tx) => tx.pathRedirect.findMany());
  expect(redirects).toMatchObject([{ fromPath: "/collections/summer", toPath: "/collections/winter" }]);
});

test("a deleted collection leaves its products, and says so", async () => {
  const product = await makeProduct(store);
  const id = await create({ productIds: [product.id] });
  expect(await deleteCollection(store.id, id)).toBe(true);
  expect(await deleteCollection(store.id, id)).toBe(false);
  expect(await withStore(store.id, (tx) => tx.product.count())).toBe(1);
  expect(await recordedEvents(store, "collection.changed")).toContainEqual({ storeId: store.id, collectionId: id, version: 2 });
});

test("another store's collection is neither saved nor deleted", async () => {
  const theirs = await makeCollection(await makeStore());
  expect(await deleteCollection(store.id, theirs.id)).toBe(false);
  const edit = { collectionId: theirs.id, version: 1, input: collectionInputOf() };
  expect(await updateCollection(store.id, edit)).toMatchObject({ ok: false, code: "not_found" });
  expect(await findCollection(store.id, theirs.id)).toBeNull();
});

test("collections move by one place, and only those that moved are told of", async () => {
  for (const title of ["One", "Two", "Three"]) await create({ title });
  const order = async () => (await listCollections(store.id)).map(({ title }) => title);
  const idOf = async (title: string) => (await listCollections(store.id)).find((one) => one.title === title)?.id ?? "";
  const told = async () => (await recordedEvents(store)).length;
  const before = await told();

  await moveCollection(store.id, await idOf("Three"), -1);
  expect([await order(), (await told()) - before]).toEqual([["One", "Three", "Two"], 2]);
  await moveCollection(store.id, await idOf("One"), -1);
  await moveCollection(store.id, newId(), 1);
  expect([await order(), (await told()) - before]).toEqual([["One", "Three", "Two"], 2]);
});

test("products to pick from are found by the words of their title", async () => {
  await makeProduct(store, { title: "Blue linen shirt" });
  await makeProduct(store, { title: "Linen trousers" });
  await makeProduct(store, { title: "Old linen shirt", status: "archived" });
  expect((await listPickable(store.id, "shirt LINEN")).map(({ title }) => title)).toEqual(["Blue linen shirt"]);
});
