import { beforeAll, describe, expect, test } from "vitest";
import { withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { makeCollection, makeProduct, type TestProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";
import { indexProducts } from "./indexing";
import { postgresSearch } from "./postgres";
import { noFilters, type SearchQuery } from "./types";

const plain: SearchQuery = { text: "", collectionId: null, filters: noFilters, sort: "relevance", page: 1, pageSize: 24 };

async function stock(store: StoreView, products: TestProduct[]): Promise<string[]> {
  const made = [];
  for (const product of products) made.push(await makeProduct(store, product));
  const ids = made.map((product) => product.id);
  await withStore(store.id, (tx) => indexProducts(tx, store.id, ids));
  return ids;
}

async function search(store: StoreView, query: Partial<SearchQuery>) {
  return postgresSearch.query(store, { ...plain, ...query });
}

async function titles(store: StoreView, query: Partial<SearchQuery>): Promise<string[]> {
  return (await search(store, query)).cards.map((card) => card.title);
}

const sizes = { Tamanho: ["P", "M", "G"] };
const inSizes = (values: string[], priceCents: number) => values.map((value) => ({ optionValues: [value], priceCents }));

describe("a Brazilian store", () => {
  let store: StoreView;

  beforeAll(async () => {
    store = await makeStore({ locale: "pt-BR", currency: "BRL", country: "BR" });
    await stock(store, [
      { title: "Vestido longo de linho", vendor: "Maré", productType: "Vestidos", options: sizes, variants: inSizes(["P", "M"], 28900) },
      { title: "Vestido curto floral", vendor: "Maré", productType: "Vestidos", options: sizes, variants: inSizes(["M", "G"], 18900) },
      { title: "Café orgânico em grãos", vendor: "Serra", productType: "Mercearia", variants: [{ priceCents: 4200, sku: "CAF-250" }] },
      { title: "Camisa de algodão", vendor: "Serra", productType: "Camisas", variants: [{ priceCents: 15900, stock: 0 }] },
      { title: "Caneca esmaltada", descriptionHtml: "<p>Para o seu café &amp; chá</p>", variants: [{ priceCents: 5900 }] },
      { title: "Rascunho secreto", status: "draft" },
    ]);
  });

  test.each([
    ["no accents", "cafe organico", ["Café orgânico em grãos"]],
    ["accents where there are none", "linhó", ["Vestido longo de linho"]],
    ["capitals", "CANECA", ["Caneca esmaltada"]],
    ["the beginning of a word", "esmal", ["Caneca esmaltada"]],
    ["several words in any order", "linho vestido", ["Vestido longo de linho"]],
    ["small words between", "camisa de algodao", ["Camisa de algodão"]],
    ["a code", "caf-250", ["Café orgânico em grãos"]],
  ])("finds by %s", async (_how, text, expected) => {
    expect(await titles(store, { text })).toEqual(expected);
  });

  test("finds the plural by the singular and the reverse", async () => {
    expect(await titles(store, { text: "vestidos" })).toHaveLength(2);
    expect(await titles(store, { text: "grão" })).toEqual(["Café orgânico em grãos"]);
  });

  test("puts the title before the description", async () => {
    expect(await titles(store, { text: "café" })).toEqual(["Café orgânico em grãos", "Caneca esmaltada"]);
  });

  test.each([
    ["vesitdo", "vestido"],
    ["canneca", "caneca"],
    ["organioc cafe", "organico cafe"],
  ])("mends the typing error in %s", async (text, corrected) => {
    const answer = await search(store, { text });
    expect(answer.correctedText).toBe(corrected);
    expect(answer.total).toBeGreaterThan(0);
  });

  test("finds nothing where nothing is near, and says so", async () => {
    expect(await search(store, { text: "guitarra elétrica" })).toMatchObject({ cards: [], total: 0, correctedText: null });
  });

  test.each(["'; drop table product; --", "zz & | ! ( ) : *", "%_\\", "\u0000", "💐", "'''"])("survives %j", async (text) => {
    expect((await search(store, { text })).total).toBe(0);
  });

  test("survives five thousand letters", async () => {
    expect((await search(store, { text: "x".repeat(5000) })).total).toBe(0);
  });

  test("shows no drafts", async () => {
    expect(await titles(store, { text: "rascunho" })).toEqual([]);
    expect((await search(store, {})).total).toBe(5);
  });

  test("counts facets, each without its own filter", async () => {
    const filters = { ...noFilters, options: { Tamanho: ["P"] } };
    const answer = await search(store, { text: "vestido", filters });
    expect(answer.cards.map((card) => card.title)).toEqual(["Vestido longo de linho"]);
    expect(answer.facets.find((facet) => facet.name === "Tamanho")?.values).toEqual([
      { value: "P", count: 1 },
      { value: "M", count: 2 },
      { value: "G", count: 1 },
    ]);
    expect(answer.facets.find((facet) => facet.kind === "price")).toBeUndefined();
  });

  test("narrows by vendor, type, price and stock together", async () => {
    expect(await titles(store, { filters: { ...noFilters, vendors: ["Serra"], isAvailableOnly: true } })).toEqual([
      "Café orgânico em grãos",
    ]);
    expect(
      await titles(store, {
        filters: { ...noFilters, types: ["Camisas", "Vestidos"], prices: [{ from: 100, to: 200 }] },
        sort: "price-asc",
      }),
    ).toEqual(["Camisa de algodão", "Vestido curto floral"]);
  });

  test("keeps a chosen value that nothing has any more", async () => {
    const answer = await search(store, { filters: { ...noFilters, vendors: ["Gone"] } });
    expect(answer.total).toBe(0);
    expect(answer.facets.find((facet) => facet.kind === "vendor")?.values).toContainEqual({ value: "Gone", count: 0 });
  });

  test("sorts by price, both ways", async () => {
    const cheapFirst = await titles(store, { sort: "price-asc" });
    expect(cheapFirst[0]).toBe("Café orgânico em grãos");
    expect(await titles(store, { sort: "price-desc" })).toEqual(cheapFirst.toReversed());
  });

  test("sorts by units sold", async () => {
    const [mug] = await stock(store, [{ title: "Mais vendida" }]);
    await withStore(store.id, async (tx) => {
      await tx.productSales.create({ data: { storeId: store.id, productId: mug ?? "", units: 7 } });
      await indexProducts(tx, store.id, [mug ?? ""]);
    });
    expect((await titles(store, { sort: "best-selling" }))[0]).toBe("Mais vendida");
    await withStore(store.id, async (tx) => {
      await tx.product.delete({ where: { storeId_id: { storeId: store.id, id: mug ?? "" } } });
      await indexProducts(tx, store.id, [mug ?? ""]);
    });
    expect(await titles(store, { text: "mais vendida" })).toEqual([]);
  });

  test("pages without losing or repeating a product, and counts all of them", async () => {
    const first = await search(store, { sort: "newest", pageSize: 2 });
    const second = await search(store, { sort: "newest", pageSize: 2, page: 2 });
    const third = await search(store, { sort: "newest", pageSize: 2, page: 3 });
    const ids = [first, second, third].flatMap((answer) => answer.cards.map((card) => card.id));
    expect([first.total, new Set(ids).size, ids.length]).toEqual([5, 5, 5]);
    expect(await search(store, { pageSize: 2, page: 9 })).toMatchObject({ cards: [], total: 5 });
  });

  test("suggests while typing, with the typing error mended", async () => {
    expect((await postgresSearch.suggest(store, "vest")).cards).toHaveLength(2);
    expect(await postgresSearch.suggest(store, "canneca")).toMatchObject({
      correctedText: "caneca",
      cards: [{ title: "Caneca esmaltada" }],
    });
    expect((await postgresSearch.suggest(store, "  ")).cards).toEqual([]);
  });
});

test("English words are found by their English stems", async () => {
  const store = await makeStore({ locale: "en" });
  await stock(store, [{ title: "Running shoes" }, { title: "Wool blanket" }]);
  expect(await titles(store, { text: "run" })).toEqual(["Running shoes"]);
  expect(await titles(store, { text: "blankets" })).toEqual(["Wool blanket"]);
});

test("a collection shows its own products in the merchant's order, and its name finds them", async () => {
  const store = await makeStore();
  const [one = "", two = ""] = await stock(store, [{ title: "First" }, { title: "Second" }, { title: "Elsewhere" }]);
  const collection = await makeCollection(store, { title: "Summer", productIds: [two, one] });
  await withStore(store.id, (tx) => indexProducts(tx, store.id, [one, two]));
  expect(await titles(store, { collectionId: collection.id, sort: "featured" })).toEqual(["Second", "First"]);
  expect(await titles(store, { text: "summer" })).toHaveLength(2);
  expect((await postgresSearch.suggest(store, "sum")).collections).toEqual([{ slug: collection.slug, title: "Summer" }]);
});

test("one store never finds another's goods", async () => {
  const [mine, other] = [await makeStore(), await makeStore()];
  await stock(other, [{ title: "Secret lamp" }]);
  expect(await search(mine, { text: "lamp" })).toMatchObject({ total: 0, facets: [], correctedText: null });
  expect((await postgresSearch.suggest(mine, "lanp")).correctedText).toBeNull();
});
