import { describe, expect, test } from "vitest";
import { readForm } from "@/lib/core/form-data";
import { readProductForm } from "./product-form";

const plain = { title: "Shirt", status: "active", "variants.0.price": "10.00", "variants.0.isTracked": "on" };

function read(fields: Record<string, string>, locale: "en" | "pt-BR" = "en") {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return readProductForm(readForm(form), locale);
}

function inputOf(fields: Record<string, string>, locale?: "en" | "pt-BR") {
  const outcome = read(fields, locale);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
  return outcome.value.input;
}

function errorsOf(fields: Record<string, string>) {
  const outcome = read({ ...plain, ...fields });
  return outcome.ok ? {} : outcome.errors;
}

describe("amounts are read as the member's language writes them", () => {
  test.each([
    ["en", "1,234.50"],
    ["en", "$1,234.50"],
    ["pt-BR", "1.234,50"],
    ["pt-BR", "R$ 1.234,50"],
  ] as const)("%s: %s", (locale, price) => {
    expect(inputOf({ ...plain, "variants.0.price": price }, locale).variants[0]?.priceCents).toBe(123450);
  });
});

describe("stock is a difference to what the form showed", () => {
  test.each([
    ["12", "10", 2],
    ["0", "10", -10],
    ["", "10", 0],
    ["5", "", 5],
    ["-2", "-3", 1],
  ])("%j where %j stood", (stock, seen, delta) => {
    expect(inputOf({ ...plain, "variants.0.stock": stock, "variants.0.stockSeen": seen }).variants[0]?.stockDelta).toBe(delta);
  });
});

describe("errors are named as the form's controls are", () => {
  test.each([
    [{ title: " " }, { title: "required" }],
    [{ "variants.0.price": "" }, { "variants.0.price": "required" }],
    [{ "variants.0.price": "abc" }, { "variants.0.price": "not_an_amount" }],
    [{ "variants.0.price": "-5" }, { "variants.0.price": "negative" }],
    [{ "variants.0.compareAt": "9" }, { "variants.0.compareAt": "compare_at_too_low" }],
    [{ "variants.0.stock": "many" }, { "variants.0.stock": "not_a_number" }],
    [{ "variants.0.weightGrams": "1.5" }, { "variants.0.weightGrams": "not_a_number" }],
    [{ status: "" }, { status: "required" }],
  ])("%j", (fields, errors) => {
    expect(errorsOf(fields as Record<string, string>)).toEqual(errors);
  });
});

test("options, values with swatches, pictures and collections arrive in order", () => {
  const input = inputOf({
    title: "Shirt",
    status: "draft",
    "options.0.name": "Colour",
    "options.0.values.0.value": "Sand",
    "options.0.values.0.swatch": "#d8c7a9",
    "options.0.values.1.value": "Ink",
    "variants.0.optionValues.0": "Sand",
    "variants.0.price": "1",
    "variants.0.image": "1",
    "variants.1.optionValues.0": "Ink",
    "variants.1.price": "2",
    "images.0.mediaId": "0190a5a0-0000-7000-8000-000000000001",
    "images.0.alt": "Front",
    "images.1.id": "0190a5a0-0000-7000-8000-000000000002",
    "images.1.alt": "",
    "collections.0": "0190a5a0-0000-7000-8000-000000000003",
    "collections.4": "0190a5a0-0000-7000-8000-000000000004",
  });
  expect(input.options).toEqual([{ name: "Colour", values: [{ value: "Sand", swatch: "#d8c7a9" }, { value: "Ink" }] }]);
  expect(input.variants.map(({ optionValues, priceCents, imageIndex }) => [optionValues, priceCents, imageIndex])).toEqual([
    [["Sand"], 100, 1],
    [["Ink"], 200, null],
  ]);
  expect(input.images).toEqual([
    { mediaId: "0190a5a0-0000-7000-8000-000000000001", alt: "Front" },
    { id: "0190a5a0-0000-7000-8000-000000000002", alt: "" },
  ]);
  expect(input.collectionIds).toHaveLength(2);
});

test("without JavaScript, options typed as text make every combination at the first row's price", () => {
  const input = inputOf({
    ...plain,
    fillVariants: "on",
    "variants.0.stock": "5",
    "options.0.name": "Size",
    "options.0.text": "S, M",
    "options.1.name": "Colour",
    "options.1.text": "Sand, Ink",
  });
  expect(input.variants.map(({ optionValues, priceCents, stockDelta }) => [optionValues.join(), priceCents, stockDelta])).toEqual([
    ["S,Sand", 1000, 0],
    ["S,Ink", 1000, 0],
    ["M,Sand", 1000, 0],
    ["M,Ink", 1000, 0],
  ]);
});

test("fields of the wrong kind are refused, not thrown at", () => {
  const tree = { title: ["a", "b"], variants: "x", options: { a: 1 }, images: [null, 3], collections: "one", version: {} };
  expect(readProductForm(tree, "en")).toMatchObject({ ok: false, errors: { title: "required", variants: "required" } });
  expect(readProductForm(null, "en")).toMatchObject({ ok: false });
});
