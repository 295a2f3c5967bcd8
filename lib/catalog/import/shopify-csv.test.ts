import { describe, expect, test } from "vitest";
import { hasSamples, ownFile, sampleFile } from "@/tests/factories/import";
import { parseShopifyCsv } from "./shopify-csv";

function parsed(source: Uint8Array | string) {
  const outcome = parseShopifyCsv(typeof source === "string" ? Buffer.from(source) : source);
  if (!outcome.ok) throw new Error(`${outcome.code} ${outcome.detail}`);
  return outcome.value;
}

/** A file of one column set, with these rows of `handle, title, price, sku, quantity`. */
const short = (...rows: string[]) => ["Handle,Title,Variant Price,Variant SKU,Variant Inventory Qty", ...rows].join("\n");
const codesOf = (source: string) => parsed(source).messages.map(({ row, column, code }) => [row, column, code]);

describe("a product of several rows", () => {
  const { products, messages } = parsed(ownFile());
  const [shirt, box] = products;

  test("has the fields of its first row, cleaned", () => {
    expect(shirt?.input).toMatchObject({
      slug: "linen-shirt",
      title: "Linen shirt",
      vendor: "Ateliê Flor",
      productType: "Shirt",
      tags: ["linen", "summer"],
      status: "active",
      seoTitle: "Linen shirt by Ateliê Flor",
      descriptionHtml: '<p>Soft, light linen.</p>\n\n<p>Wash "cold".</p>',
    });
  });

  test("has its options with their values in order, and a variant per row that has a price", () => {
    expect(shirt?.input.options).toEqual([
      { name: "Size", values: [{ value: "S" }, { value: "M" }] },
      { name: "Colour", values: [{ value: "Sand" }, { value: "Ink" }] },
    ]);
    expect(
      shirt?.input.variants.map(({ optionValues, sku, priceCents, compareAtCents, weightGrams }) => [
        optionValues,
        sku,
        priceCents,
        compareAtCents,
        weightGrams,
      ]),
    ).toEqual([
      [["S", "Sand"], "LS-S-SAND", 12990, 15990, 220],
      [["M", "Sand"], "LS-M-SAND", 12990, null, 230],
      [["M", "Ink"], null, 13990, null, 230],
    ]);
    expect(shirt?.input.variants[0]).toMatchObject({ barcode: "7891234567895", costCents: 4550 });
  });

  test("counts stock where a tracker is named, and sells on where the file says so", () => {
    expect(shirt?.quantities).toEqual([5, 0, null]);
    expect(shirt?.input.variants.map(({ isTracked, allowBackorder }) => [isTracked, allowBackorder])).toEqual([
      [true, false],
      [true, true],
      [false, false],
    ]);
  });

  test("has its pictures by position, and a variant knows its own", () => {
    expect(shirt?.input.images.map(({ sourceUrl, alt }) => [sourceUrl?.split("/").at(-1), alt])).toEqual([
      ["linen-1.jpg", "Front"],
      ["linen-2.jpg", "Back"],
      ["linen-3.jpg", "Detail"],
      ["linen-sand.jpg", ""],
    ]);
    expect(shirt?.input.variants.map(({ imageIndex }) => imageIndex)).toEqual([3, null, null]);
  });

  test("without options is one variant; unpublished it is a draft; its text becomes a paragraph", () => {
    expect(box?.input).toMatchObject({ options: [], status: "draft", descriptionHtml: "<p>Plain text &amp; more</p>" });
    expect(box?.input.variants).toMatchObject([{ optionValues: [], requiresShipping: false, compareAtCents: null }]);
  });

  test("a price to compare with that is too low is told of, and left out", () => {
    expect(messages).toEqual([{ row: 6, column: "Variant Compare At Price", code: "compare_at_too_low", value: "10", level: "warning" }]);
  });
});

