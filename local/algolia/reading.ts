import { z } from "zod";
import { facetingOf, searchAnswer, shownAttributes } from "./answer";
import { testOf } from "./filters";
import { requireIndex } from "./keys";
import type { Holding } from "./library";
import { narrowing, Refusal, searchInput } from "./model";
import type { Call, Operation } from "./operation";

export function requireHolding({ house }: Call, indexName: string): Holding {
  const holding = house.library.find(indexName);
  if (!holding) throw new Refusal(404, `Index ${indexName} does not exist`);
  return holding;
}

const severalInput = z.strictObject({
  requests: z.array(searchInput.extend({ indexName: z.string(), type: z.literal("default").optional() })).max(50),
  strategy: z.enum(["none", "stopIfEnoughMatches"]).optional(),
});

const facetInput = z.strictObject({ ...narrowing, facetQuery: z.string().default(""), maxFacetHits: z.int().min(1).max(100).default(10) });
const browseInput = z.strictObject({
  ...narrowing,
  cursor: z.string().optional(),
  query: z.literal("").optional(),
  hitsPerPage: z.int().min(1).max(1000).default(1000),
  attributesToRetrieve: z.array(z.string()).optional(),
});
const objectsInput = z.strictObject({
  requests: z
    .array(z.strictObject({ objectID: z.string(), indexName: z.string(), attributesToRetrieve: z.array(z.string()).optional() }))
    .max(1000),
});

async function search(call: Call): Promise<object> {
  return searchAnswer(requireHolding(call, call.indexName), searchInput.parse(call.body), call.access.fence);
}

async function searchSeveral(call: Call): Promise<object> {
  const { requests } = severalInput.parse(call.body);
  const results = requests.map(({ indexName, type: _type, ...input }) => {
    requireIndex(call.access, indexName);
    return { index: indexName, ...searchAnswer(requireHolding(call, indexName), input, call.access.fence) };
  });
  return { results };
}

async function searchFacet(call: Call): Promise<object> {
  const asked = facetInput.parse(call.body);
  const facetName = call.http.req.param("facetName") ?? "";
  const holding = requireHolding(call, call.indexName);
  const input = searchInput.parse({
    ...asked,
    facetQuery: undefined,
    maxFacetHits: undefined,
    facets: [facetName],
    hitsPerPage: 1,
    maxValuesPerFacet: 1000,
  });
  const answer = searchAnswer(holding, input, call.access.fence);
  const facets = z.record(z.string(), z.record(z.string(), z.number())).parse(answer.facets)[facetName] ?? {};
  const fits = Object.entries(facets).filter(([value]) => value.toLowerCase().includes(asked.facetQuery.toLowerCase()));
  const facetHits = fits.slice(0, asked.maxFacetHits).map(([value, count]) => ({ value, highlighted: value, count }));
  return { facetHits, exhaustiveFacetsCount: true, processingTimeMS: 1 };
}

/** Everything that passes the filters, a thousand at a time; the cursor carries where it stopped and what was asked. */
async function browse(call: Call): Promise<object> {
  const asked = browseInput.parse(call.body);
  const { from, ...input } = asked.cursor ? readCursor(asked.cursor) : { ...asked, from: 0 };
  const holding = requireHolding(call, call.indexName);
  const test = testOf(input, facetingOf(holding.settings).filterable);
  const found = [...holding.records.values()].filter(test).sort((one, other) => (one.objectID < other.objectID ? -1 : 1));
  const until = from + input.hitsPerPage;
  const cursor = until < found.length ? { cursor: Buffer.from(JSON.stringify({ ...input, from: until })).toString("base64") } : {};
  const hits = found.slice(from, until).map((record) => shownAttributes(record, input, holding.settings));
  return {
    hits,
    nbHits: found.length,
    page: 0,
    nbPages: 1,
    hitsPerPage: input.hitsPerPage,
    query: "",
    params: "",
    processingTimeMS: 1,
    ...cursor,
  };
}

const cursorShape = browseInput.extend({ from: z.int().min(0) });

function readCursor(cursor: string): z.output<typeof cursorShape> {
  const parsed = cursorShape.safeParse(JSON.parse(Buffer.from(cursor, "base64").toString("utf8") || "null"));
  if (!parsed.success) throw new Refusal(400, "Invalid cursor");
  return parsed.data;
}

async function getObject(call: Call): Promise<object> {
  const objectID = call.http.req.param("objectID") ?? "";
  const record = requireHolding(call, call.indexName).records.get(objectID);
  if (!record) throw new Refusal(404, "ObjectID does not exist");
  return record;
}

async function getObjects(call: Call): Promise<object> {
  const { requests } = objectsInput.parse(call.body);
  const results = requests.map(({ indexName, objectID, ...input }) => {
    const holding = requireHolding(call, indexName);
    const record = holding.records.get(objectID);
    return record ? shownAttributes(record, input, holding.settings) : null;
  });
  return { results };
}

async function listIndexes({ house }: Call): Promise<object> {
  const items = house.library.list().map(({ name, settings, records, createdAt, updatedAt }) => {
    const bytes = [...records.values()].reduce((sum, record) => sum + JSON.stringify(record).length, 0);
    return {
      ...{ name, createdAt, updatedAt, entries: records.size, dataSize: bytes, fileSize: bytes, lastBuildTimeS: 0, pendingTask: false },
      numberOfPendingTasks: 0,
      ...(settings.primary ? { primary: settings.primary } : {}),
      ...(settings.replicas ? { replicas: settings.replicas } : {}),
    };
  });
  return { items, nbPages: 1 };
}

const one = "/1/indexes/{indexName}";

/** What asks and changes nothing. */
export const readingOperations: readonly Operation[] = [
  { verb: "post", path: "/1/indexes/*/queries", right: "search", run: searchSeveral },
  { verb: "post", path: "/1/indexes/*/objects", right: "write", run: getObjects },
  { verb: "post", path: `${one}/query`, right: "search", run: search },
  { verb: "post", path: `${one}/facets/{facetName}/query`, right: "search", run: searchFacet },
  { verb: "post", path: `${one}/browse`, right: "write", run: browse },
  { verb: "get", path: `${one}/settings`, right: "write", run: async (call) => requireHolding(call, call.indexName).settings },
  { verb: "get", path: `${one}/task/{taskID}`, right: "write", run: async (call) => taskStatus(call) },
  { verb: "get", path: "/1/indexes", right: "write", run: listIndexes },
  { verb: "get", path: `${one}/{objectID}`, right: "write", run: getObject },
];

function taskStatus({ house, http }: Call): object {
  return { status: house.tasks.isPublished(Number(http.req.param("taskID"))) ? "published" : "notPublished" };
}
