/** How many slips are forgiven in a word of this length. */
export function allowedSlips(length: number): number {
  if (length <= 3) return 0;
  return length <= 6 ? 1 : 2;
}

/**
 * How many letters must be added, dropped, changed or swapped with their neighbour to make one word the other
 * (optimal string alignment: Damerau-Levenshtein without editing a swapped pair again).
 */
export function slipsBetween(one: string, other: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwap = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const costs = [(previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + (isSame ? 0 : 1)];
      if (isSwap) costs.push((before[column - 2] ?? 0) + 1);
      current.push(Math.min(...costs));
    }
    [before, previous] = [previous, current];
  }
  return previous[other.length] ?? one.length;
}

/**
 * The known word that was most likely meant, or null when none is near enough. A known word that begins with what was typed,
 * or is within the slips that its length forgives; of equally near ones the first in `known` (the caller puts likely ones first).
 */
export function meantWord(typed: string, known: readonly string[]): string | null {
  if (known.some((word) => word.startsWith(typed))) return typed;
  const allowed = allowedSlips(typed.length);
  let best: { word: string; slips: number } | null = null;
  for (const word of known) {
    const slips = Math.min(slipsBetween(typed, word), slipsInBeginning(typed, word) + 0.5);
    if (slips <= allowed + 0.5 && (!best || slips < best.slips)) best = { word, slips };
  }
  return best?.word ?? null;
}

/** The slips when only the beginning of the word was typed. */
function slipsInBeginning(typed: string, word: string): number {
  const lengths = [typed.length - 1, typed.length, typed.length + 1].filter((length) => length > 2 && length < word.length);
  return Math.min(Number.POSITIVE_INFINITY, ...lengths.map((length) => slipsBetween(typed, word.slice(0, length))));
}
