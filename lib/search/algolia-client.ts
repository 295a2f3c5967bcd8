import { algoliasearch, type BatchRequest, type IndexSettings, type SearchQuery } from "algoliasearch";
import { z } from "zod";
import type { StoreId } from "@/lib/core/ids";
import { minuteMs } from "@/lib/core/time";
import { env } from "@/lib/env";
import { SearchServiceError } from "./service-error";

export type AlgoliaConfig = { appId: string; adminKey: string; searchKey: string; indexName: string; apiBase: string | null };

/** The search service of this installation, or null where products are searched in Postgres alone. */
export function algoliaConfig(): AlgoliaConfig | null {
  const { ALGOLIA_APP_ID, ALGOLIA_ADMIN_KEY, ALGOLIA_SEARCH_KEY, ALGOLIA_INDEX, ALGOLIA_API_BASE } = env();
  if (!ALGOLIA_APP_ID || !ALGOLIA_ADMIN_KEY || !ALGOLIA_SEARCH_KEY) return null;
  return {
    appId: ALGOLIA_APP_ID,
    adminKey: ALGOLIA_ADMIN_KEY,
    searchKey: ALGOLIA_SEARCH_KEY,
    indexName: ALGOLIA_INDEX,
    apiBase: ALGOLIA_API_BASE ?? null,
  };
}

const hit = z.looseObject({ objectID: z.string() });
const result = z.looseObject({
  hits: z.array(hit),
  nbHits: z.int(),
  facets: z.record(z.string(), z.record(z.string(), z.int())).optional(),
});
export type ServiceResult = z.output<typeof result>;
export type BrowsedRecord = { objectID: string; revision: number; isVisible: boolean };

/** What is asked of the service. Every function throws a {@link SearchServiceError} and nothing else. */
export type AlgoliaService = {
  indexName: string;
  /** Several searches in one request, with a key that shows this store's visible records alone. */
  search(storeId: StoreId, requests: SearchQuery[]): Promise<ServiceResult[]>;
  /** Writes, and waits until searches see it. */
  write(requests: BatchRequest[]): Promise<void>;
  /** What the index holds of a store. */
  browse(storeId: StoreId): Promise<BrowsedRecord[]>;
  /** Removes what passes the filters, and waits. */
  deleteBy(filters: string): Promise<void>;
  /** Settings of the index or of one of its replicas, and waits. */
  applySettings(indexName: string, settings: IndexSettings): Promise<void>;
};

type Restrictions = { filters: string; validUntil: number; restrictIndices: string[] };
type KeyMaker = { generateSecuredApiKey(of: { parentApiKey: string; restrictions: Restrictions }): string };
type Client = ReturnType<typeof algoliasearch> & KeyMaker;

/** The build for Node makes keys; the types that a bundler's resolution finds are those of the browser's build, which does not. */
function makesKeys(client: ReturnType<typeof algoliasearch>): client is Client {
  return "generateSecuredApiKey" in client && typeof client.generateSecuredApiKey === "function";
}

export type Timeouts = { connect: number; read: number; write: number };

/** Milliseconds. Shoppers wait for searches; nobody waits for the rest. */
const forShoppers: Timeouts = { connect: 1000, read: 2000, write: 2000 };
const forSync: Timeouts = { connect: 5000, read: 15_000, write: 30_000 };

