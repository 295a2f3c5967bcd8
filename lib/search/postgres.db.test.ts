import { expect, test } from "vitest";
import { withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { makeCollection, makeProduct, type TestProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";
import { indexProducts } from "./indexing";
import { postgresSearch } from "./postgres";
import { noFilters, type SearchQuery } from "./types";

// What every search promises is in tests/contract/search/behaviour.contract.test.ts; here is what only this one knows.

const plain: SearchQuery = { text: "", collectionId: null, filters: noFilters, sort: "relevance", page: 1, pageSize: 24 };

async function stock(store: StoreView, products: TestProduct[]): Promise<string[]> {
  const made = [];
  for (const product of products) made.push(await makeProduct(store, product));
  const ids = made.map((product) => product.id);
  await withStore(store.id, (tx) => indexProducts(tx, store.id, ids));
  return ids;
}

async function titles(store: StoreView, query: Partial<SearchQuery>): Promise<string[]> {
  return (await postgresSearch.query(store, { ...plain, ...query })).cards.map((card) => card.title);
}

test("a collection shows its products in the merchant's order", async () => {
  const store = await makeStore();
  const [one = "", two = ""] = await stock(store, [{ title: "First" }, { title: "Second" }, { title: "Elsewhere" }]);
  const collection = await makeCollection(store, { title: "Summer", productIds: [two, one] });
  await withStore(store.id, (tx) => indexProducts(tx, store.id, [one, two]));
  expect(await titles(store, { collectionId: collection.id, sort: "featured" })).toEqual(["Second", "First"]);
});

test("the newest come first, page after page, none twice", async () => {
  const store = await makeStore();
  const made = ["One", "Two", "Three", "Four", "Five"];
  for (const title of made) await stock(store, [{ title }]);
  const pages = [];
  for (const page of [1, 2, 3]) pages.push(await titles(store, { sort: "newest", pageSize: 2, page }));
  expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
  expect(pages.flat()).toEqual(made.toReversed());
});

test("a word of English is found by any of its forms", async () => {
  const store = await makeStore({ locale: "en" });
  await stock(store, [{ title: "Run" }, { title: "Walk" }]);
  const answer = await postgresSearch.query(store, { ...plain, text: "running" });
  expect([answer.cards.map((card) => card.title), answer.correctedText]).toEqual([["Run"], null]);
});

test("prices are no choice where all that was found costs about the same", async () => {
  const store = await makeStore();
  await stock(store, [
    { title: "Blue mug", variants: [{ priceCents: 2600 }] },
    { title: "Red mug", variants: [{ priceCents: 2700 }] },
    { title: "Table", variants: [{ priceCents: 90_000 }] },
  ]);
  const kinds = async (text: string) => (await postgresSearch.query(store, { ...plain, text })).facets.map((facet) => facet.kind);
  expect(await kinds("mug")).not.toContain("price");
  expect(await kinds("")).toContain("price");
});
