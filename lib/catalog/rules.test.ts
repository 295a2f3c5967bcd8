import { describe, expect, test } from "vitest";
import { combinationsOf, firstFreeSlug, slugOf, splitTags } from "./rules";

describe("addresses", () => {
  test.each([
    ["Camisa São João", "camisa-sao-joao"],
    ["  Tênis & Meias — 50%  ", "tenis-and-meias-50"],
    ["NASA T-Shirt", "nasa-t-shirt"],
    ["!!!", ""],
    ["a".repeat(150), "a".repeat(100)],
    ["../../etc", "etc"],
  ])("%j becomes %j", (text, slug) => {
    expect(slugOf(text)).toBe(slug);
  });

  test("a taken one gets the next number", () => {
    expect(firstFreeSlug("shirt", new Set())).toBe("shirt");
    expect(firstFreeSlug("shirt", new Set(["shirt", "shirt-2"]))).toBe("shirt-3");
    expect(firstFreeSlug("a".repeat(100), new Set(["a".repeat(100)])).length).toBeLessThanOrEqual(100);
  });
});

test("sizes and colours make every pair, sizes first", () => {
  const options = [{ values: [{ value: "S" }, { value: "M" }] }, { values: [{ value: "Red" }, { value: "Blue" }] }];
  expect(combinationsOf(options)).toEqual([
    ["S", "Red"],
    ["S", "Blue"],
    ["M", "Red"],
    ["M", "Blue"],
  ]);
  expect(combinationsOf([])).toEqual([[]]);
});

test("tags are split at commas, each once", () => {
  expect(splitTags(" Linen, summer,,linen ,\nNew")).toEqual(["Linen", "summer", "New"]);
});
