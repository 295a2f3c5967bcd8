import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "@/local/database/embedded";
import { migrate } from "@/local/database/migrate";
import { ensureDatabase, ensureLocalDatabase } from "@/local/database/roles";
import { asSuperuser, type TestServer, testPasswords } from "./databases";

/**
 * Starts a throw-away Postgres for the run, or uses the one of `TEST_POSTGRES_URL` (a superuser's address; its roles get the
 * passwords of the tests), and prepares the template from which every test file gets its own database.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await findServer();
  const testServer: TestServer = { adminUrl: server.adminUrl, prefix: `vitrine_test_${randomBytes(3).toString("hex")}`, template: "" };
  testServer.template = `${testServer.prefix}_template`;
  try {
    const { migration } = await ensureDatabase(server.adminUrl, testServer.template, testPasswords);
    await ensureLocalDatabase(server.adminUrl, `${testServer.prefix}_local`, testPasswords);
    await migrate(migration);
  } catch (thrown) {
    await server.stop();
    throw thrown;
  }
  project.provide("server", testServer);
  return async () => {
    if (server.isShared) await dropDatabases(testServer);
    await server.stop();
  };
}

interface Server {
  adminUrl: string;
  isShared: boolean;
  stop(): Promise<void>;
}

async function findServer(): Promise<Server> {
  const given = process.env.TEST_POSTGRES_URL;
  if (given) return { adminUrl: given, isShared: true, stop: async () => undefined };
  const folder = await mkdtemp(path.join(tmpdir(), "vitrine-test-"));
  const postgres = await startEmbeddedPostgres({
    folder: path.join(folder, "postgres"),
    password: randomBytes(12).toString("hex"),
    port: { preferred: 45_440 + (process.pid % 1000) },
    isDurable: false,
    maxConnections: 300,
  });
  const stop = async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { adminUrl: postgres.adminUrl, isShared: false, stop };
}

async function dropDatabases({ adminUrl, prefix }: TestServer): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const found = await client.query<{ name: string }>("SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)", [prefix]);
  await client.end();
  await asSuperuser(adminUrl, ...found.rows.map(({ name }) => `DROP DATABASE "${name}" WITH (FORCE)`));
}
