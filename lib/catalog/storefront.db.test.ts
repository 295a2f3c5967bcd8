import { expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { indexProducts } from "@/lib/search/indexing";
import type { StoreView } from "@/lib/stores/types";
import { makeCollection, makeProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";
import { findHomeShelves, findStorefrontCollection, findStorefrontProduct, listRelatedProducts, listSitemap } from "./storefront";

async function indexAll(store: StoreView, ids: string[]) {
  await withStore(store.id, (tx) => indexProducts(tx, store.id, ids));
}

test("a product page knows its choices, prices and stock, and nothing that is not for shoppers", async () => {
  const store = await makeStore();
  const tee = await makeProduct(store, {
    title: "Tee",
    slug: "tee",
    options: { Size: ["S", "M", "L"] },
    variants: [
      { optionValues: ["S"], stock: 0 },
      { optionValues: ["M"], stock: 2, compareAtCents: 3000 },
      { optionValues: ["L"], stock: 0, allowBackorder: true },
    ],
  });
  const collection = await makeCollection(store, { title: "Tops", slug: "tops", productIds: [tee.id] });
  await withStore(store.id, (tx) =>
    tx.variant.update({ where: { storeId_id: { storeId: store.id, id: tee.variantId } }, data: { costCents: 4242, barcode: "789" } }),
  );
  const product = await findStorefrontProduct(store.id, "tee");
  expect(product).toMatchObject({ title: "Tee", collection: { slug: collection.slug, title: "Tops" }, pictures: [] });
  expect(product?.variants.map((variant) => variant.stock)).toEqual([
    { kind: "sold_out" },
    { kind: "low", units: 2 },
    { kind: "backorder" },
  ]);
  expect(JSON.stringify(product)).not.toMatch(/4242|789|cost|barcode/);
});

test("drafts, archived products and other stores' products have no page", async () => {
  const [store, other] = [await makeStore(), await makeStore()];
  await makeProduct(store, { slug: "draft", status: "draft" });
  await makeProduct(store, { slug: "old", status: "archived" });
  await makeProduct(other, { slug: "theirs" });
  for (const slug of ["draft", "old", "theirs", "nothing"]) expect(await findStorefrontProduct(store.id, slug)).toBeNull();
});

test("a draft collection has no page", async () => {
  const store = await makeStore();
  await makeCollection(store, { slug: "hidden", status: "draft" });
  expect(await findStorefrontCollection(store.id, "hidden")).toBeNull();
});

test("home shows what is featured, what sells best, and collections that have something", async () => {
  const store = await makeStore();
  const [plain, featured, sold] = [await makeProduct(store), await makeProduct(store, { isFeatured: true }), await makeProduct(store)];
  await makeCollection(store, { title: "Filled", productIds: [plain.id] });
  await makeCollection(store, { title: "Empty" });
  await withStore(store.id, (tx) => tx.productSales.create({ data: { storeId: store.id, productId: sold.id, units: 3 } }));
  await indexAll(store, [plain.id, featured.id, sold.id]);
  const home = await findHomeShelves(store.id);
  expect(home.featured.map((card) => card.id)).toEqual([featured.id]);
  expect(home.bestSellers.map((card) => card.id)).toEqual([sold.id]);
  expect(home.collections.map((tile) => tile.title)).toEqual(["Filled"]);
});

test("while nothing is featured the newest stand in for it", async () => {
  const store = await makeStore();
  const product = await makeProduct(store);
  await indexAll(store, [product.id]);
  expect((await findHomeShelves(store.id)).featured.map((card) => card.id)).toEqual([product.id]);
});

test("related products share a collection or a type, and never are the product itself", async () => {
  const [store, other] = [await makeStore(), await makeStore()];
  const [own, sameType, sameCollection, stranger] = [
    await makeProduct(store, { productType: "Mug" }),
    await makeProduct(store, { productType: "Mug" }),
    await makeProduct(store),
    await makeProduct(store),
  ];
  const theirs = await makeProduct(other, { productType: "Mug" });
  await makeCollection(store, { productIds: [own.id, sameCollection.id] });
  await indexAll(store, [own.id, sameType.id, sameCollection.id, stranger.id]);
  await indexAll(other, [theirs.id]);
  const related = await listRelatedProducts(store.id, own.id);
  expect(related.map((card) => card.id)).toEqual([sameType.id, sameCollection.id]);
});

test("the sitemap lists what can be visited", async () => {
  const store = await makeStore();
  await makeProduct(store, { slug: "tee" });
  await makeProduct(store, { slug: "draft", status: "draft" });
  await makeCollection(store, { slug: "tops" });
  await withStore(store.id, (tx) =>
    tx.page.createMany({
      data: [
        { storeId: store.id, id: newId(), slug: "about", title: "About" },
        { storeId: store.id, id: newId(), slug: "hidden", title: "Hidden", isPublished: false },
      ],
    }),
  );
  expect((await listSitemap(store.id)).map((entry) => entry.path)).toEqual(["/collections/tops", "/products/tee", "/pages/about"]);
});
