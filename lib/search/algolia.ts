import { listMenuCollections } from "@/lib/catalog/storefront";
import { cardsOf, correctionOf, toAnswer } from "./algolia-answer";
import type { AlgoliaService } from "./algolia-client";
import { planQuery, planSuggestions } from "./algolia-query";
import { collectionsFor } from "./collections-for";
import type { SearchPort } from "./port";
import { termsOf } from "./text";
import { nothingFound, nothingSuggested, type SearchAnswer, type SearchQuery, type SearchStore, type Suggestions } from "./types";

const suggestedCards = 6;

/**
 * Search by the service. The words looked for are cut as Postgres cuts them, so that no text makes it fail. Throws a
 * {@link SearchServiceError} when the service does not answer as it should.
 */
export function algoliaSearch(service: AlgoliaService): SearchPort {
  return { query: (store, asked) => query(service, store, asked), suggest: (store, text) => suggest(service, store, text) };
}

async function query(service: AlgoliaService, store: SearchStore, asked: SearchQuery): Promise<SearchAnswer> {
  const terms = termsOf(asked.text);
  if (terms.length === 0 && asked.text.trim() !== "") return nothingFound;
  const place = { storeId: store.id, locale: store.locale, indexName: service.indexName };
  const { requests, groups } = planQuery(place, terms, asked);
  return toAnswer(await service.search(store.id, requests), { groups, terms, filters: asked.filters });
}

async function suggest(service: AlgoliaService, store: SearchStore, text: string): Promise<Suggestions> {
  const terms = termsOf(text);
  if (terms.length === 0) return nothingSuggested;
  const place = { storeId: store.id, locale: store.locale, indexName: service.indexName };
  const [[result], collections] = await Promise.all([
    service.search(store.id, planSuggestions(place, terms, suggestedCards)),
    listMenuCollections(store.id),
  ]);
  if (!result) return nothingSuggested;
  return { cards: cardsOf(result), collections: collectionsFor(terms, collections), correctedText: correctionOf(result, terms) };
}
