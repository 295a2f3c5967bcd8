import { areOneWord } from "./plurals";

const maxTerms = 8;
const maxTermLength = 40;
const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** Lower case without accents: what is compared. `Café` and `cafe` are one word. */
export function normalise(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The different words of a text, normalised. Punctuation parts words: `TEE-001` is two. */
export function wordsOf(text: string): string[] {
  return [...new Set(normalise(text).match(wordPattern) ?? [])];
}

/** What is looked for: at most eight words of at most forty letters. */
export function termsOf(text: string): string[] {
  return wordsOf(text.slice(0, 400))
    .map((word) => word.slice(0, maxTermLength))
    .slice(0, maxTerms);
}

export type Segment = { text: string; isMatch: boolean };

/** Cuts a title where words begin with something that was looked for; together the segments are the title. */
export function highlight(title: string, typed: string): Segment[] {
  const terms = termsOf(typed);
  const segments: Segment[] = [];
  let end = 0;
  for (const match of title.matchAll(wordPattern)) {
    const length = matchLength(match[0], terms);
    if (length === 0) continue;
    if (match.index > end) segments.push({ text: title.slice(end, match.index), isMatch: false });
    segments.push({ text: title.slice(match.index, match.index + length), isMatch: true });
    end = match.index + length;
  }
  if (end < title.length) segments.push({ text: title.slice(end), isMatch: false });
  return segments;
}

/** How many letters of a word belong to the longest term that it begins with; all of them when the two are one word. */
function matchLength(word: string, terms: readonly string[]): number {
  const plain = normalise(word);
  const lengths = terms.map((term) => {
    if (plain.startsWith(term)) return lettersFor(word, term.length);
    return areOneWord(plain, term) ? word.length : 0;
  });
  return Math.max(0, ...lengths);
}

/** The part of `word` that `count` normalised letters stand for (an accent may be a letter of its own). */
function lettersFor(word: string, count: number): number {
  let length = 0;
  while (length < word.length && normalise(word.slice(0, length)).length < count) length++;
  while (length < word.length && /\p{M}/u.test(word[length] ?? "")) length++;
  return length;
}
