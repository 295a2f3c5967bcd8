import { expect, test } from "vitest";
import { withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { makeCollection, makeProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";
import { listDifferingOf } from "./collection-products";
import { readDocuments } from "./documents";
import { indexProducts } from "./indexing";
import { writeDocuments } from "./write-documents";

async function documentOf(store: StoreView, productId: string) {
  return withStore(store.id, (tx) => tx.searchDocument.findFirst({ where: { storeId: store.id, productId } }));
}

test("an older version never overwrites a newer one", async () => {
  const store = await makeStore();
  const { id } = await makeProduct(store, { title: "Old title" });
  await withStore(store.id, async (tx) => {
    const old = await readDocuments(tx, store.id, [id]);
    await tx.product.update({ where: { storeId_id: { storeId: store.id, id } }, data: { title: "New title", version: 2 } });
    await indexProducts(tx, store.id, [id]);
    await writeDocuments(tx, { storeId: store.id, locale: "en", generations: [1] }, old);
  });
  expect(await documentOf(store, id)).toMatchObject({ title: "New title", version: 2 });
});

test("a document says what a card shows, and which choices exist", async () => {
  const store = await makeStore();
  const { id } = await makeProduct(store, {
    title: "Tee",
    options: { Size: ["S", "M", "L"] },
    variants: [
      { optionValues: ["S"], priceCents: 3000, stock: 0 },
      { optionValues: ["M"], priceCents: 4000, compareAtCents: 5000 },
    ],
  });
  await withStore(store.id, (tx) => indexProducts(tx, store.id, [id]));
  expect(await documentOf(store, id)).toMatchObject({
    isVisible: true,
    isAvailable: true,
    optionPairs: ["Size:S", "Size:M"],
    minPriceCents: 4000,
    card: { title: "Tee", priceCents: 4000, compareAtCents: 5000, hasPriceRange: false },
  });
});

test("stock that runs out is known after the next indexing, without a new version", async () => {
  const store = await makeStore();
  const { id, variantId } = await makeProduct(store);
  await withStore(store.id, async (tx) => {
    await indexProducts(tx, store.id, [id]);
    await tx.inventoryLevel.update({ where: { storeId_variantId: { storeId: store.id, variantId } }, data: { reserved: 10 } });
    await indexProducts(tx, store.id, [id]);
  });
  expect(await documentOf(store, id)).toMatchObject({ isAvailable: false, version: 1 });
});

test("a product that is gone leaves the index, an archived one can no longer be found", async () => {
  const store = await makeStore();
  const [gone, archived] = [await makeProduct(store), await makeProduct(store)];
  await withStore(store.id, async (tx) => {
    await indexProducts(tx, store.id, [gone.id, archived.id]);
    await tx.product.delete({ where: { storeId_id: { storeId: store.id, id: gone.id } } });
    await tx.product.update({ where: { storeId_id: { storeId: store.id, id: archived.id } }, data: { status: "archived" } });
    await indexProducts(tx, store.id, [gone.id, archived.id]);
  });
  expect(await documentOf(store, gone.id)).toBeNull();
  expect(await documentOf(store, archived.id)).toMatchObject({ isVisible: false });
});

test("a collection reaches the products that came into it and those that left it, and leaves the others as they are", async () => {
  const store = await makeStore();
  const [stays, leaves, joins] = [await makeProduct(store), await makeProduct(store), await makeProduct(store)];
  const { id: collectionId } = await makeCollection(store, { title: "Sale", productIds: [stays.id, leaves.id] });
  const reached = await withStore(store.id, async (tx) => {
    await indexProducts(tx, store.id, [stays.id, leaves.id, joins.id]);
    await tx.collectionProduct.deleteMany({ where: { storeId: store.id, productId: leaves.id } });
    await tx.collectionProduct.create({ data: { storeId: store.id, collectionId, productId: joins.id } });
    const ids = await listDifferingOf(tx, { storeId: store.id, collectionId }, 10);
    await indexProducts(tx, store.id, ids);
    return ids;
  });
  expect(reached.toSorted()).toEqual([leaves.id, joins.id].toSorted());
  expect(await documentOf(store, leaves.id)).toMatchObject({ collectionIds: [] });
  expect(await documentOf(store, joins.id)).toMatchObject({ collectionIds: [collectionId] });
});

test("products of another store are not indexed here", async () => {
  const [mine, other] = [await makeStore(), await makeStore()];
  const theirs = await makeProduct(other);
  await withStore(mine.id, (tx) => indexProducts(tx, mine.id, [theirs.id]));
  expect(await documentOf(mine, theirs.id)).toBeNull();
});
