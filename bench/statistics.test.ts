import { describe, expect, it } from "vitest";
import { median, percentile, rounded } from "./statistics";

describe("the numbers of a measurement", () => {
  it("takes the middle of an odd count and the mean of the two middles of an even one", () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([10, 2, 4, 100])).toBe(7);
    expect(median([3])).toBe(3);
  });

  it("takes percentiles by nearest rank, whatever the order", () => {
    const twenty = Array.from({ length: 20 }, (_, index) => 20 - index);
    expect(percentile(twenty, 0.5)).toBe(10);
    expect(percentile(twenty, 0.95)).toBe(19);
    expect(percentile(twenty, 1)).toBe(20);
    expect(percentile([7], 0.01)).toBe(7);
  });

  it("refuses to make a number out of nothing", () => {
    expect(() => median([])).toThrow("nothing was measured");
    expect(() => percentile([], 0.5)).toThrow("nothing was measured");
    expect(() => percentile([1], 0)).toThrow(RangeError);
    expect(() => percentile([1], 1.1)).toThrow(RangeError);
  });

  it("rounds for people", () => {
    expect(rounded(0.123_45, 3)).toBe(0.123);
  });
});
