import fc from "fast-check";
import { expect, test } from "vitest";
import { formatPriceRange, parsePriceRange, priceSteps, toPriceRanges } from "./prices";

test("a range is read as it is written", () => {
  expect(parsePriceRange("50-100")).toEqual({ from: 50, to: 100 });
  expect(parsePriceRange("1000-")).toEqual({ from: 1000, to: null });
  expect(formatPriceRange({ from: 50, to: null })).toBe("50-");
});

test.each(["", "-", "a-b", "100-50", "5-5", "-5-10", "1e3-2", "99999999-"])("%j is no range", (text) => {
  expect(parsePriceRange(text)).toBeNull();
});

test("empty ends are left out", () => {
  expect(toPriceRanges([0, 3, 2])).toEqual([
    { value: "25-50", count: 3 },
    { value: "50-100", count: 2 },
  ]);
});

test("nothing has no ranges", () => {
  expect(toPriceRanges([])).toEqual([]);
});

test("ranges are few, never empty, and count every product once", () => {
  const histogram = fc.array(fc.nat({ max: 50 }), { maxLength: priceSteps.length });
  fc.assert(
    fc.property(histogram, (counts) => {
      const ranges = toPriceRanges(counts);
      expect(ranges.length).toBeLessThanOrEqual(6);
      expect(ranges.every((range) => range.count > 0)).toBe(true);
      expect(ranges.reduce((sum, range) => sum + range.count, 0)).toBe(counts.reduce((sum, count) => sum + count, 0));
    }),
  );
});
