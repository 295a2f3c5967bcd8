import { beforeEach, describe, expect, test } from "vitest";
import { blankDraft, type Draft, draftOfEcho, draftOfProduct } from "./draft";
import { valuesOfVariant, withAllVariants, withOptions, withVariant } from "./variant-grid";

let count = 0;
const newKey = () => `n${++count}`;

beforeEach(() => {
  count = 0;
});

const option = (name: string, ...values: string[]) => ({
  key: name,
  name,
  values: values.map((value) => ({ key: `${name}:${value}`, value, swatch: "" })),
});
const sizes = (...values: string[]) => option("Size", ...values);
const colours = (...values: string[]) => option("Colour", ...values);
const titles = (draft: Draft) => draft.variants.map((variant) => valuesOfVariant(variant, draft.options).join("/"));
const priced = withVariant(blankDraft, "v0", { id: "first", price: "10", stock: "4", sku: "A" });

describe("the grid of variants", () => {
  test("is every size in every colour", () => {
    const draft = withOptions(priced, [sizes("S", "M"), colours("Red", "Blue")], newKey);
    expect(titles(draft)).toEqual(["S/Red", "S/Blue", "M/Red", "M/Blue"]);
  });

  test("keeps the one variant as the first combination; new ones take its price, not its SKU and stock", () => {
    const draft = withOptions(priced, [sizes("S", "M")], newKey);
    expect(draft.variants.map(({ id, price, stock, sku }) => [id, price, stock, sku])).toEqual([
      ["first", "10", "4", "A"],
      ["", "10", "", ""],
    ]);
  });

  test("a value more adds its combinations, at the price of their nearest", () => {
    const two = withOptions(priced, [sizes("S", "M")], newKey);
    const dear = withVariant(two, two.variants[1]?.key ?? "", { price: "20" });
    const draft = withOptions(dear, [sizes("S", "M"), colours("Red", "Blue")], newKey);
    expect(draft.variants.map(({ price }, index) => [titles(draft)[index], price])).toEqual([
      ["S/Red", "10"],
      ["S/Blue", "10"],
      ["M/Red", "20"],
      ["M/Blue", "20"],
    ]);
  });

  test("a combination taken out by hand stays out when a value is added", () => {
    const four = withOptions(priced, [sizes("S", "M"), colours("Red", "Blue")], newKey);
    const three = { ...four, variants: four.variants.slice(0, 3) };
    const draft = withOptions(three, [sizes("S", "M", "L"), colours("Red", "Blue")], newKey);
    expect(titles(draft)).toEqual(["S/Red", "S/Blue", "M/Red", "L/Red", "L/Blue"]);
  });

  test("a value less takes its combinations away, an option less leaves the first of each", () => {
    const four = withOptions(priced, [sizes("S", "M"), colours("Red", "Blue")], newKey);
    expect(titles(withOptions(four, [sizes("S", "M"), colours("Blue")], newKey))).toEqual(["S/Blue", "M/Blue"]);
    const draft = withOptions(four, [sizes("S", "M")], newKey);
    expect(titles(draft)).toEqual(["S", "M"]);
    expect(draft.variants[0]?.id).toBe("first");
    expect(withOptions(draft, [], newKey).variants).toMatchObject([{ id: "first", valueKeys: [] }]);
  });

  test("renaming a value keeps its variants as they are", () => {
    const two = withOptions(priced, [sizes("S", "M")], newKey);
    const renamed = {
      ...sizes("S", "M"),
      values: [
        { key: "Size:S", value: "Small", swatch: "" },
        { key: "Size:M", value: "M", swatch: "" },
      ],
    };
    const draft = withOptions(two, [renamed], newKey);
    expect(titles(draft)).toEqual(["Small", "M"]);
    expect(draft.variants[0]).toMatchObject({ id: "first", sku: "A" });
  });

  test("an option without values does not count yet", () => {
    const draft = withOptions(priced, [sizes("S"), colours()], newKey);
    expect(titles(draft)).toEqual(["S"]);
  });

  test("one price for all", () => {
    const draft = withAllVariants(withOptions(priced, [sizes("S", "M")], newKey), { price: "7" });
    expect(draft.variants.map(({ price }) => price)).toEqual(["7", "7"]);
  });
});

describe("a form that was refused", () => {
  test("comes back as it was typed", () => {
    const echo = {
      title: "Shirt",
      tags: "a, b",
      status: "active",
      isFeatured: "on",
      "options.0.name": "Size",
      "options.0.values.0.value": "S",
      "options.0.values.1.value": "M",
      "variants.0.optionValues.0": "M",
      "variants.0.price": "not a price",
      "variants.0.stock": "7",
      "variants.0.stockSeen": "5",
      "variants.0.isTracked": "on",
      "variants.0.image": "0",
      "images.0.mediaId": "m1",
      "images.0.width": "800",
      "images.0.height": "600",
      "images.0.alt": "Front",
      "collections.2": "c1",
    };
    const draft = draftOfEcho(echo, blankDraft);
    expect(draft).toMatchObject({ title: "Shirt", tags: "a, b", status: "active", isFeatured: true, collectionIds: ["c1"] });
    expect(titles(draft)).toEqual(["M"]);
    expect(draft.variants[0]).toMatchObject({ price: "not a price", stock: "7", stockSeen: "5", isTracked: true, allowBackorder: false });
    expect(draft.variants[0]?.imageKey).toBe(draft.images[0]?.key);
    expect(draft.images).toMatchObject([{ mediaId: "m1", width: 800, height: 600, alt: "Front" }]);
  });
});

test("a stored product stands in the notation of the member's language", () => {
  const product = {
    id: "p",
    version: 3,
    slug: "shirt",
    title: "Shirt",
    descriptionHtml: "",
    vendor: "",
    productType: "",
    tags: ["a", "b"],
    status: "active" as const,
    isFeatured: false,
    seoTitle: null,
    seoDescription: null,
    options: [{ name: "Size", values: [{ value: "S" }, { value: "M" }] }],
    variants: [
      {
        id: "v",
        optionValues: ["M"],
        sku: null,
        barcode: null,
        priceCents: 123456,
        compareAtCents: null,
        costCents: null,
        weightGrams: 0,
        requiresShipping: true,
        imageId: null,
        stock: { isTracked: true, allowBackorder: false, onHand: 4, reserved: 1 },
      },
    ],
    images: [],
    collectionIds: [],
    updatedAt: "2026-01-01T00:00:00.000Z",
  };
  const draft = draftOfProduct(product, "pt-BR");
  expect(draft.variants[0]).toMatchObject({ price: "1234,56", compareAt: "", stock: "4", stockSeen: "4", reserved: 1, sku: "" });
  expect([titles(draft), draft.tags, draft.version]).toEqual([["M"], "a, b", 3]);
});
