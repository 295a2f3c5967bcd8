import type { DiagnoseMigrationHistoryOutput } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { everything, type SchemaEngine, withSchemaEngine } from "@/local/database/engine";
import { migrationsFolder, readMigrations } from "@/local/database/migrations-folder";
import { messageOf, Problem } from "@/local/problem";

/** Any number of its own: two processes that migrate the same database at once take turns on it. */
const turnLock = 7_240_031;

/**
 * Brings a database up to date with `prisma/migrations`, exactly as `prisma migrate deploy` would, and returns the names of
 * the migrations it applied. Safe to run from several processes at once. A migration that fails changes nothing and is tried
 * again at the next run.
 *
 * Throws a {@link Problem} when a migration fails, or when an applied one was edited or is missing from the folder.
 */
export async function migrate(databaseUrl: string, folder: string = migrationsFolder): Promise<string[]> {
  const migrationsList = await readMigrations(folder);
  return inTurn(databaseUrl, () =>
    withSchemaEngine({ databaseUrl }, async (engine) => {
      const history = await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters: everything });
      refuseBrokenHistory(history);
      if (history.history === null) return [];
      const applied = await engine
        .applyMigrations({ migrationsList, filters: everything })
        .catch((thrown: unknown) => undo(engine, thrown));
      return applied.appliedMigrationNames;
    }),
  );
}

/** Each script runs as one transaction, so a failed one left nothing behind but its mark in the history. */
async function undo(engine: SchemaEngine, thrown: unknown): Promise<never> {
  const text = messageOf(thrown);
  const [, name] = /migration_name="([^"]+)"/.exec(text) ?? [];
  if (!name) throw thrown;
  await engine.markMigrationRolledBack({ migrationName: name });
  throw new Problem(`The migration ${name} failed and changed nothing: ${databaseSentence(text)}`, { cause: thrown });
}

/** The engine answers with a paragraph and a trace; the database's own words in it are what helps. */
function databaseSentence(text: string): string {
  const [words = ""] = text.split(/\n\s*0: /);
  return words
    .replace(/^external connector error\s*/, "")
    .replace(/^Error querying the database: (ERROR: )?/, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

function refuseBrokenHistory(found: DiagnoseMigrationHistoryOutput): void {
  const [failed] = found.failedMigrationNames;
  if (failed) {
    throw new Problem(
      `The migration ${failed} was interrupted earlier: compare the database with its SQL, then mark it with "prisma migrate resolve".`,
    );
  }
  const [edited] = found.editedMigrationNames;
  if (edited) {
    throw new Problem(`The migration ${edited} was edited after it had been applied: restore the file and write a new migration instead.`);
  }
  if (found.history?.diagnostic === "migrationsDirectoryIsBehind" || found.history?.diagnostic === "historiesDiverge") {
    const names = found.history.unpersistedMigrationNames.join(", ");
    throw new Problem(
      `The database has migrations that this version does not know (${names}): it was last used by a newer or another version.`,
    );
  }
}

async function inTurn<Value>(databaseUrl: string, work: () => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [turnLock]);
    return await work();
  } finally {
    await client.end();
  }
}