describe.runIf(hasSamples)("the files that Shopify gives as samples", () => {
  const read = (name: Parameters<typeof sampleFile>[0]) => parsed(sampleFile(name));

  test("clothes", () => {
    const { products, messages, faulty, countsStock } = read("shopify-apparel.csv");
    expect([products.length, faulty, messages, countsStock]).toEqual([20, 0, [], true]);
    const top = products.find(({ handle }) => handle === "classic-varsity-top");
    expect(top?.input.options).toEqual([{ name: "Size", values: [{ value: "Small" }, { value: "Medium" }, { value: "Large" }] }]);
    expect(top?.quantities).toEqual([1, 1, 1]);
    expect(products.every(({ input }) => input.images.length > 0 && input.status === "active")).toBe(true);
  });

  test("home and garden", () => {
    const { products, messages, faulty } = read("shopify-home-and-garden.csv");
    expect([products.length, faulty, messages]).toEqual([20, 0, []]);
    const pot = products.find(({ handle }) => handle === "clay-plant-pot");
    expect(pot?.input.variants.map(({ priceCents, optionValues }) => [optionValues, priceCents])).toEqual([
      [["Regular"], 999],
      [["Large"], 1599],
    ]);
    expect(pot?.input.images).toHaveLength(2);
    expect(products.find(({ handle }) => handle === "pink-armchair")?.quantities).toEqual([0]);
  });

  test("read again they are the same", () => {
    const hashes = () => read("shopify-apparel.csv").products.map(({ hash }) => hash);
    expect(hashes()).toEqual(hashes());
    expect(new Set(hashes()).size).toBe(20);
  });
});

