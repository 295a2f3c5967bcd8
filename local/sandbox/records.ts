import { DatabaseError, Pool, type QueryResult, type QueryResultRow } from "pg";
import { sandboxTables } from "@/local/sandbox/schema";
import { openShelf, type Shelf } from "@/local/sandbox/shelf";

/** Names a kind of record and the shape stored under it: `const customers = kind<Customer>("customer")`. */
export type Kind<Value extends object> = { readonly name: string; readonly shape?: Value };

export function kind<Value extends object>(name: string): Kind<Value> {
  return { name };
}

/** A record together with the scope (account, merchant) that owns it. */
export type Owned<Value> = { scope: string; value: Value };

export type DueQuery = {
  /** Top-level field that holds a time in Unix seconds. */
  field: string;
  /** Records whose field is at or before this time are due. */
  atSeconds: number;
  /** Fields that must be equal, nested ones included. */
  where?: object;
};

export type Query = <Row extends QueryResultRow>(text: string, values?: unknown[]) => Promise<QueryResult<Row>>;

/** What can be done both directly and inside a transaction. */
export type RecordSession = {
  /** The records of one scope. */
  in(scope: string): Shelf;
  /** Looks a record up in every scope; for links that carry an id alone (hosted pages). */
  locate<Value extends object>(kind: Kind<Value>, id: string): Promise<Owned<Value> | null>;
  /** Records of every scope, newest first, 100 at most. */
  everywhere<Value extends object>(kind: Kind<Value>, limit?: number): Promise<Owned<Value>[]>;
  /** Records of every scope whose time has come, the earliest first, 500 at most. */
  due<Value extends object>(kind: Kind<Value>, query: DueQuery): Promise<Owned<Value>[]>;
  /** SQL on the sandbox's other tables; `{schema}` stands for the schema's quoted name. */
  query: Query;
};

export type Records = RecordSession & {
  /** All or nothing. A throw inside rolls everything back and is thrown on; after a deadlock `run` is called again. */
  transaction<Value>(run: (session: RecordSession) => Promise<Value>): Promise<Value>;
  /** Forgets everything this sandbox knows. */
  reset(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Durable records in Postgres, in a schema of the sandbox's own, which is created when missing.
 * @param schema lower-case letters and underscores, e.g. `stripe_sandbox`
 */
export async function openRecords(databaseUrl: string, schema: string): Promise<Records> {
  if (!/^[a-z_]+$/.test(schema)) throw new Error(`not a schema name: ${schema}`);

  const pool = new Pool({ connectionString: databaseUrl, max: 10 });
  await createTables(pool, schema);

  const query: Query = (text, values) => pool.query(text.replaceAll("{schema}", `"${schema}"`), values);
  return {
    ...openSession(query),
    transaction: (run) => retryingDeadlocks(() => inTransaction(pool, schema, run)),
    reset: () => emptyTables(query),
    close: () => pool.end(),
  };
}

async function createTables(pool: Pool, schema: string): Promise<void> {
  const client = await pool.connect();
  try {
    // Two processes that start together would otherwise race on CREATE SCHEMA IF NOT EXISTS.
    await client.query("SELECT pg_advisory_lock(hashtext($1))", [schema]);
    await client.query(sandboxTables(schema));
  } finally {
    await client.query("SELECT pg_advisory_unlock(hashtext($1))", [schema]);
    client.release();
  }
}

async function emptyTables(query: Query): Promise<void> {
  const tables = ["records", "idempotency_keys", "reused_keys", "settings", "faults", "notices"];
  await query(`TRUNCATE ${tables.map((table) => `{schema}.${table}`).join(", ")}`);
}

const DEADLOCK_TRIES = 5;

/** Two requests that lock rows in opposite order: Postgres ends one of them, which may simply begin again. */
async function retryingDeadlocks<Value>(run: () => Promise<Value>, triesLeft = DEADLOCK_TRIES): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    if (!isDeadlock(error) || triesLeft <= 1) throw error;
    return retryingDeadlocks(run, triesLeft - 1);
  }
}

function isDeadlock(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === "40P01";
}

async function inTransaction<Value>(pool: Pool, schema: string, run: (session: RecordSession) => Promise<Value>): Promise<Value> {
  const client = await pool.connect();
  const query: Query = (text, values) => client.query(text.replaceAll("{schema}", `"${schema}"`), values);
  try {
    await client.query("BEGIN");
    const value = await run(openSession(query));
    await client.query("COMMIT");
    return value;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

type OwnedRow<Value> = { scope: string; data: Value };

function openSession(query: Query): RecordSession {
  return {
    query,
    in: (scope) => openShelf(query, scope),
    locate: async (kind, id) => {
      const found = await query("SELECT scope, data FROM {schema}.records WHERE kind = $1 AND id = $2 LIMIT 1", [kind.name, id]);
      return owned(kind, found)[0] ?? null;
    },
    everywhere: async (kind, limit = 50) => {
      const text = "SELECT scope, data FROM {schema}.records WHERE kind = $1 ORDER BY position DESC LIMIT $2";
      return owned(kind, await query(text, [kind.name, Math.min(limit, 100)]));
    },
    due: async (kind, { field, atSeconds, where = {} }) => {
      const text = `SELECT scope, data FROM {schema}.records
        WHERE kind = $1 AND (data ->> $2)::bigint <= $3 AND data @> $4 ORDER BY (data ->> $2)::bigint, position LIMIT 500`;
      return owned(kind, await query(text, [kind.name, field, atSeconds, JSON.stringify(where)]));
    },
  };
}

/** The one cast of the store: only `put` writes rows, and it takes the shape that the kind names. */
function owned<Value extends object>(_kind: Kind<Value>, found: QueryResult): Owned<Value>[] {
  const rows = found.rows as OwnedRow<Value>[];
  return rows.map((row) => ({ scope: row.scope, value: row.data }));
}
