import type { DiagnoseMigrationHistoryOutput, MigrationList } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { messageOf, Problem } from "../problem";
import { everything, withSchemaEngine } from "./engine";
import { migrationsFolder, readMigrations } from "./migrations-folder";

/** Any number of its own: two processes that migrate the same database at once take turns on it. */
const turnLock = 7_240_031;

/**
 * Brings a database up to date with `prisma/migrations`, exactly as `prisma migrate deploy` would, and returns the names of
 * the migrations it applied. Safe to run from several processes at once.
 *
 * Throws a {@link Problem} when an applied migration was edited, is missing from the folder, or failed.
 */
export async function migrate(databaseUrl: string, folder: string = migrationsFolder): Promise<string[]> {
  const migrationsList = await readMigrations(folder);
  return inTurn(databaseUrl, () =>
    withSchemaEngine({ databaseUrl }, async (engine) => {
      const history = await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters: everything });
      refuseBrokenHistory(history);
      if (history.history === null) return [];
      const applied = await engine.applyMigrations({ migrationsList, filters: everything }).catch((thrown: unknown) => {
        throw failedMigration(thrown, migrationsList);
      });
      return applied.appliedMigrationNames;
    }),
  );
}

function refuseBrokenHistory(found: DiagnoseMigrationHistoryOutput): void {
  const [failed] = found.failedMigrationNames;
  if (failed) {
    throw new Problem(
      `The migration ${failed} failed earlier and left the database half-way: repair it by hand, then mark it with "prisma migrate resolve".`,
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

function failedMigration(thrown: unknown, { migrationDirectories }: MigrationList): Problem {
  const text = messageOf(thrown);
  const name = migrationDirectories.find((directory) => text.includes(directory.path))?.path ?? "(unknown)";
  return new Problem(`The migration ${name} failed: ${databaseSentence(text)}`, { cause: thrown });
}

/** The engine reports a failed migration as a paragraph with the database's own words in it; those are what helps. */
function databaseSentence(text: string): string {
  const [, sentence] = /Database error:\s*\n*(?:ERROR: )?([^\n]+)/.exec(text) ?? [];
  return sentence ?? text.replaceAll(/\s+/g, " ").trim();
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