describe("encodings and forms of the file", () => {
  const text = short("cafe,Café da manhã,10,,");
  const title = (bytes: Uint8Array) => {
    const { encoding, products } = parsed(bytes);
    return [encoding, products[0]?.input.title];
  };

  test.each([
    ["UTF-8", Buffer.from(text), "utf-8"],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${text}`), "utf-8"],
    ["Latin-1, as Excel writes it", Buffer.from(text, "latin1"), "windows-1252"],
    ["UTF-16", Buffer.from(`\ufeff${text}`, "utf16le"), "utf-16le"],
    ["UTF-16 without a mark", Buffer.from(text, "utf16le"), "utf-16le"],
    ["UTF-16, the other way round", Buffer.from(`\ufeff${text}`, "utf16le").swap16(), "utf-16be"],
  ])("%s", (_name, bytes, encoding) => {
    expect(title(bytes)).toEqual([encoding, "Café da manhã"]);
  });

  test("semicolons, decimal commas, old line ends, headings in any case and order", () => {
    const { products } = parsed('VARIANT PRICE;title;handle\r\n"1.234,50";Chair;chair\r\n19,9;"Table; round";table\r\n');
    expect(products.map(({ input }) => [input.title, input.variants[0]?.priceCents])).toEqual([
      ["Chair", 123450],
      ["Table; round", 1990],
    ]);
  });

  test("the headings of Shopify's newer template", () => {
    const { products } = parsed(
      "Title,URL handle,SKU,Price,Inventory quantity,Continue selling when out of stock,Status\nMug,mug,M1,8.5,3,CONTINUE,Draft",
    );
    expect(products[0]).toMatchObject({
      quantities: [3],
      input: { slug: "mug", status: "draft", variants: [{ sku: "M1", priceCents: 850, allowBackorder: true }] },
    });
  });

  test.each([
    ["empty_file", Buffer.alloc(0)],
    ["empty_file", Buffer.from("\ufeff \n ")],
    ["file_too_big", Buffer.alloc(10 * 1024 * 1024 + 1, "a")],
    ["spreadsheet_file", Buffer.from([0x50, 0x4b, 3, 4, 0, 0])],
    ["not_csv", Buffer.from("Handle,Title\u0000\u0001,Variant Price")],
    ["no_rows", Buffer.from(short("", ",,,,"))],
  ])("%s", (code, bytes) => {
    expect(parseShopifyCsv(bytes)).toMatchObject({ ok: false, code });
  });

  test("missing columns are named", () => {
    expect(parseShopifyCsv(Buffer.from("Title,Colour\nMug,Red"))).toEqual({
      ok: false,
      code: "missing_columns",
      detail: "Handle, Variant Price",
    });
  });

  test("a quote that is never closed is told by its row", () => {
    expect(parseShopifyCsv(Buffer.from(short("a,A,1,,", 'b,"B,1,,', "c,C,1,,")))).toEqual({ ok: false, code: "broken_csv", detail: "3" });
  });
});

describe("faulty rows are told by row, column and what stands there, and keep only their product out", () => {
  test.each([
    ["no price", "a,A,,,", [2, "Variant Price", "required"]],
    ["a word for a price", "a,A,cheap,,", [2, "Variant Price", "not_an_amount"]],
    ["a negative price", "a,A,-5,,", [2, "Variant Price", "negative"]],
    ["a price beyond all", "a,A,99999999999,,", [2, "Variant Price", "not_an_amount"]],
    ["no title", "a,,5,,", [2, "Title", "required"]],
    ["no handle", ",A,5,,", [2, "Handle", "required"]],
    ["a word for a quantity", "a,A,5,,many", [2, "Variant Inventory Qty", "not_a_number"]],
    ["too long a title", `a,${"x".repeat(201)},5,,`, [2, "Title", "too_long"]],
    ["a cell too many", "a,A,5,,1,surplus", [2, "", "too_many_cells"]],
  ])("%s", (_name, row, message) => {
    const source = short(row, "good,Good,5,,");
    expect(codesOf(source)).toEqual([message]);
    expect(parsed(source).products.map(({ handle }) => handle)).toEqual(["good"]);
  });

  test("a SKU that two products have", () => {
    expect(codesOf(short("a,A,5,X,", "b,B,5,X,"))).toEqual([[3, "Variant SKU", "sku_repeated"]]);
  });

  test("rows are counted as a spreadsheet does, whatever lines their cells hold", () => {
    expect(codesOf(short('a,"A\n\nB",5,,', "", "b,B,x,,"))).toEqual([[4, "Variant Price", "not_an_amount"]]);
  });

  test("long values are cut", () => {
    expect(parsed(short(`a,A,${"9".repeat(5000)},,`)).messages[0]?.value).toHaveLength(80);
  });

  test("variants of one product that are the same, or lack a value", () => {
    const header = "Handle,Title,Option1 Name,Option1 Value,Variant Price";
    const source = [header, "a,A,Size,S,5", "a,,,S,5", "b,B,Size,S,5", "b,,,,5"].join("\n");
    expect(codesOf(source)).toEqual([
      [3, "Option1 Value", "variant_repeated"],
      [5, "Option1 Value", "required"],
    ]);
  });

  test("a picture without an address is left out; its product is not", () => {
    const { products, messages } = parsed("Handle,Title,Variant Price,Image Src\na,A,5,javascript:alert(1)\nb,B,5,picture.jpg");
    expect(messages.map(({ code, level }) => [code, level])).toEqual(Array(2).fill(["bad_url", "warning"]));
    expect(products).toHaveLength(2);
  });

  test("stock below zero counts as none, unless the variant sells on", () => {
    const header = "Handle,Title,Variant Price,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy";
    const { products } = parsed([header, "a,A,5,shopify,-3,deny", "b,B,5,shopify,-3,continue"].join("\n"));
    expect(products.map(({ quantities }) => quantities)).toEqual([[0], [-3]]);
  });
});

test("a file of ten megabytes is read in seconds", { timeout: 60_000 }, () => {
  const rows = Array.from(
    { length: 60_000 },
    (_value, index) => `item-${index},Item ${index},${index % 3 ? "5" : "x"},SKU-${index},${"1".repeat(100)}`,
  );
  const started = performance.now();
  const { rows: count } = parsed(short(...rows));
  expect(count).toBe(60_000);
  expect(performance.now() - started).toBeLessThan(30_000);
});
