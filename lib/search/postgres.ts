import { listMenuCollections } from "@/lib/catalog/storefront";
import { type ProductCard, productCardSchema } from "@/lib/catalog/storefront-types";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { collectionsFor } from "./collections-for";
import { toFacets } from "./facets";
import type { SearchPort } from "./port";
import { type CountRow, cardsSql, countsSql, type Scope, similarWordsSql } from "./postgres-sql";
import { meantWord } from "./spelling";
import { termsOf } from "./text";
import {
  noFilters,
  nothingFound,
  nothingSuggested,
  type SearchAnswer,
  type SearchQuery,
  type SearchStore,
  type Suggestions,
} from "./types";

const suggestedCards = 6;

/** Search in Postgres: full text by language, prefixes, accents, typing errors, facets. Always there, whatever else is down. */
export const postgresSearch: SearchPort = { query, suggest };

type Found = Omit<SearchAnswer, "correctedText"> & { scopeCount: number };

async function query(store: SearchStore, asked: SearchQuery): Promise<SearchAnswer> {
  const terms = termsOf(asked.text);
  if (terms.length === 0 && asked.text.trim() !== "") return nothingFound;
  return withStore(store.id, async (tx) => {
    const scope = { storeId: store.id, locale: store.locale, terms, collectionId: asked.collectionId };
    const { scopeCount, ...answer } = await find(tx, scope, asked);
    if (scopeCount > 0 || terms.length === 0) return { ...answer, correctedText: null };

    const corrected = await correct(tx, scope);
    if (!corrected) return { ...answer, correctedText: null };
    const { scopeCount: _count, ...second } = await find(tx, { ...scope, terms: corrected }, asked);
    return { ...second, correctedText: second.total > 0 ? corrected.join(" ") : null };
  });
}

async function find(tx: StoreTx, scope: Scope, asked: SearchQuery): Promise<Found> {
  const counts = await tx.$queryRaw<CountRow[]>(countsSql(scope, asked.filters));
  const countOf = (kind: string) => counts.find((row) => row.kind === kind)?.count ?? 0;
  const total = countOf("total");
  const cards = total > (asked.page - 1) * asked.pageSize ? await readCards(tx, scope, asked) : [];
  return { cards, total, facets: toFacets(counts, asked.filters), isDegraded: false, scopeCount: countOf("scope") };
}

async function readCards(tx: StoreTx, scope: Scope, asked: Parameters<typeof cardsSql>[1]): Promise<ProductCard[]> {
  const rows = await tx.$queryRaw<{ card: unknown }[]>(cardsSql(scope, asked));
  return rows.map(({ card }) => productCardSchema.parse(card));
}

/** The words that were probably meant; null when they are the typed ones. */
async function correct(tx: StoreTx, scope: Scope): Promise<string[] | null> {
  const rows = await tx.$queryRaw<{ term: string; word: string }[]>(similarWordsSql(scope));
  const meant = scope.terms.map((term) => {
    const known = rows.filter((row) => row.term === term).map((row) => row.word);
    return meantWord(term, known) ?? term;
  });
  return meant.some((word, index) => word !== scope.terms[index]) ? meant : null;
}

async function suggest(store: SearchStore, text: string): Promise<Suggestions> {
  const terms = termsOf(text);
  if (terms.length === 0) return nothingSuggested;
  const collections = await listMenuCollections(store.id);
  return withStore(store.id, async (tx) => {
    const scope: Scope = { storeId: store.id, locale: store.locale, terms, collectionId: null };
    const page = { filters: noFilters, sort: "relevance", page: 1, pageSize: suggestedCards } as const;
    const cards = await readCards(tx, scope, page);
    const matching = collectionsFor(terms, collections);
    if (cards.length > 0 || matching.length > 0) return { cards, collections: matching, correctedText: null };

    const corrected = await correct(tx, scope);
    if (!corrected) return nothingSuggested;
    const second = await readCards(tx, { ...scope, terms: corrected }, page);
    return { cards: second, collections: [], correctedText: second.length > 0 ? corrected.join(" ") : null };
  });
}
