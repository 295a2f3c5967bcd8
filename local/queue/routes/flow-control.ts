import { fail, ok, type Result } from "@/lib/core/result";
import type { QueueContext } from "@/local/queue/context";
import { type Db, inTransaction } from "@/local/queue/database";
import {
  countActive,
  findFlowKey,
  listFlowKeys,
  type Pin,
  pinFlow,
  resetFlowRate,
  setFlowPaused,
  unpinFlow,
} from "@/local/queue/flow-keys";
import { done, missing, type QueueApp, type QueueRequest, queryOf, refused } from "@/local/queue/routes/http";
import { parsePeriodMs } from "@/local/queue/rules/flow-control";

const LARGEST_LIMIT = 1_000_000;

function limitOf(text: string | null): number | null | undefined {
  if (text === null) return null;
  const limit = Number(text);
  return Number.isInteger(limit) && limit >= 1 && limit <= LARGEST_LIMIT ? limit : undefined;
}

function readPin(query: URLSearchParams): Result<Pin, "invalid_flow_control"> {
  const parallelism = limitOf(query.get("parallelism"));
  const rate = limitOf(query.get("rate"));
  const period = query.get("period");
  const periodMs = period === null ? null : parsePeriodMs(period);
  if (parallelism === undefined || rate === undefined || periodMs === undefined) return fail("invalid_flow_control");
  return parallelism === null && rate === null && periodMs === null ? fail("invalid_flow_control") : ok({ parallelism, rate, periodMs });
}

async function pin(c: QueueRequest, context: QueueContext, key: string): Promise<Response> {
  const limits = readPin(queryOf(c));
  if (!limits.ok) return refused(c, limits.code);
  await inTransaction(context.pool, (tx) => pinFlow(tx, context.clock, key, limits.value));
  return done(c);
}

async function change(c: QueueRequest, context: QueueContext, work: (tx: Db) => Promise<void>): Promise<Response> {
  await inTransaction(context.pool, work);
  return done(c);
}

/** `/v2/flowControl` and `/v2/globalParallelism`. */
export function flowControlRoutes(app: QueueApp, context: QueueContext): void {
  const { pool, clock, concurrency } = context;

  app.get("/v2/flowControl", async (c) => c.json(await listFlowKeys(pool, clock)));

  app.get("/v2/flowControl/:key", async (c) => {
    const flow = await findFlowKey(pool, clock, c.req.param("key"));
    return flow ? c.json(flow) : missing(c, "flow control key");
  });

  app.post("/v2/flowControl/:key/pause", (c) =>
    change(c, context, (tx) => setFlowPaused(tx, clock, { key: c.req.param("key"), isPaused: true })),
  );
  app.post("/v2/flowControl/:key/resume", (c) =>
    change(c, context, (tx) => setFlowPaused(tx, clock, { key: c.req.param("key"), isPaused: false })),
  );
  app.post("/v2/flowControl/:key/pin", (c) => pin(c, context, c.req.param("key")));
  app.post("/v2/flowControl/:key/unpin", (c) => {
    const query = queryOf(c);
    const unpinned = { parallelism: query.get("parallelism") === "true", rate: query.get("rate") === "true" };
    return change(c, context, (tx) => unpinFlow(tx, c.req.param("key"), unpinned));
  });
  app.post("/v2/flowControl/:key/resetRate", (c) => change(c, context, (tx) => resetFlowRate(tx, clock, c.req.param("key"))));

  app.get("/v2/globalParallelism", async (c) => c.json({ parallelismMax: concurrency, parallelismCount: await countActive(pool) }));
}
