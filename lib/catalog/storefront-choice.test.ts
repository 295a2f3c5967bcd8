import { expect, test } from "vitest";
import { availableValues, findVariant, openingVariant } from "./storefront-choice";
import type { StockView, StorefrontVariant } from "./storefront-types";

function variant(optionValues: string[], stock: StockView): StorefrontVariant {
  return { id: optionValues.join("-"), optionValues, sku: null, priceCents: 1000, compareAtCents: null, stock, pictureIndex: null };
}

const there: StockView = { kind: "in_stock" };
const gone: StockView = { kind: "sold_out" };
const variants = [variant(["S", "Red"], gone), variant(["S", "Blue"], there), variant(["M", "Red"], there), variant(["M", "Blue"], gone)];

test("the page opens with the first variant that can be bought", () => {
  expect(openingVariant(variants)?.id).toBe("S-Blue");
  expect(openingVariant([variant(["S"], gone)])?.id).toBe("S");
  expect(openingVariant([])).toBeNull();
});

test("a choice is a variant only when all of it fits", () => {
  expect(findVariant(variants, ["M", "Red"])?.id).toBe("M-Red");
  expect(findVariant(variants, ["L", "Red"])).toBeNull();
  expect(findVariant(variants, ["M"])).toBeNull();
});

test("a value is crossed out when nothing with it and the rest of the choice can be bought", () => {
  expect(availableValues(variants, ["S", "Blue"], 0)).toEqual(new Set(["S"]));
  expect(availableValues(variants, ["S", "Blue"], 1)).toEqual(new Set(["Blue"]));
});
