import { describe, expect, test } from "vitest";
import { fieldErrors } from "@/lib/core/form-state";
import { productInputOf, variantInputOf } from "@/tests/factories/product-input";
import { productInput } from "./schema";

const valid = productInputOf();
const sized = { options: [{ name: "Size", values: [{ value: "S" }, { value: "M" }] }] };

function errorsOf(wanted: object): Record<string, string> {
  const parsed = productInput.safeParse({ ...valid, ...wanted });
  return parsed.success ? {} : fieldErrors(parsed.error);
}

describe("a product is refused with a code at its field", () => {
  test.each([
    [{ title: "  " }, { title: "required" }],
    [{ title: "x".repeat(201) }, { title: "too_long" }],
    [{ status: "sold" }, { status: "required" }],
    [{ descriptionHtml: "x".repeat(100_001) }, { descriptionHtml: "too_long" }],
    [{ variants: [] }, { variants: "required" }],
    [{ variants: [{ ...variantInputOf(), priceCents: undefined }] }, { "variants.0.priceCents": "required" }],
    [{ variants: [variantInputOf({ priceCents: Number.NaN })] }, { "variants.0.priceCents": "not_an_amount" }],
    [{ variants: [variantInputOf({ priceCents: -1 })] }, { "variants.0.priceCents": "negative" }],
    [{ variants: [variantInputOf({ priceCents: 1_000_000_000 })] }, { "variants.0.priceCents": "too_big" }],
    [{ variants: [variantInputOf({ compareAtCents: 1990 })] }, { "variants.0.compareAtCents": "compare_at_too_low" }],
    [{ variants: [variantInputOf({ stockDelta: 0.5 })] }, { "variants.0.stockDelta": "not_a_number" }],
    [{ variants: [variantInputOf({ stockDelta: 1e9 })] }, { "variants.0.stockDelta": "too_many_units" }],
    [{ variants: [variantInputOf({ weightGrams: -5 })] }, { "variants.0.weightGrams": "negative" }],
    [{ options: [{ name: "Size", values: [] }] }, { "options.0.values": "required", "variants.0.optionValues": "value_unknown" }],
    [{ ...sized, variants: [variantInputOf({ optionValues: ["L"] })] }, { "variants.0.optionValues": "value_unknown" }],
    [{ ...sized, variants: [variantInputOf()] }, { "variants.0.optionValues": "value_unknown" }],
    [
      { ...sized, variants: [variantInputOf({ optionValues: ["S"] }), variantInputOf({ optionValues: ["S"] })] },
      { "variants.1.optionValues": "variant_repeated" },
    ],
    [
      { ...sized, variants: [variantInputOf({ optionValues: ["S"], sku: "A" }), variantInputOf({ optionValues: ["M"], sku: " A " })] },
      { "variants.1.sku": "sku_repeated" },
    ],
    [
      { options: [{ name: "Size", values: [{ value: "S" }, { value: "s" }] }], variants: [variantInputOf({ optionValues: ["S"] })] },
      { "options.0.values.1.value": "value_repeated" },
    ],
    [{ images: Array(31).fill({ alt: "" }) }, { images: "too_many_images" }],
    [{ tags: Array(101).fill("tag") }, { tags: "too_many_tags" }],
  ])("%#", (wanted, errors) => {
    expect(errorsOf(wanted)).toEqual(errors);
  });

  test("four options", () => {
    const options = ["Size", "Colour", "Cut", "Cloth"].map((name) => ({ name, values: [{ value: "x" }] }));
    expect(errorsOf({ options })).toMatchObject({ options: "too_many_options" });
  });

  test("two options of one name, whatever the case", () => {
    const options = [
      { name: "Size", values: [{ value: "S" }] },
      { name: "size", values: [{ value: "S" }] },
    ];
    expect(errorsOf({ options, variants: [variantInputOf({ optionValues: ["S", "S"] })] })).toEqual({
      "options.1.name": "option_repeated",
    });
  });
});

test("what was typed is cleaned: spaces, control characters, scripts, the address", () => {
  const parsed = productInput.parse({
    ...valid,
    title: " Blue\u0000 shirt ",
    slug: "Blue Shirt!",
    descriptionHtml: "<p onclick=x>Nice</p><script>alert(1)</script>",
    seoTitle: " ",
  });
  expect(parsed).toMatchObject({ title: "Blue shirt", slug: "blue-shirt", descriptionHtml: "<p>Nice</p>", seoTitle: null });
});

test("variants without a SKU do not clash", () => {
  expect(
    errorsOf({ ...sized, variants: [variantInputOf({ optionValues: ["S"], sku: " " }), variantInputOf({ optionValues: ["M"], sku: "" })] }),
  ).toEqual({});
});
