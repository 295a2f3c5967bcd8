import { appendFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createMigration } from "@/local/database/create-migration";
import { migrate } from "@/local/database/migrate";
import { withEmptyDatabase } from "@/tests/setup/databases";

let folder = "";
const migrations = () => path.join(folder, "migrations");

async function writeMigration(name: string, sql: string): Promise<string> {
  await mkdir(path.join(migrations(), name), { recursive: true });
  await writeFile(path.join(migrations(), "migration_lock.toml"), 'provider = "postgresql"\n');
  const file = path.join(migrations(), name, "migration.sql");
  await writeFile(file, sql);
  return file;
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "vitrine-migrations-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("migrations are applied once, in order, functions with semicolons included", async () => {
  await writeMigration("20260101000000_table", "CREATE TABLE thing (id int);");
  await writeMigration(
    "20260101000001_function",
    "CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN n := n * 2; RETURN n; END $$;\nINSERT INTO thing SELECT twice(21);",
  );
  await withEmptyDatabase(async ({ url, rows }) => {
    expect(await migrate(url, migrations())).toEqual(["20260101000000_table", "20260101000001_function"]);
    expect(await migrate(url, migrations())).toEqual([]);
    expect(await rows("SELECT id FROM thing")).toEqual([{ id: 42 }]);
  });
});

test("a migration that fails says why, changes nothing, and is applied once it is repaired", async () => {
  const sql = "CREATE TABLE thing (id int); INSERT INTO nowhere VALUES (1);";
  const file = await writeMigration("20260101000000_faulty", sql);
  await withEmptyDatabase(async ({ url, rows }) => {
    await expect(migrate(url, migrations())).rejects.toThrow(
      /^The migration 20260101000000_faulty failed and changed nothing: No such table: nowhere$/,
    );
    await expect(rows("SELECT * FROM thing")).rejects.toThrow(/does not exist/);
    await writeFile(file, "CREATE TABLE thing (id int);");
    expect(await migrate(url, migrations())).toEqual(["20260101000000_faulty"]);
  });
});

test("a migration edited after it was applied is refused by name", async () => {
  const file = await writeMigration("20260101000000_first", "CREATE TABLE thing (id int);");
  await withEmptyDatabase(async ({ url }) => {
    await migrate(url, migrations());
    await appendFile(file, "\nCREATE TABLE other (id int);");
    await expect(migrate(url, migrations())).rejects.toThrow(/20260101000000_first was edited after it had been applied/);
  });
});

test("a database that a newer version has migrated is refused", async () => {
  await writeMigration("20260101000000_first", "CREATE TABLE thing (id int);");
  await writeMigration("20260101000001_newer", "CREATE TABLE newer (id int);");
  await withEmptyDatabase(async ({ url }) => {
    await migrate(url, migrations());
    await rm(path.join(migrations(), "20260101000001_newer"), { recursive: true });
    await expect(migrate(url, migrations())).rejects.toThrow(/migrations that this version does not know \(20260101000001_newer\)/);
  });
});

test("two processes that migrate the same database at once both end well", async () => {
  await writeMigration("20260101000000_first", "CREATE TABLE thing (id int); SELECT pg_sleep(0.3);");
  await withEmptyDatabase(async ({ url }) => {
    const applied = await Promise.all([migrate(url, migrations()), migrate(url, migrations())]);
    expect(applied.flat()).toEqual(["20260101000000_first"]);
  });
});

test("a changed schema becomes the next migration, an unchanged one none", async () => {
  const schema = path.join(folder, "schema");
  await mkdir(schema);
  const thing = (columns: string) => `datasource db {\n  provider = "postgresql"\n}\n\nmodel Thing {\n  id Int @id\n${columns}}\n`;
  const write = () => createMigration({ name: "step", schema, migrations: migrations(), empty: false });

  await writeFile(path.join(schema, "thing.prisma"), thing(""));
  const first = await write();
  expect(first).toMatch(/\/\d{14}_step\/migration\.sql$/);
  expect(await write()).toBeNull();

  await writeFile(path.join(schema, "thing.prisma"), thing("  slug String @db.Citext\n"));
  await rm(path.dirname(first ?? ""), { recursive: true });
  await writeMigration("20260101000000_step", 'CREATE TABLE "Thing" (id INTEGER NOT NULL, CONSTRAINT "Thing_pkey" PRIMARY KEY (id));');
  await write();
  await withEmptyDatabase(async ({ url, rows }) => {
    expect(await migrate(url, migrations())).toHaveLength(2);
    expect(await rows(`SELECT column_name FROM information_schema.columns WHERE table_name = 'Thing'`)).toEqual([
      { column_name: "id" },
      { column_name: "slug" },
    ]);
  });
});
