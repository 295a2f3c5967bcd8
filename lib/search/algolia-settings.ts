import type { IndexSettings } from "algoliasearch";
import type { AlgoliaService } from "./algolia-client";
import { mostReachable } from "./params";
import type { Sort } from "./types";

/** The orders that a list may have, each a replica with its own ranking; relevance is the index itself. */
const replicas = {
  featured: "featured",
  "best-selling": "best_selling",
  newest: "newest",
  "price-asc": "price_asc",
  "price-desc": "price_desc",
} as const;

const newest = ["desc(publishedAt)"];
const firstBy: Record<keyof typeof replicas, string[]> = {
  featured: ["desc(isFeatured)", "desc(salesCount)", ...newest],
  "best-selling": ["desc(salesCount)", ...newest],
  newest,
  "price-asc": ["asc(minPriceCents)", ...newest],
  "price-desc": ["desc(minPriceCents)", ...newest],
};

const usualRanking = ["typo", "geo", "words", "filters", "proximity", "attribute", "exact", "custom"] as const;

/** What is the same for the index and its replicas. */
const shared: IndexSettings = {
  searchableAttributes: ["unordered(title)", "unordered(facts)", "unordered(description)"],
  attributesForFaceting: [
    "filterOnly(storeId)",
    "filterOnly(isVisible)",
    "filterOnly(collectionIds)",
    "vendor",
    "productType",
    "isAvailable",
    "optionPairs",
    "priceStep",
  ],
  unretrievableAttributes: ["storeId"],
  customRanking: ["desc(isAvailable)", "desc(salesCount)", ...newest],
  // Every word may be half typed, as in Postgres; slips are forgiven only where nothing fits without them.
  queryType: "prefixAll",
  typoTolerance: "min",
  indexLanguages: ["pt-br", "en"],
  paginationLimitedTo: mostReachable,
};

/** The index in which a list of this order is asked for. */
export function indexFor(indexName: string, sort: Sort, hasText: boolean): string {
  const order = sort === "relevance" && !hasText ? "featured" : sort;
  return order === "relevance" ? indexName : `${indexName}_${replicas[order]}`;
}

/** Brings the index and its replicas to these settings; makes them when they are not there. Returns the names, the index first. */
export async function pushSettings(service: AlgoliaService): Promise<string[]> {
  const { indexName } = service;
  const orders = Object.keys(replicas) as (keyof typeof replicas)[];
  const names = orders.map((order) => indexFor(indexName, order, true));
  await service.applySettings(indexName, { ...shared, replicas: names });
  for (const order of orders) {
    await service.applySettings(indexFor(indexName, order, true), { ...shared, ranking: [...firstBy[order], ...usualRanking] });
  }
  return [indexName, ...names];
}
