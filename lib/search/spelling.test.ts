import { describe, expect, test } from "vitest";
import { meantWord, slipsBetween } from "./spelling";

test("a slip is a letter too many, too few, wrong, or swapped with its neighbour", () => {
  expect(slipsBetween("camisa", "camissa")).toBe(1);
  expect(slipsBetween("camisa", "camsa")).toBe(1);
  expect(slipsBetween("camisa", "camiza")).toBe(1);
  expect(slipsBetween("camisa", "camsia")).toBe(1);
  expect(slipsBetween("camisa", "camisa")).toBe(0);
  expect(slipsBetween("", "abc")).toBe(3);
});

describe("the word that was meant", () => {
  const known = ["camisa", "camiseta", "vestido", "caneca", "linen"];

  test.each([
    ["camsia", "camisa"],
    ["vesstido", "vestido"],
    ["bestido", "vestido"],
    ["linnen", "linen"],
  ])("for %s is %s", (typed, meant) => {
    expect(meantWord(typed, known)).toBe(meant);
  });

  test("is the typed one while a known word begins with it", () => {
    expect(meantWord("cami", known)).toBe("cami");
  });

  test("may be half typed", () => {
    expect(meantWord("camse", known)).toBe("camiseta");
  });

  test("is unknown when nothing is near, and for very short words", () => {
    expect(meantWord("guitarra", known)).toBeNull();
    expect(meantWord("xyz", known)).toBeNull();
  });
});
