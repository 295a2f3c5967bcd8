import { type Test, testOf } from "./filters";
import { highlightOf, type Tags } from "./highlight";
import type { Holding } from "./library";
import { askedWords, type Match, matchRecord, searchableOf } from "./match";
import type { AlgoliaRecord, SearchInput, Settings } from "./model";
import { rank } from "./rank";
import type { Asked } from "./words";

/** What a key allows: a test that every record of its answers passes. */
export type Fence = (faceting: ReadonlySet<string>) => Test;

/** Facets that may be filtered by, and those that may be counted. */
export function facetingOf(settings: Settings): { filterable: Set<string>; countable: Set<string> } {
  const entries = settings.attributesForFaceting ?? [];
  const plain = (entry: string): string => entry.replace(/^\w+\((.*)\)$/, "$1");
  return {
    filterable: new Set(entries.map(plain)),
    countable: new Set(entries.filter((entry) => !entry.startsWith("filterOnly(")).map(plain)),
  };
}

/** The answer to one search, in the vendor's shape. */
export function searchAnswer(holding: Holding, input: SearchInput, fence: Fence): Record<string, unknown> {
  const startedAt = performance.now();
  const { settings } = holding;
  const asked = askedWords(input, settings);
  const ranked = rank(findMatches(holding, { input, asked, fence }), settings);
  const hitsPerPage = input.hitsPerPage ?? settings.hitsPerPage ?? 20;
  const reachable = Math.min(ranked.length, settings.paginationLimitedTo ?? 1000);
  const from = input.page * hitsPerPage;
  const shown = ranked.slice(from, Math.min(from + hitsPerPage, reachable));
  return {
    hits: shown.map((match) => hitOf(match, { input, settings, asked })),
    nbHits: ranked.length,
    page: input.page,
    nbPages: Math.ceil(reachable / hitsPerPage),
    hitsPerPage,
    ...(input.facets.length > 0 ? { facets: countFacets(ranked, input, settings) } : {}),
    exhaustive: { facetsCount: true, nbHits: true, typo: true },
    exhaustiveFacetsCount: true,
    exhaustiveNbHits: true,
    exhaustiveTypo: true,
    query: input.query,
    params: new URLSearchParams({ query: input.query, page: String(input.page), hitsPerPage: String(hitsPerPage) }).toString(),
    processingTimeMS: Math.ceil(performance.now() - startedAt),
  };
}

/** Records that pass the filters and the fence, in no order of relevance; the most forgiving matches are left out when asked for. */
function findMatches(holding: Holding, { input, asked, fence }: { input: SearchInput; asked: readonly Asked[]; fence: Fence }): Match[] {
  const { filterable } = facetingOf(holding.settings);
  const tests = [fence(filterable), testOf(input, filterable)];
  const matches: Match[] = [];
  for (const record of holding.records.values()) {
    if (!tests.every((test) => test(record))) continue;
    const match = matchRecord(record, asked, holding.settings);
    if (match) matches.push(match);
  }
  if ((input.typoTolerance ?? holding.settings.typoTolerance) !== "min") return matches;
  const fewest = Math.min(...matches.map((match) => match.typos));
  return matches.filter((match) => match.typos === fewest);
}

type Showing = { input: SearchInput; settings: Settings; asked: readonly Asked[] };

function hitOf({ record, ...match }: Match, { input, settings, asked }: Showing): Record<string, unknown> {
  const highlighted = input.attributesToHighlight ?? settings.attributesToHighlight ?? searchableOf(settings, record);
  const tags: Tags = { before: input.highlightPreTag, after: input.highlightPostTag };
  const entries = highlighted
    .map((name) => [name, highlightOf(record, name, { asked, tags })] as const)
    .filter(([, one]) => one !== undefined);
  return {
    ...shownAttributes(record, input, settings),
    objectID: record.objectID,
    ...(entries.length > 0 ? { _highlightResult: Object.fromEntries(entries) } : {}),
    ...(input.getRankingInfo
      ? {
          _rankingInfo: {
            nbTypos: match.typos,
            firstMatchedWord: match.firstWord,
            proximityDistance: match.proximity,
            userScore: 1,
            geoDistance: 0,
            geoPrecision: 1,
            nbExactWords: match.exact,
            words: Math.max(1, asked.length),
            filters: 0,
            promoted: false,
          },
        }
      : {}),
  };
}

/** The attributes of a record that may be seen and were asked for. */
export function shownAttributes(
  record: AlgoliaRecord,
  input: Pick<SearchInput, "attributesToRetrieve">,
  settings: Settings,
): AlgoliaRecord {
  const wanted = input.attributesToRetrieve ?? settings.attributesToRetrieve ?? ["*"];
  const hidden = new Set(settings.unretrievableAttributes);
  const entries = Object.entries(record).filter(([name]) => !hidden.has(name) && (wanted.includes("*") || wanted.includes(name)));
  return { ...Object.fromEntries(entries), objectID: record.objectID };
}

function countFacets(matches: readonly Match[], input: SearchInput, settings: Settings): Record<string, Record<string, number>> {
  const { countable } = facetingOf(settings);
  const names = input.facets.includes("*") ? [...countable] : input.facets.filter((name) => countable.has(name));
  return Object.fromEntries(names.map((name) => [name, countValues(matches, name, input.maxValuesPerFacet)]));
}

function countValues(matches: readonly Match[], name: string, most: number): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { record } of matches) {
    for (const value of [record[name]].flat()) {
      if (value === undefined || value === null || value === "") continue;
      counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
    }
  }
  const sorted = [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
  return Object.fromEntries(sorted.slice(0, most));
}
