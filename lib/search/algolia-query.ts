import type { SearchQuery as Request } from "algoliasearch";
import type { StoreId } from "@/lib/core/ids";
import type { Locale } from "@/lib/core/locale";
import { storeFilter } from "./algolia-client";
import { indexFor } from "./algolia-settings";
import type { Filters, PriceRange, SearchQuery } from "./types";

/** Marks that no text of a product holds (Unicode's private use area). */
export const marks = { before: "\uE000", after: "\uE001" };

const optionsKind = "option";
/** One group of filters: its values are alternatives. */
export type Group = { kind: "price" | "vendor" | "type" | "available" | "option"; name: string; alternatives: string[] };

/** The groups that are set, in the service's filter language. */
export function groupsOf({ prices, vendors, types, isAvailableOnly, options }: Filters): Group[] {
  const groups: Group[] = [
    { kind: "price", name: "", alternatives: prices.map(inRange) },
    { kind: "vendor", name: "", alternatives: vendors.map((value) => equals("vendor", value)) },
    { kind: "type", name: "", alternatives: types.map((value) => equals("productType", value)) },
    { kind: "available", name: "", alternatives: isAvailableOnly ? ["isAvailable:true"] : [] },
    ...Object.entries(options).map(([name, values]): Group => {
      return { kind: optionsKind, name, alternatives: values.map((value) => equals("optionPairs", `${name}:${value}`)) };
    }),
  ];
  return groups.filter((group) => group.alternatives.length > 0);
}

function inRange({ from, to }: PriceRange): string {
  return to === null ? `minPriceCents >= ${from * 100}` : `minPriceCents:${from * 100} TO ${to * 100 - 1}`;
}

/** A facet and a value in quotes: https://www.algolia.com/doc/api-reference/api-parameters/filters */
function equals(attribute: string, value: string): string {
  return `${attribute}:"${value.replace(/[\\"]/g, "\\$&")}"`;
}

export type Asked = Pick<SearchQuery, "collectionId" | "filters" | "sort" | "page" | "pageSize">;
export type Place = { storeId: StoreId; locale: Locale; indexName: string };

/** The requests of one search: the page itself, then one for each group whose own counts must not be narrowed by it. */
export type Plan = { requests: Request[]; groups: Group[] };

const facetOf = { price: "priceStep", vendor: "vendor", type: "productType", available: "isAvailable", option: "optionPairs" } as const;

/** The service gives at least one hit; nothing of it is asked for. */
const countsAlone = { hitsPerPage: 1, attributesToRetrieve: [], attributesToHighlight: [] };

/** Plans one search. Facets are counted without their own filter, so each group that is set costs a request of its own. */
export function planQuery(place: Place, terms: readonly string[], asked: Asked): Plan {
  const groups = groupsOf(asked.filters);
  const base = baseOf(place, terms);
  const scope = [storeFilter(place.storeId), ...(asked.collectionId ? [equals("collectionIds", asked.collectionId)] : [])];
  const filtersWithout = (left: Group | null) =>
    [...scope, ...groups.filter((group) => group !== left).map(({ alternatives }) => `(${alternatives.join(" OR ")})`)].join(" AND ");
  const main: Request = {
    ...base,
    indexName: indexFor(place.indexName, asked.sort, terms.length > 0),
    filters: filtersWithout(null),
    page: asked.page - 1,
    hitsPerPage: asked.pageSize,
    facets: Object.values(facetOf),
    attributesToRetrieve: ["card"],
    attributesToHighlight: terms.length > 0 ? ["title", "facts"] : [],
    highlightPreTag: marks.before,
    highlightPostTag: marks.after,
    getRankingInfo: true,
  };
  const counts = groups.map((group): Request => {
    return {
      ...base,
      indexName: place.indexName,
      filters: filtersWithout(group),
      ...countsAlone,
      facets: [facetOf[group.kind]],
      // As many as the service gives: the chosen value may be a rare one.
      maxValuesPerFacet: 1000,
      analytics: false,
    };
  });
  return { requests: [main, ...counts], groups };
}

/** The first cards for what was typed so far. */
export function planSuggestions(place: Place, terms: readonly string[], count: number): Request[] {
  const { requests } = planQuery(place, terms, { collectionId: null, filters: noGroups, sort: "relevance", page: 1, pageSize: count });
  return requests.map((request) => ({ ...request, facets: [] }));
}

const noGroups: Filters = { prices: [], vendors: [], types: [], isAvailableOnly: false, options: {} };

const languages: Record<Locale, "pt-br" | "en"> = { "pt-BR": "pt-br", en: "en" };

/** The store's language decides which endings are one word and which words are too small to be looked for. */
function baseOf({ locale }: Place, terms: readonly string[]) {
  const language = [languages[locale]];
  return { query: terms.join(" "), queryLanguages: language, ignorePlurals: language, removeStopWords: language, maxValuesPerFacet: 200 };
}
