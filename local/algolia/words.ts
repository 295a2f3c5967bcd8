import type { Locale } from "@/lib/core/locale";
import { areOneWord } from "@/lib/search/plurals";
import { slipsBetween } from "@/lib/search/spelling";
import { normalise } from "@/lib/search/text";

const pattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

export type Token = { text: string; start: number; end: number };

/** The words of a text without accents and capitals, with their places in it. */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(pattern)].map((match) => ({
    text: normalise(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Words that the service drops from a query when told to; a few of its dictionaries'. */
const smallWords: Record<string, ReadonlySet<string>> = {
  en: new Set(["a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "with"]),
  pt: new Set(["a", "as", "com", "da", "das", "de", "do", "dos", "e", "em", "na", "no", "o", "os", "para", "por", "um", "uma"]),
};

export function isSmallWord(word: string, languages: readonly string[]): boolean {
  return languages.some((language) => smallWords[language.slice(0, 2)]?.has(word));
}

export type Asked = {
  text: string;
  isPrefix: boolean;
  allowedTypos: number;
  /** In which singular and plural are one word. */
  pluralLanguages: readonly Locale[];
};
/** How a word was met: `length` letters of it belong to the highlight. */
export type Met = { typos: number; isExact: boolean; length: number };

/** Whether a word of a record meets a word of the query, and how well. */
export function meet(asked: Asked, word: string): Met | null {
  if (areOneWord(word, asked.text, asked.pluralLanguages)) return { typos: 0, isExact: true, length: word.length };
  if (asked.isPrefix && word.startsWith(asked.text)) return { typos: 0, isExact: false, length: asked.text.length };
  if (asked.allowedTypos === 0) return null;
  const typos = Math.min(slipsBetween(asked.text, word), asked.isPrefix ? slipsInBeginning(asked.text, word) : Number.POSITIVE_INFINITY);
  return typos <= asked.allowedTypos ? { typos, isExact: false, length: word.length } : null;
}

function slipsInBeginning(asked: string, word: string): number {
  const lengths = [asked.length - 1, asked.length, asked.length + 1].filter((length) => length > 2 && length < word.length);
  return Math.min(Number.POSITIVE_INFINITY, ...lengths.map((length) => slipsBetween(asked, word.slice(0, length))));
}
