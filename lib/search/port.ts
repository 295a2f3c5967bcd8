import type { SearchAnswer, SearchQuery, SearchStore, Suggestions } from "./types";

/** Where products are found. Postgres answers always; a search service may stand in front of it. */
export type SearchPort = {
  /** One page of what is found, with the facets of all of it. Never throws for strange text; a `SearchServiceError` when a service fails. */
  query(store: SearchStore, query: SearchQuery): Promise<SearchAnswer>;
  /** The few best for what has been typed so far. */
  suggest(store: SearchStore, text: string): Promise<Suggestions>;
};
