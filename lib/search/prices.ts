import type { FacetValue, PriceRange } from "./types";

/** Where price ranges may begin, in whole units of the currency: round numbers at every scale. */
export const priceSteps = [0, 25, 50, 100, 200, 300, 500, 1000, 2000, 5000, 10_000, 50_000, 100_000] as const;

const maxRanges = 6;

/** Reads `50-100` or `1000-` (without end). Null for anything else. */
export function parsePriceRange(text: string): PriceRange | null {
  const match = /^(\d{1,7})-(\d{1,7})?$/.exec(text);
  if (!match) return null;
  const range = { from: Number(match[1]), to: match[2] === undefined ? null : Number(match[2]) };
  return range.to === null || range.to > range.from ? range : null;
}

/** The form that `parsePriceRange` reads. */
export function formatPriceRange({ from, to }: PriceRange): string {
  return `${from}-${to ?? ""}`;
}

/**
 * Turns counts per step (`counts[i]` products cost at least `priceSteps[i]` and less than the next) into at most six ranges:
 * empty ends are left out, and neighbours with the fewest products are joined.
 */
export function toPriceRanges(counts: readonly number[]): FacetValue[] {
  const buckets = priceSteps.map((from, index) => ({ from, to: priceSteps[index + 1] ?? null, count: counts[index] ?? 0 }));
  const first = buckets.findIndex((bucket) => bucket.count > 0);
  const last = buckets.findLastIndex((bucket) => bucket.count > 0);
  const ranges = first < 0 ? [] : buckets.slice(first, last + 1);
  while (ranges.length > maxRanges || ranges.some((range) => range.count === 0)) joinSmallest(ranges);
  return ranges.map((range) => ({ value: formatPriceRange(range), count: range.count }));
}

type Bucket = PriceRange & { count: number };

function joinSmallest(ranges: Bucket[]): void {
  const sums = ranges.slice(1).map((range, index) => range.count + (ranges[index]?.count ?? 0));
  const at = sums.indexOf(Math.min(...sums));
  const [left, right] = [ranges[at], ranges[at + 1]];
  if (left && right) ranges.splice(at, 2, { from: left.from, to: right.to, count: left.count + right.count });
}
