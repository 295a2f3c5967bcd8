import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { withStore } from "@/lib/db/transaction";
import { indexNames } from "@/lib/search/indexes";
import { highlight } from "@/lib/search/text";
import { noFilters, type SearchQuery } from "@/lib/search/types";
import type { StoreView } from "@/lib/stores/types";
import { type RunningAlgolia, startAlgolia } from "@/tests/contract/search/sandbox";
import { openShelf, type Shelf } from "@/tests/contract/search/shelves";
import { makeCollection, makeProducts } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

const sizes = { Tamanho: ["P", "M", "G"] };
const inSizes = (values: string[], priceCents: number) => values.map((value) => ({ optionValues: [value], priceCents }));

let algolia: RunningAlgolia;
beforeAll(async () => {
  algolia = await startAlgolia();
});
afterAll(async () => {
  await algolia.close();
});

/** What every search promises, whoever answers it. */
describe.each(indexNames)("search by %s, in Portuguese", (name) => {
  let shelf: Shelf;
  let store: StoreView;
  const titles = (query: Partial<SearchQuery>) => shelf.titles(store, query);

  beforeAll(async () => {
    shelf = await openShelf(name);
    store = await makeStore({ locale: "pt-BR", currency: "BRL", country: "BR" });
    await shelf.stock(store, [
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
    ["the beginnings of several words", "vest lon", ["Vestido longo de linho"]],
    ["several words in any order", "linho vestido", ["Vestido longo de linho"]],
    ["small words between", "camisa de algodao", ["Camisa de algodão"]],
    ["a code", "caf-250", ["Café orgânico em grãos"]],
    ["its vendor", "serra cafe", ["Café orgânico em grãos"]],
    ["a word of its description", "cha", ["Caneca esmaltada"]],
  ])("finds by %s", async (_how, text, expected) => {
    expect(await titles({ text })).toEqual(expected);
  });

  test("finds the plural by the singular and the reverse", async () => {
    expect((await titles({ text: "vestidos" })).toSorted()).toEqual(["Vestido curto floral", "Vestido longo de linho"]);
    expect(await titles({ text: "grão" })).toEqual(["Café orgânico em grãos"]);
    expect(await titles({ text: "canecas" })).toEqual(["Caneca esmaltada"]);
  });

  test.each([
    ["botão", "botões"],
    ["calção", "calções"],
    ["pão", "pães"],
    ["anel", "anéis"],
    ["papel", "papéis"],
    ["útil", "úteis"],
    ["azul", "azuis"],
    ["lençol", "lençóis"],
    ["avental", "aventais"],
    ["infantil", "infantis"],
    ["bombom", "bombons"],
    ["luz", "luzes"],
  ])("finds %s by %s and the reverse, in titles and descriptions, without calling it a slip", async (singular, plural) => {
    const own = await makeStore({ locale: "pt-BR", currency: "BRL", country: "BR" });
    await shelf.stock(own, [
      { title: `Um ${singular}` },
      { title: `Uns ${plural}` },
      { title: "Coisa", descriptionHtml: `<p>Com ${singular}</p>` },
      { title: "Coisas", descriptionHtml: `<p>Com ${plural}</p>` },
      { title: "Outra mercadoria" },
    ]);
    for (const text of [singular, plural]) {
      expect(await shelf.find(own, { text })).toMatchObject({ total: 4, correctedText: null });
      const { cards, correctedText } = await shelf.port.suggest(own, text);
      expect([cards.length, correctedText]).toEqual([4, null]);
    }
  });

  test("puts the title before the description", async () => {
    expect(await titles({ text: "café" })).toEqual(["Café orgânico em grãos", "Caneca esmaltada"]);
  });

  test.each([
    ["vesitdo", "vestido"],
    ["canneca", "caneca"],
    ["organioc cafe", "organico cafe"],
  ])("mends the typing error in %s, and says what it looked for", async (text, corrected) => {
    const answer = await shelf.find(store, { text });
    expect(answer.correctedText).toBe(corrected);
    expect(answer.total).toBeGreaterThan(0);
  });

  test("marks what was found in a title, also after mending a typing error", async () => {
    const marked = async (text: string) => {
      const { cards, correctedText } = await shelf.find(store, { text });
      const segments = highlight(cards[0]?.title ?? "", correctedText ?? text);
      return segments.map((segment) => (segment.isMatch ? `[${segment.text}]` : segment.text)).join("");
    };
    expect(await marked("cafe orga")).toBe("[Café] [orgâ]nico em grãos");
    expect(await marked("canneca")).toBe("[Caneca] esmaltada");
  });

  test("finds nothing where nothing is near, and says so", async () => {
    expect(await shelf.find(store, { text: "guitarra elétrica" })).toMatchObject({ cards: [], total: 0, correctedText: null });
  });

  test.each(["'; drop table product; --", "zz & | ! ( ) : *", "%_\\", "\u0000", "💐", "'''", 'x" OR storeId:"y'])(
    "survives %j",
    async (text) => {
      expect((await shelf.find(store, { text })).total).toBe(0);
    },
  );

  test("survives five thousand letters", async () => {
    expect((await shelf.find(store, { text: "x".repeat(5000) })).total).toBe(0);
  });

  test("shows no drafts", async () => {
    expect(await titles({ text: "rascunho" })).toEqual([]);
    expect((await shelf.find(store, {})).total).toBe(5);
  });

  test("counts facets, each without its own filter", async () => {
    const answer = await shelf.find(store, { text: "vestido", filters: { ...noFilters, options: { Tamanho: ["P"] } } });
    expect(answer.cards.map((card) => card.title)).toEqual(["Vestido longo de linho"]);
    expect(answer.facets.find((facet) => facet.name === "Tamanho")?.values).toEqual([
      { value: "P", count: 1 },
      { value: "M", count: 2 },
      { value: "G", count: 1 },
    ]);
  });

  test("counts vendors, types, prices and what is in stock", async () => {
    const { facets } = await shelf.find(store, {});
    const valuesOf = (kind: string) => facets.find((facet) => facet.kind === kind)?.values;
    expect(valuesOf("vendor")).toEqual([
      { value: "Maré", count: 2 },
      { value: "Serra", count: 2 },
    ]);
    expect(valuesOf("type")?.map(({ value, count }) => `${value} ${count}`)).toEqual(["Vestidos 2", "Camisas 1", "Mercearia 1"]);
    expect(valuesOf("price")).toEqual([
      { value: "25-50", count: 1 },
      { value: "50-100", count: 1 },
      { value: "100-200", count: 2 },
      { value: "200-300", count: 1 },
    ]);
    expect(valuesOf("available")).toEqual([{ value: "1", count: 4 }]);
  });

  test("narrows by vendor, type, several price ranges and stock together", async () => {
    const only = (filters: Partial<typeof noFilters>) => titles({ filters: { ...noFilters, ...filters }, sort: "price-asc" });
    expect(await only({ vendors: ["Serra"], isAvailableOnly: true })).toEqual(["Café orgânico em grãos"]);
    expect(await only({ types: ["Camisas", "Vestidos"], prices: [{ from: 100, to: 200 }] })).toEqual([
      "Camisa de algodão",
      "Vestido curto floral",
    ]);
    const ends = [
      { from: 0, to: 50 },
      { from: 200, to: null },
    ];
    expect(await only({ prices: ends })).toEqual(["Café orgânico em grãos", "Vestido longo de linho"]);
  });

  test("takes a filter's value as it is, whatever its letters", async () => {
    for (const vendor of ['Ma"ré', "-Maré", "Maré OR vendor:Serra", "a\\b", "(x)"]) {
      expect((await shelf.find(store, { filters: { ...noFilters, vendors: [vendor] } })).total).toBe(0);
    }
  });

  test("keeps a chosen value that nothing has any more", async () => {
    const answer = await shelf.find(store, { filters: { ...noFilters, vendors: ["Gone"] } });
    expect(answer.total).toBe(0);
    expect(answer.facets.find((facet) => facet.kind === "vendor")?.values).toContainEqual({ value: "Gone", count: 0 });
  });

  test("sorts by price both ways", async () => {
    const cheapFirst = await titles({ sort: "price-asc" });
    expect(cheapFirst[0]).toBe("Café orgânico em grãos");
    expect(await titles({ sort: "price-desc" })).toEqual(cheapFirst.toReversed());
    expect(await titles({ sort: "price-asc", text: "vestido" })).toEqual(["Vestido curto floral", "Vestido longo de linho"]);
  });

  test("counts a chosen vendor and a chosen type, however rare they are", async () => {
    const own = await makeStore({ locale: "pt-BR", currency: "BRL" });
    const names = Array.from({ length: 41 }, (_, at) => String(at + 1).padStart(2, "0"));
    const wanted = names.map((name) => ({ title: name, vendor: `Marca ${name}`, productType: `Tipo ${name}` }));
    await shelf.sync(own, await makeProducts(own, wanted));
    const { facets } = await shelf.find(own, { filters: { ...noFilters, vendors: ["Marca 41"], types: ["Tipo 41"] } });
    const valuesOf = (kind: string) => facets.find((facet) => facet.kind === kind)?.values;
    expect([valuesOf("vendor"), valuesOf("type")]).toEqual([[{ value: "Marca 41", count: 1 }], [{ value: "Tipo 41", count: 1 }]]);
    const alone = await shelf.find(own, { filters: { ...noFilters, vendors: ["Marca 41"] } });
    const vendors = alone.facets.find((facet) => facet.kind === "vendor")?.values ?? [];
    expect([vendors.length, vendors.at(-1)]).toEqual([41, { value: "Marca 41", count: 1 }]);
  });

  test("sorts by what is newest, and by what is featured before what sold and what is newest", async () => {
    const own = await makeStore({ locale: "pt-BR", currency: "BRL" });
    const ids = await shelf.stock(own, [
      { title: "Velha em destaque", isFeatured: true },
      { title: "Velha e vendida" },
      { title: "Nova" },
      { title: "Nova em destaque", isFeatured: true },
    ]);
    await withStore(own.id, async (tx) => {
      for (const [day, id] of ids.entries()) {
        const createdAt = new Date(Date.UTC(2026, 0, day + 1));
        await tx.product.update({ where: { storeId_id: { storeId: own.id, id } }, data: { createdAt, version: 2 } });
      }
      await tx.productSales.create({ data: { storeId: own.id, productId: ids[1] ?? "", units: 3 } });
    });
    await shelf.sync(own, ids);
    expect(await shelf.titles(own, { sort: "newest" })).toEqual(["Nova em destaque", "Nova", "Velha e vendida", "Velha em destaque"]);
    const featured = ["Nova em destaque", "Velha em destaque", "Velha e vendida", "Nova"];
    expect(await shelf.titles(own, { sort: "featured" })).toEqual(featured);
    expect(await shelf.titles(own, { sort: "relevance" })).toEqual(featured);
  });

  test("sorts by units sold", async () => {
    const own = await makeStore({ locale: "pt-BR", currency: "BRL" });
    const [, second = ""] = await shelf.stock(own, [{ title: "Uma" }, { title: "Duas" }, { title: "Três" }]);
    await withStore(own.id, (tx) => tx.productSales.create({ data: { storeId: own.id, productId: second, units: 7 } }));
    await shelf.sync(own, [second]);
    expect((await shelf.titles(own, { sort: "best-selling" }))[0]).toBe("Duas");
  });

  test("pages without losing or repeating a product, and counts all of them", async () => {
    const pages = await Promise.all([1, 2, 3].map((page) => shelf.find(store, { sort: "price-asc", pageSize: 2, page })));
    const ids = pages.flatMap((answer) => answer.cards.map((card) => card.id));
    expect([pages.map((answer) => answer.total), new Set(ids).size, ids.length]).toEqual([[5, 5, 5], 5, 5]);
    expect(await shelf.find(store, { pageSize: 2, page: 9 })).toMatchObject({ cards: [], total: 5 });
  });

  test("suggests while typing, with the typing error mended", async () => {
    expect((await shelf.port.suggest(store, "vest")).cards).toHaveLength(2);
    expect(await shelf.port.suggest(store, "canneca")).toMatchObject({ correctedText: "caneca", cards: [{ title: "Caneca esmaltada" }] });
    expect((await shelf.port.suggest(store, "  ")).cards).toEqual([]);
  });
});

describe.each(indexNames)("search by %s", (name) => {
  let shelf: Shelf;
  beforeAll(async () => {
    shelf = await openShelf(name);
  });

  test("knows the endings of English words", async () => {
    const store = await makeStore({ locale: "en" });
    await shelf.stock(store, [{ title: "Running shoes" }, { title: "Wool blanket" }, { title: "Ceramic dishes" }]);
    expect(await shelf.titles(store, { text: "run" })).toEqual(["Running shoes"]);
    expect(await shelf.titles(store, { text: "blankets" })).toEqual(["Wool blanket"]);
    expect(await shelf.titles(store, { text: "the dish" })).toEqual(["Ceramic dishes"]);
  });

  test.each([
    ["box", "boxes"],
    ["candy", "candies"],
    ["shelf", "shelves"],
    ["cookie", "cookies"],
  ])("finds %s by %s and the reverse, without calling it a slip", async (singular, plural) => {
    const store = await makeStore({ locale: "en" });
    await shelf.stock(store, [{ title: `One ${singular}` }, { title: `Many ${plural}` }, { title: "Else" }]);
    for (const text of [singular, plural]) expect(await shelf.find(store, { text })).toMatchObject({ total: 2, correctedText: null });
  });

  test("finds within a collection, and by its name", async () => {
    const store = await makeStore();
    const [one = "", two = ""] = await shelf.stock(store, [{ title: "First" }, { title: "Second" }, { title: "Elsewhere" }]);
    const collection = await makeCollection(store, { title: "Summer", productIds: [two, one] });
    await shelf.sync(store, [one, two]);
    expect((await shelf.titles(store, { collectionId: collection.id, sort: "newest" })).toSorted()).toEqual(["First", "Second"]);
    expect(await shelf.titles(store, { text: "summer" })).toHaveLength(2);
    expect((await shelf.port.suggest(store, "sum")).collections).toEqual([{ slug: collection.slug, title: "Summer" }]);
  });

  test("forgets a product that is gone, archived or sold out of sight", async () => {
    const store = await makeStore();
    const [gone = "", archived = "", stays = ""] = await shelf.stock(store, [
      { title: "Lamp one" },
      { title: "Lamp two" },
      { title: "Lamp three" },
    ]);
    await withStore(store.id, async (tx) => {
      await tx.product.delete({ where: { storeId_id: { storeId: store.id, id: gone } } });
      await tx.product.update({ where: { storeId_id: { storeId: store.id, id: archived } }, data: { status: "archived", version: 2 } });
    });
    await shelf.sync(store, [gone, archived, stays]);
    expect(await shelf.titles(store, { text: "lamp" })).toEqual(["Lamp three"]);
  });

  test("never finds another store's goods", async () => {
    const [mine, other] = [await makeStore(), await makeStore()];
    await shelf.stock(other, [{ title: "Secret lamp" }]);
    expect(await shelf.find(mine, { text: "lamp" })).toMatchObject({ total: 0, facets: [], correctedText: null });
    expect((await shelf.port.suggest(mine, "lanp")).correctedText).toBeNull();
  });
});

test("nothing that the sandbox answered was against the vendor's description", () => {
  expect(algolia.violations).toEqual([]);
});
