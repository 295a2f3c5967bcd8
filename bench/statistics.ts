/** The value in the middle of the sorted values; between two middles, their mean. Throws on none. */
export function median(values: readonly number[]): number {
  const sorted = sortedOf(values);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? 0, sorted[Math.floor(middle)] ?? 0];
  return (low + high) / 2;
}

/** The smallest value that at least this share (over 0, up to 1) of the values does not exceed: nearest rank. Throws on none. */
export function percentile(values: readonly number[], share: number): number {
  if (share <= 0 || share > 1) throw new RangeError(`a share lies between 0 and 1, and is ${share}`);
  const sorted = sortedOf(values);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
}

/** To a number of decimals, for people to read. */
export function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

function sortedOf(values: readonly number[]): number[] {
  if (values.length === 0) throw new RangeError("nothing was measured");
  return values.toSorted((a, b) => a - b);
}
