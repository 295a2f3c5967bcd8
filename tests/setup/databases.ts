import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { type DatabaseUrls, ensureDatabase, type RolePasswords, withDatabase } from "@/local/database/roles";

/** What the global set-up hands to every test file. */
export interface TestServer {
  adminUrl: string;
  /** Holds the schema and no rows; copied for each test file. */
  template: string;
  prefix: string;
}

declare module "vitest" {
  interface ProvidedContext {
    server: TestServer;
  }
}

/** Roles belong to a server, not to a database: every run on the same server must agree on them. */
export const testPasswords: RolePasswords = { owner: "test-owner", app: "test-app", platform: "test-platform", local: "test-local" };

/** Runs statements one by one, each on its own, as the server's superuser. */
export async function asSuperuser(adminUrl: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

export interface EmptyDatabase {
  /** As the role that owns the schema. */
  url: string;
  /** Asks as superuser, for assertions. */
  rows(sql: string): Promise<unknown[]>;
}

/** An empty database with the roles and extensions of an installation, gone when the work is done. */
export async function withEmptyDatabase<Value>(work: (database: EmptyDatabase) => Promise<Value>): Promise<Value> {
  const { adminUrl, prefix } = inject("server");
  const name = `${prefix}_empty_${randomBytes(4).toString("hex")}`;
  const { migration }: DatabaseUrls = await ensureDatabase(adminUrl, name, testPasswords);
  const admin = new pg.Client({ connectionString: withDatabase(adminUrl, name) });
  await admin.connect();
  const rows = async (sql: string) => (await admin.query(sql)).rows;
  try {
    return await work({ url: migration, rows });
  } finally {
    await admin.end();
    await asSuperuser(adminUrl, `DROP DATABASE "${name}" WITH (FORCE)`);
  }
}
