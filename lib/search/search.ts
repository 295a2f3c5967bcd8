import { algoliaSearch } from "./algolia";
import { algoliaConfig, openAlgolia } from "./algolia-client";
import { guardedSearch } from "./guarded";
import type { SearchPort } from "./port";
import { postgresSearch } from "./postgres";

let chosen: SearchPort | undefined;

/**
 * The search that shoppers use: the search service where one is set up, with Postgres in its place while it fails; else
 * Postgres. A collection in the merchant's own order is always read from Postgres, which knows the order.
 */
export function searchOf(): SearchPort {
  chosen ??= choose();
  return chosen;
}

function choose(): SearchPort {
  const config = algoliaConfig();
  if (!config) return postgresSearch;
  const guarded = guardedSearch(algoliaSearch(openAlgolia(config)), postgresSearch);
  return {
    query: (store, asked) => (asked.collectionId && asked.sort === "featured" ? postgresSearch : guarded).query(store, asked),
    suggest: guarded.suggest,
  };
}
