import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import type { SchemaContainer } from "@prisma/schema-engine-wasm";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

const require = createRequire(import.meta.url);

/** What the WebAssembly build exports beside its documented types: the two hooks that a bundler would normally call. */
type EngineGlue = typeof import("@prisma/schema-engine-wasm") & { __wbg_set_wasm(exports: WebAssembly.Exports): void };

/** The JavaScript half of the engine. Its published types describe the WebAssembly half instead, hence the one cast. */
const engine = glue as unknown as EngineGlue;

export type SchemaEngine = import("@prisma/schema-engine-wasm").SchemaEngine;

/** No table and no enum of ours is managed by somebody else. */
export const everything = { externalTables: [], externalEnums: [] };

/** Where the engine leaves its last words when it panics; Prisma's own command line provides the same place. */
const lastWords = { message: "", set_message: (message: string) => void Object.assign(lastWords, { message }) };
Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: lastWords });

let loading: Promise<EngineGlue> | undefined;

async function instantiate(): Promise<EngineGlue> {
  const file = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg").replace(/\.js$/, ".wasm");
  const { instance } = await WebAssembly.instantiate(await readFile(file), { "./schema_engine_bg.js": { ...glue } });
  engine.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") start();
  return engine;
}

export interface EngineOptions {
  /** The database to look at or to migrate. */
  databaseUrl: string;
  /** An empty database that migrations may be replayed in. Needed to write a migration, not to apply one. */
  shadowDatabaseUrl?: string;
  /** The schema to compare with; needed to write a migration. */
  schema?: SchemaContainer[];
}

/**
 * Runs work with Prisma's own schema engine, the WebAssembly build that comes with npm, so that nothing has to be downloaded.
 * The engine is the version that belongs to the installed `prisma`, and speaks to the database through `pg`.
 */
export async function withSchemaEngine<Value>(options: EngineOptions, work: (engine: SchemaEngine) => Promise<Value>): Promise<Value> {
  loading ??= instantiate();
  const { SchemaEngine } = await loading;
  const datamodels = options.schema?.map(({ path, content }): [string, string] => [path, content]);
  const pools: pg.Pool[] = [];
  try {
    const opened = await SchemaEngine.new({ datamodels }, () => undefined, bindMigrationAwareSqlAdapterFactory(adapterFor(options, pools)));
    return await work(opened).finally(() => opened.free());
  } catch (thrown) {
    if (thrown instanceof WebAssembly.RuntimeError)
      throw new Error(`Prisma's schema engine panicked: ${lastWords.message}`, { cause: thrown });
    throw thrown;
  } finally {
    await Promise.all(pools.map((pool) => pool.end()));
  }
}

/**
 * Prisma's own factory would make its shadow database by itself, but hands the connection string of the main database
 * on unchanged when it was given one; both databases are therefore named here.
 */
function adapterFor(options: EngineOptions, pools: pg.Pool[]): SqlMigrationAwareDriverAdapterFactory {
  const connect = (url: string) => {
    const pool = new pg.Pool({ connectionString: url, max: 1 });
    // Without a listener, a connection that the server closes while it is idle would end the process.
    pool.on("error", () => undefined);
    pools.push(pool);
    return connectForCatalogue(pool);
  };
  const { shadowDatabaseUrl } = options;
  return {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: () => connect(options.databaseUrl),
    connectToShadowDb: () => {
      if (!shadowDatabaseUrl) throw new Error("This operation needs a shadow database and none was given.");
      return connect(shadowDatabaseUrl);
    },
  };
}

/**
 * The engine reads Postgres' own catalogue, whose one-letter columns have the internal type "char". The adapter knows no such
 * type and refuses the whole answer; here they pass it as text and are handed to the engine as the characters it expects.
 * The adapter also cuts scripts at every semicolon, which tears functions apart; here a script is sent whole, and like with
 * Prisma's native engine all of it happens or nothing.
 */
async function connectForCatalogue(pool: pg.Pool): Promise<SqlDriverAdapter> {
  const characters = new WeakMap<unknown[][], number[]>();
  const ask = pool.query.bind(pool);
  const query = async (question: pg.QueryArrayConfig): Promise<pg.QueryArrayResult> => {
    const answer = await ask(question);
    const letters = (answer.fields ?? []).filter((field) => field.dataTypeID === pg.types.builtins.CHAR);
    for (const field of letters) field.dataTypeID = pg.types.builtins.TEXT;
    if (letters.length > 0)
      characters.set(
        answer.rows,
        letters.map((field) => answer.fields.indexOf(field)),
      );
    return answer;
  };
  const adapter = await new PrismaPg(Object.assign(pool, { query })).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  return Object.assign(adapter, {
    queryRaw: async (question: SqlQuery): Promise<SqlResultSet> => {
      const answer = await queryRaw(question);
      for (const index of characters.get(answer.rows) ?? []) answer.columnTypes[index] = ColumnTypeEnum.Character;
      return answer;
    },
    executeScript: async (script: string): Promise<void> => {
      await ask(script).catch((thrown: unknown) => {
        throw thrown instanceof pg.DatabaseError ? asAdapterError(thrown) : thrown;
      });
    },
  });
}

function asAdapterError({ code, severity, message, detail, column, hint }: pg.DatabaseError): DriverAdapterError {
  return new DriverAdapterError({ kind: "postgres", code: code ?? "N/A", severity: severity ?? "N/A", message, detail, column, hint });
}
