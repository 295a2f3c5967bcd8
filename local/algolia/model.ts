import { z } from "zod";
import { kind } from "@/local/sandbox/records";

/** A record as it was sent, under its id. */
export type AlgoliaRecord = { objectID: string; [attribute: string]: unknown };

/** Settings of an index as they were sent; `primary` is set on a replica by the sandbox itself. */
export type StoredIndex = { name: string; settings: Record<string, unknown>; createdAt: string; updatedAt: string };

/** Languages that the sandbox folds plurals and drops small words of; the service knows many more. */
const languages = z.array(z.enum(["en", "pt", "pt-br"]));
const nested = z.union([z.string(), z.array(z.union([z.string(), z.array(z.string())]))]);

/** What narrows a search, a browse or a deletion. */
export const narrowing = { filters: z.string().optional(), facetFilters: nested.optional(), numericFilters: nested.optional() };

/**
 * The search parameters that the sandbox acts on. Any other is refused aloud: a parameter that were taken and ignored would
 * make a test pass that the service would fail.
 */
export const searchInput = z.strictObject({
  ...narrowing,
  query: z.string().max(512).default(""),
  page: z.int().min(0).default(0),
  hitsPerPage: z.int().min(1).max(1000).optional(),
  facets: z.array(z.string()).default([]),
  maxValuesPerFacet: z.int().min(1).max(1000).default(100),
  attributesToRetrieve: z.array(z.string()).optional(),
  attributesToHighlight: z.array(z.string()).optional(),
  highlightPreTag: z.string().default("<em>"),
  highlightPostTag: z.string().default("</em>"),
  getRankingInfo: z.boolean().default(false),
  queryLanguages: languages.optional(),
  ignorePlurals: z.union([z.boolean(), languages]).optional(),
  removeStopWords: z.union([z.boolean(), languages]).optional(),
  queryType: z.enum(["prefixLast", "prefixAll", "prefixNone"]).optional(),
  typoTolerance: z.union([z.boolean(), z.enum(["min", "strict"])]).optional(),
  analytics: z.boolean().optional(),
  clickAnalytics: z.boolean().optional(),
});
export type SearchInput = z.output<typeof searchInput>;

/** The settings that the sandbox acts on; any other is refused. */
export const settingsInput = z.strictObject({
  searchableAttributes: z.array(z.string()).optional(),
  attributesForFaceting: z.array(z.string()).optional(),
  customRanking: z.array(z.string()).optional(),
  ranking: z.array(z.string()).optional(),
  replicas: z.array(z.string()).optional(),
  unretrievableAttributes: z.array(z.string()).optional(),
  attributesToRetrieve: z.array(z.string()).optional(),
  attributesToHighlight: z.array(z.string()).optional(),
  indexLanguages: languages.optional(),
  queryLanguages: languages.optional(),
  ignorePlurals: z.union([z.boolean(), languages]).optional(),
  removeStopWords: z.union([z.boolean(), languages]).optional(),
  queryType: z.enum(["prefixLast", "prefixAll", "prefixNone"]).optional(),
  typoTolerance: z.union([z.boolean(), z.enum(["min", "strict"])]).optional(),
  minWordSizefor1Typo: z.int().min(1).optional(),
  minWordSizefor2Typos: z.int().min(1).optional(),
  hitsPerPage: z.int().min(1).max(1000).optional(),
  paginationLimitedTo: z.int().min(1).max(20_000).optional(),
});
export type Settings = z.output<typeof settingsInput> & { primary?: string };

export const actions = [
  "addObject",
  "updateObject",
  "partialUpdateObject",
  "partialUpdateObjectNoCreate",
  "deleteObject",
  "delete",
  "clear",
] as const;
export const batchInput = z.strictObject({
  requests: z.array(z.strictObject({ action: z.enum(actions), body: z.record(z.string(), z.unknown()).default({}) })).max(10_000),
});
export type Write = z.output<typeof batchInput>["requests"][number];

/** What a task will do to its index once it is its turn. */
export type Change =
  | { kind: "writes"; writes: Write[] }
  | { kind: "settings"; settings: Settings; isForwarded: boolean }
  | { kind: "delete_by"; narrowing: Pick<SearchInput, "filters" | "facetFilters" | "numericFilters"> }
  | { kind: "copy" | "move"; destination: string };

/** A change that was accepted and is not yet seen by searches. Outlives a restart. */
export type Task = { id: number; indexName: string; change: Change };

export const kinds = { index: kind<StoredIndex>("index"), task: kind<Task>("task") };

/** An answer that is not a success, in the vendor's shape. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
