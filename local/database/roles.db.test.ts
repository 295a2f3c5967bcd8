import { randomBytes } from "node:crypto";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { migrate } from "@/local/database/migrate";
import { ensureDatabase, roles } from "@/local/database/roles";
import { asSuperuser, testPasswords } from "@/tests/setup/databases";

async function rows(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const newName = () => `${inject("server").prefix}_roles_${randomBytes(4).toString("hex")}`;

test("the roles that the application runs as can neither rise above the walls nor change the schema", async () => {
  const { adminUrl } = inject("server");
  const { app, platform } = await ensureDatabase(adminUrl, newName(), testPasswords);
  for (const url of [app, platform]) {
    expect(await rows(url, "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user")).toEqual(
      [{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }],
    );
    await expect(rows(url, "CREATE TABLE mine (id int)")).rejects.toThrow(/permission denied/);
    await expect(rows(url, `SET ROLE ${roles.owner}`)).rejects.toThrow(/permission denied/);
  }
});

test("preparing a database twice changes nothing", async () => {
  const { adminUrl } = inject("server");
  const name = newName();
  const first = await ensureDatabase(adminUrl, name, testPasswords);
  expect(await ensureDatabase(adminUrl, name, testPasswords)).toEqual(first);
});

test("a password that another installation may use is never changed", async () => {
  const { adminUrl } = inject("server");
  await expect(ensureDatabase(adminUrl, newName(), { ...testPasswords, app: "another" })).rejects.toThrow(
    /vitrine_app already exists .* password/,
  );
  const { app } = await ensureDatabase(adminUrl, newName(), testPasswords);
  expect(await rows(app, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("a database that does not exist yet is made, and a server that refuses says so in one sentence", async () => {
  const { adminUrl } = inject("server");
  const name = newName();
  const missing = new URL(adminUrl);
  missing.pathname = `/${name}`;
  const { migration } = await ensureDatabase(missing.href, name, testPasswords);
  expect((await migrate(migration)).length).toBeGreaterThan(0);

  const wrong = new URL(adminUrl);
  wrong.password = "wrong";
  await expect(ensureDatabase(wrong.href, name, testPasswords)).rejects.toThrow(
    /^The database at \S+ refuses the connection: password authentication failed/,
  );
});

test("a login that may do little is told what to give instead", async () => {
  const { adminUrl } = inject("server");
  const login = newName();
  await asSuperuser(adminUrl, `CREATE ROLE "${login}" LOGIN PASSWORD 'little'`);
  const url = new URL(adminUrl);
  url.username = login;
  url.password = "little";
  await expect(ensureDatabase(url.href, newName(), testPasswords)).rejects.toThrow(/give DATABASE_URL a login that may create roles/);
  await asSuperuser(adminUrl, `DROP ROLE "${login}"`);
});