/** Opens the service; no request is made yet. `searching` is how long a search may take. */
export function openAlgolia(config: AlgoliaConfig, searching: Timeouts = forShoppers): AlgoliaService {
  const { appId, adminKey, indexName } = config;
  const hosts = config.apiBase ? { hosts: [{ ...hostOf(config.apiBase), accept: "readWrite" as const }] } : {};
  const client = algoliasearch(appId, adminKey, { ...hosts, timeouts: forSync });
  if (!makesKeys(client)) throw new Error("this build of algoliasearch makes no secured keys");
  const keys = securedKeys(client, config);
  const published = async (name: string, taskID: number): Promise<void> => {
    const waited = { indexName: name, taskID, maxRetries: 60, timeout: (tries: number) => Math.min(50 * (tries + 1), 1000) };
    await client.waitForTask(waited).catch((error: unknown) => {
      if (failed.safeParse(error).success) throw error;
      throw new SearchServiceError("timeout", `the task ${taskID} is not published yet`, null, { cause: error });
    });
  };
  return {
    indexName,
    search: (storeId, requests) =>
      typed(async () => {
        const answer = await client.search({ requests }, { headers: { "x-algolia-api-key": keys(storeId) }, timeouts: searching });
        return z.array(result).parse(answer.results);
      }),
    write: (requests) =>
      typed(async () => {
        if (requests.length === 0) return;
        const { taskID } = await client.batch({ indexName, batchWriteParams: { requests } });
        await published(indexName, taskID);
      }),
    browse: (storeId) => typed(() => browseStore(client, indexName, storeId)),
    deleteBy: (filters) =>
      typed(async () => {
        const { taskID } = await client.deleteBy({ indexName, deleteByParams: { filters } });
        await published(indexName, taskID);
      }),
    applySettings: (name, indexSettings) =>
      typed(async () => {
        const { taskID } = await client.setSettings({ indexName: name, indexSettings, forwardToReplicas: false });
        await published(name, taskID);
      }),
  };
}

function hostOf(apiBase: string): { url: string; protocol: "http" | "https" } {
  const { protocol, host, pathname } = new URL(apiBase);
  return { url: `${host}${pathname.replace(/\/$/, "")}`, protocol: protocol === "http:" ? "http" : "https" };
}

const keyLifeMs = 60 * minuteMs;

/**
 * A key per store that carries the store's filter and expires: whoever holds it sees that store's visible records and nothing
 * else. Made here by a hash, without a request; renewed when half its life is over.
 * https://www.algolia.com/doc/guides/security/api-keys/how-to/user-restricted-access-to-data
 */
function securedKeys(client: Client, { searchKey, indexName }: AlgoliaConfig): (storeId: StoreId) => string {
  const kept = new Map<string, { key: string; renewAt: number }>();
  const mostKept = 10_000;
  return (storeId) => {
    const known = kept.get(storeId);
    if (known && known.renewAt > Date.now()) return known.key;
    if (kept.size >= mostKept) kept.clear();
    const validUntil = Math.floor((Date.now() + keyLifeMs) / 1000);
    const restrictions = { filters: storeFilter(storeId), validUntil, restrictIndices: [indexName, `${indexName}_*`] };
    const key = client.generateSecuredApiKey({ parentApiKey: searchKey, restrictions });
    kept.set(storeId, { key, renewAt: Date.now() + keyLifeMs / 2 });
    return key;
  };
}

/** What a store's key shows. */
export function storeFilter(storeId: StoreId): string {
  return `storeId:${storeId} AND isVisible:true`;
}

const browsed = z.looseObject({ objectID: z.string(), revision: z.number().catch(0), isVisible: z.boolean().catch(false) });

async function browseStore(client: Client, indexName: string, storeId: StoreId): Promise<BrowsedRecord[]> {
  const found: BrowsedRecord[] = [];
  let cursor: string | undefined;
  const asked = { filters: `storeId:${storeId}`, attributesToRetrieve: ["revision", "isVisible"], hitsPerPage: 1000 };
  do {
    const page = await client.browse({ indexName, browseParams: cursor ? { cursor } : asked });
    for (const { objectID, revision, isVisible } of z.array(browsed).parse(page.hits)) found.push({ objectID, revision, isVisible });
    cursor = page.cursor;
  } while (cursor);
  return found;
}

async function typed<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw toServiceError(error);
  }
}

/** The vendor's errors, known by their names: the package does not export their classes. */
const failed = z.union([
  z.object({ name: z.literal(["ApiError", "DetailedApiError"]), status: z.number(), message: z.string() }),
  z.object({ name: z.literal("RetryError") }),
]);

function toServiceError(error: unknown): SearchServiceError {
  if (error instanceof SearchServiceError) return error;
  const options = { cause: error };
  const known = failed.safeParse(error);
  if (known.success && known.data.name === "RetryError") {
    return new SearchServiceError("unreachable", "no host of the search service answers", null, options);
  }
  if (known.success && "status" in known.data) {
    return new SearchServiceError("refused", `the search service refused: ${known.data.message}`, known.data.status, options);
  }
  return new SearchServiceError("malformed", "the search service's answer has another shape", null, options);
}
