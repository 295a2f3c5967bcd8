import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { MigrationDirectory, MigrationList, SchemaContainer } from "@prisma/schema-engine-wasm";

/** Where Prisma keeps this project's migrations and schema, relative to the project's folder. */
export const migrationsFolder = path.resolve(import.meta.dirname, "../../prisma/migrations");
export const schemaFolder = path.resolve(import.meta.dirname, "../../prisma/schema");

const lockFile = "migration_lock.toml";

/** Reads a migrations folder into the form that the schema engine takes. A folder that does not exist is an empty list. */
export async function readMigrations(folder: string): Promise<MigrationList> {
  const names = await directoriesIn(folder);
  return {
    baseDir: folder,
    lockfile: { path: lockFile, content: await readIfPresent(path.join(folder, lockFile)) },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(names.map((name) => readMigration(folder, name))),
  };
}

/** Reads every `*.prisma` file of a folder, in the order of their names. */
export async function readSchema(folder: string): Promise<SchemaContainer[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".prisma")).sort();
  return Promise.all(
    names.map(async (name) => ({ path: path.join(folder, name), content: await readFile(path.join(folder, name), "utf8") })),
  );
}

async function readMigration(folder: string, name: string): Promise<MigrationDirectory> {
  const content = await readIfPresent(path.join(folder, name, "migration.sql"));
  const read =
    content === null ? ({ tag: "error", value: `${name}/migration.sql is missing` } as const) : ({ tag: "ok", value: content } as const);
  return { path: name, migrationFile: { path: "migration.sql", content: read } };
}

async function directoriesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((thrown: unknown) => {
    if (isMissing(thrown)) return [];
    throw thrown;
  });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function readIfPresent(file: string): Promise<string | null> {
  return readFile(file, "utf8").catch((thrown: unknown) => {
    if (isMissing(thrown)) return null;
    throw thrown;
  });
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT";
}
