import type { ProductCard } from "@/lib/catalog/storefront-types";
import type { StoreId } from "@/lib/core/ids";
import type { Locale } from "@/lib/core/locale";

/** The store that is searched. Its id comes from the host, never from the request's parameters. */
export type SearchStore = { id: StoreId; locale: Locale };

export const sorts = ["relevance", "featured", "best-selling", "newest", "price-asc", "price-desc"] as const;
export type Sort = (typeof sorts)[number];

/** Whole units of the store's currency; `to` is not included, null is without end. */
export type PriceRange = { from: number; to: number | null };

/** Values within one list are alternatives; the lists narrow each other. */
export type Filters = {
  prices: PriceRange[];
  vendors: string[];
  types: string[];
  isAvailableOnly: boolean;
  /** Option name -> values. */
  options: Record<string, string[]>;
};

export const noFilters: Filters = { prices: [], vendors: [], types: [], isAvailableOnly: false, options: {} };

export type SearchQuery = {
  /** As typed; empty finds everything. */
  text: string;
  collectionId: string | null;
  filters: Filters;
  sort: Sort;
  /** From 1. */
  page: number;
  pageSize: number;
};

export type FacetKind = "available" | "price" | "vendor" | "type" | "option";
export type FacetValue = { value: string; count: number };
/** `name` is the option's name for the kind `option`, else empty. Values already chosen are in the list, also with a count of 0. */
export type Facet = { kind: FacetKind; name: string; values: FacetValue[] };

export type SearchAnswer = {
  cards: ProductCard[];
  /** Of all pages. */
  total: number;
  facets: Facet[];
  /** What was looked for instead, when nothing was found for what was typed. */
  correctedText: string | null;
  /** The search service did not answer, and Postgres did in its place. */
  isDegraded: boolean;
};

export const nothingFound: SearchAnswer = { cards: [], total: 0, facets: [], correctedText: null, isDegraded: false };

export type Suggestions = { cards: ProductCard[]; collections: { slug: string; title: string }[]; correctedText: string | null };

export const nothingSuggested: Suggestions = { cards: [], collections: [], correctedText: null };
