import { z } from "zod";
import { type ProductCard, productCardSchema } from "@/lib/catalog/storefront-types";
import type { ServiceResult } from "./algolia-client";
import { type Group, marks } from "./algolia-query";
import { toFacets } from "./facets";
import { SearchServiceError } from "./service-error";
import { meantWord } from "./spelling";
import { wordsOf } from "./text";
import type { Filters, SearchAnswer } from "./types";

const facetSize = 40;

type Count = { kind: string; value: string; count: number };

/** The answer of the service to a planned search, in our words. */
export function toAnswer(
  results: readonly ServiceResult[],
  { groups, terms, filters }: { groups: readonly Group[]; terms: readonly string[]; filters: Filters },
): SearchAnswer {
  const [main] = results;
  if (!main) throw new SearchServiceError("malformed", "the search service answered no result");
  return {
    cards: cardsOf(main),
    total: main.nbHits,
    facets: toFacets(countsOf(results, { groups, filters }), filters),
    correctedText: correctionOf(main, terms),
    isDegraded: false,
  };
}

const shown = z.looseObject({ card: productCardSchema });

/** The cards of a page of hits. */
export function cardsOf(result: ServiceResult): ProductCard[] {
  const parsed = z.array(shown).safeParse(result.hits);
  if (!parsed.success) throw new SearchServiceError("malformed", "a hit has no card", null, { cause: parsed.error });
  return parsed.data.map(({ card }) => card);
}

/** The same counts that Postgres gives: each facet from the request that left its own filter out, where there is one. */
function countsOf(results: readonly ServiceResult[], { groups, filters }: { groups: readonly Group[]; filters: Filters }): Count[] {
  const [main, ...own] = results;
  const resultFor = (kind: Group["kind"], name = "") =>
    own[groups.findIndex((group) => group.kind === kind && group.name === name)] ?? main;
  const counts = (kind: Group["kind"], attribute: string, name?: string) =>
    Object.entries(resultFor(kind, name)?.facets?.[attribute] ?? {}).map(([value, count]): Count => ({ kind, value, count }));
  const chosen = groups.filter((group) => group.kind === "option").map((group) => group.name);
  const isChosen = (pair: string) => chosen.some((name) => pair.startsWith(`${name}:`));
  return [
    { kind: "total", value: "", count: main?.nbHits ?? 0 },
    { kind: "available", value: "1", count: counts("available", "isAvailable").find(({ value }) => value === "true")?.count ?? 0 },
    ...counts("price", "priceStep"),
    ...mostFrequent(counts("vendor", "vendor"), filters.vendors),
    ...mostFrequent(counts("type", "productType"), filters.types),
    ...counts("option", "optionPairs").filter(({ value }) => !isChosen(value)),
    ...chosen.flatMap((name) => counts("option", "optionPairs", name).filter(({ value }) => value.startsWith(`${name}:`))),
  ];
}

/** And those that are chosen, however rare. */
function mostFrequent(counts: readonly Count[], chosen: readonly string[]): Count[] {
  const sorted = counts.toSorted((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
  return sorted.filter(({ value }, place) => place < facetSize || chosen.includes(value));
}

const highlighted = z.looseObject({
  _rankingInfo: z.looseObject({ nbTypos: z.int() }),
  _highlightResult: z.record(z.string(), z.looseObject({ value: z.string() }).or(z.unknown())),
});

/** What was meant, when the best hit was found by forgiving slips: the typed words with the found ones in the place of the wrong. */
export function correctionOf(result: ServiceResult, terms: readonly string[]): string | null {
  const [best] = result.hits;
  const parsed = highlighted.safeParse(best);
  if (terms.length === 0 || !parsed.success || parsed.data._rankingInfo.nbTypos === 0) return null;
  const texts = Object.values(parsed.data._highlightResult).flatMap(
    (one) => z.object({ value: z.string() }).safeParse(one).data?.value ?? [],
  );
  const marked = new RegExp(`${marks.before}([^${marks.after}]*)${marks.after}`, "gu");
  const words = wordsOf(texts.flatMap((text) => [...text.matchAll(marked)].map(([, word = ""]) => word)).join(" "));
  const meant = terms.map((term) => meantWord(term, words) ?? term);
  return meant.some((word, index) => word !== terms[index]) ? meant.join(" ") : null;
}
