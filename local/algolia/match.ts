import type { Locale } from "@/lib/core/locale";
import type { AlgoliaRecord, SearchInput, Settings } from "./model";
import { type Asked, isSmallWord, meet, type Token, tokensOf } from "./words";

/** How well a record answers a query; each number is a criterion of the vendor's ranking. */
export type Match = { record: AlgoliaRecord; typos: number; attribute: number; exact: number; proximity: number; firstWord: number };

/** The words looked for, after small words are dropped (unless there are no others). */
export function askedWords(input: SearchInput, settings: Settings): Asked[] {
  const words = tokensOf(input.query).map((token) => token.text);
  const languages = input.queryLanguages ?? settings.queryLanguages ?? [];
  const stop = languagesOf(input.removeStopWords ?? settings.removeStopWords, languages);
  const meant = words.filter((word) => !isSmallWord(word, stop));
  const kept = meant.length > 0 ? meant : words;
  const queryType = input.queryType ?? settings.queryType ?? "prefixLast";
  const isTolerant = (input.typoTolerance ?? settings.typoTolerance ?? true) !== false;
  return kept.map((text, index) => ({
    text,
    isPrefix: queryType === "prefixAll" || (queryType === "prefixLast" && index === kept.length - 1),
    allowedTypos: isTolerant ? allowedTypos(text, settings) : 0,
    pluralLanguages: languagesOf(input.ignorePlurals ?? settings.ignorePlurals, languages).map(localeOf),
  }));
}

function languagesOf(setting: boolean | string[] | undefined, languages: readonly string[]): readonly string[] {
  if (Array.isArray(setting)) return setting;
  return setting ? languages : [];
}

function localeOf(language: string): Locale {
  return language.startsWith("pt") ? "pt-BR" : "en";
}

function allowedTypos(word: string, settings: Settings): number {
  if (word.length >= (settings.minWordSizefor2Typos ?? 8)) return 2;
  return word.length >= (settings.minWordSizefor1Typo ?? 4) ? 1 : 0;
}

/** The attributes that are searched, the weightier first, without their modifiers. */
export function searchableOf(settings: Settings, record: AlgoliaRecord): string[] {
  const named = settings.searchableAttributes
    ?.flatMap((entry) => entry.split(","))
    .map((entry) => entry.replace(/^\w+\((.*)\)$/, "$1").trim());
  return named ?? Object.keys(record).filter((name) => name !== "objectID" && typeof record[name] === "string");
}

const remembered = new WeakMap<AlgoliaRecord, Map<string, Token[]>>();

/** The words of an attribute; records are never changed in place, so they are cut once. */
export function wordsIn(record: AlgoliaRecord, attribute: string): Token[] {
  const known = remembered.get(record) ?? new Map<string, Token[]>();
  remembered.set(record, known);
  const words =
    known.get(attribute) ??
    tokensOf(
      [record[attribute]]
        .flat()
        .filter((value) => typeof value === "string")
        .join(" · "),
    );
  known.set(attribute, words);
  return words;
}

/** Null when a word of the query is nowhere in the record. */
export function matchRecord(record: AlgoliaRecord, asked: readonly Asked[], settings: Settings): Match | null {
  const total: Match = { record, typos: 0, attribute: 0, exact: 0, proximity: 0, firstWord: 0 };
  let place = -1;
  for (const word of asked) {
    const best = bestPlace(record, word, settings);
    if (!best) return null;
    total.typos += best.typos;
    total.attribute = Math.max(total.attribute, best.attribute);
    total.exact += best.isExact ? 1 : 0;
    if (place >= 0) total.proximity += Math.min(8, Math.abs(best.at - place));
    else total.firstWord = best.at;
    place = best.at;
  }
  return total;
}

type Place = { typos: number; attribute: number; at: number; isExact: boolean };

function bestPlace(record: AlgoliaRecord, asked: Asked, settings: Settings): Place | null {
  let best: Place | null = null;
  for (const [attribute, name] of searchableOf(settings, record).entries()) {
    for (const [at, token] of wordsIn(record, name).entries()) {
      const met = meet(asked, token.text);
      if (
        met &&
        (!best || met.typos < best.typos || (met.typos === best.typos && attribute === best.attribute && met.isExact && !best.isExact))
      ) {
        best = { typos: met.typos, attribute, at, isExact: met.isExact };
      }
    }
  }
  return best;
}
