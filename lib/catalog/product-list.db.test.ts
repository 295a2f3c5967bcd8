import { beforeEach, expect, test } from "vitest";
import type { StoreView } from "@/lib/stores/types";
import { makeCollection, makeProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";
import type { ProductFilter } from "./product-filter";
import { listProducts } from "./product-list";

let store: StoreView;

beforeEach(async () => {
  store = await makeStore();
});

const titles = async (filter: ProductFilter) => (await listProducts(store.id, filter)).items.map(({ title }) => title);

test("the archive is apart, and other stores' products are nowhere", async () => {
  await makeProduct(store, { title: "Here" });
  await makeProduct(store, { title: "Put away", status: "archived" });
  await makeProduct(await makeStore(), { title: "Elsewhere" });
  expect(await titles({})).toEqual(["Here"]);
  expect(await titles({ status: "archived" })).toEqual(["Put away"]);
});

test("every word must occur, in any field, whatever its accents and case", async () => {
  await makeProduct(store, { title: "Camisa São João", vendor: "Ateliê Flor", tags: ["linho"], variants: [{ sku: "CSJ-01" }] });
  await makeProduct(store, { title: "Camisa de verão" });
  expect(await titles({ search: "CAMISA sao" })).toEqual(["Camisa São João"]);
  expect(await titles({ search: "atelie linho" })).toEqual(["Camisa São João"]);
  expect(await titles({ search: "csj-0" })).toEqual(["Camisa São João"]);
  expect(await titles({ search: "camisa inverno" })).toEqual([]);
});

test("signs of the query language are only signs", async () => {
  await makeProduct(store, { title: "100% linen" });
  await makeProduct(store, { title: "100 buttons" });
  expect(await titles({ search: "100%" })).toEqual(["100% linen"]);
  expect(await titles({ search: "'; drop table product; --" })).toEqual([]);
  expect(await titles({ search: "\\ \u0000 _" })).toEqual([]);
});

test("filters by vendor, type, collection and what is left in stock", async () => {
  const none = await makeProduct(store, { title: "None", vendor: "A", productType: "Shirt", variants: [{ stock: 0 }] });
  await makeProduct(store, { title: "Few", vendor: "B", variants: [{ stock: 2 }, { stock: 3, optionValues: ["M"] }] });
  await makeProduct(store, { title: "Many", vendor: "B", variants: [{ stock: 50 }] });
  await makeProduct(store, { title: "Endless", variants: [{ stock: 0, isTracked: false }] });
  const collection = await makeCollection(store, { productIds: [none.id] });
  expect(await titles({ vendor: "A" })).toEqual(["None"]);
  expect(await titles({ productType: "Shirt" })).toEqual(["None"]);
  expect(await titles({ collectionId: collection.id })).toEqual(["None"]);
  expect(await titles({ stock: "out" })).toEqual(["None"]);
  expect((await titles({ stock: "low" })).sort()).toEqual(["Few", "None"]);
});

test("sorts by title, price and stock, both ways", async () => {
  await makeProduct(store, { title: "banana", variants: [{ priceCents: 300, stock: 1 }] });
  await makeProduct(store, { title: "Apple", variants: [{ priceCents: 200, stock: 9 }] });
  await makeProduct(store, { title: "Cherry", variants: [{ priceCents: 100, stock: 5 }] });
  expect(await titles({ sort: "title" })).toEqual(["Apple", "banana", "Cherry"]);
  expect(await titles({ sort: "price" })).toEqual(["Cherry", "Apple", "banana"]);
  expect(await titles({ sort: "stock", isDescending: true })).toEqual(["Apple", "Cherry", "banana"]);
});

test("shows 50 a page with the count; a page too far is the last one", async () => {
  for (let number = 1; number <= 51; number++) await makeProduct(store, { title: `Item ${String(number).padStart(2, "0")}` });
  const first = await listProducts(store.id, { sort: "title" });
  expect([first.items.length, first.total, first.pages]).toEqual([50, 51, 2]);
  const far = await listProducts(store.id, { sort: "title", page: 99 });
  expect([far.page, far.items.map(({ title }) => title)]).toEqual([2, ["Item 51"]]);
});

test("a row tells the range of prices and what is left of all variants", async () => {
  await makeProduct(store, {
    variants: [
      { priceCents: 100, stock: 2 },
      { priceCents: 300, stock: 3, optionValues: ["M"] },
    ],
  });
  const { items } = await listProducts(store.id);
  expect(items).toMatchObject([{ minPriceCents: 100, maxPriceCents: 300, variantCount: 2, available: 5, picture: null }]);
});
