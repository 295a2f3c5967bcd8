import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { runMigrations } from "graphile-worker";
import { Client, Pool, type PoolClient, types } from "pg";
import { Problem } from "@/local/problem";
import { quietLogger } from "@/local/queue/logging";

/** The schema that the job library keeps its jobs in. */
export const JOBS_SCHEMA = "queue_jobs";

const INT8 = 20;
const DEADLOCK = "40P01";
const MOST_TRIES = 5;
const SERVER_LOCK = 4_410_001;
const LOCK_TRIES = 50;
const LOCK_WAIT_MS = 100;

/** Anything that answers queries: the pool, or one transaction. */
export type Db = Pick<PoolClient, "query">;

/** A pool (`options` as in libpq) whose `bigint` columns arrive as numbers: they hold milliseconds and row numbers, far below 2^53. */
export function openPool(databaseUrl: string, { connections, options = "" }: { connections: number; options?: string }): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: connections,
    options,
    types: { getTypeParser: (oid, format) => (oid === INT8 ? Number : types.getTypeParser(oid, format)) },
  });
  // A connection that breaks is replaced by the pool; unheard, the event would end the process.
  const tell = (error: Error): void => console.error("queue: a database connection broke:", error.message);
  pool.on("error", tell);
  pool.on("connect", (client) => client.on("error", tell));
  return pool;
}

/** Runs `work` in one transaction and returns what it returns. Deadlocks between publishers are tried again, so `work` must touch nothing but `tx`. */
export async function inTransaction<Value>(pool: Pool, work: (tx: Db) => Promise<Value>): Promise<Value> {
  for (let tries = 1; ; tries += 1) {
    const client = await pool.connect();
    try {
      await client.query("begin");
      const value = await work(client);
      await client.query("commit");
      client.release();
      return value;
    } catch (error) {
      await client.query("rollback").then(
        () => client.release(),
        () => client.release(true),
      );
      if (!isDeadlock(error) || tries === MOST_TRIES) throw error;
    }
  }
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === DEADLOCK;
}

/** Creates or upgrades the tables of the server and of its job library. Safe to run at every start. */
export async function installSchema(pool: Pool): Promise<void> {
  const sql = await readFile(new URL("./schema.sql", import.meta.url), "utf8");
  await pool.query(sql);
  await runMigrations({ pgPool: pool, schema: JOBS_SCHEMA, logger: quietLogger });
}

/**
 * Makes sure that one server alone works this database: recovery frees the jobs of a dead predecessor and must not take
 * those of a living one. Waits five seconds for a predecessor to go, then throws. Returns what ends the claim; tells `onLost` when
 * the claim ends by itself, with the connection that holds it: from then on another server may start.
 */
export async function claimDatabase(databaseUrl: string, onLost: (error: unknown) => void): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: databaseUrl });
  client.on("error", onLost);
  await client.connect();
  for (let tries = 0; tries < LOCK_TRIES; tries += 1) {
    const { rows } = await client.query<{ claimed: boolean }>("select pg_try_advisory_lock($1) as claimed", [SERVER_LOCK]);
    if (rows[0]?.claimed) return () => client.end();
    await wait(LOCK_WAIT_MS);
  }
  await client.end();
  throw new Problem("Another queue server already works on this database.");
}
