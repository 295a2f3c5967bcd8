import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type EmbeddedOptions, startEmbeddedPostgres } from "@/local/database/embedded";
import { ensureDatabase, type RolePasswords, withDatabase } from "@/local/database/roles";

export interface ScratchDatabases {
  databaseUrl: string;
  shadowDatabaseUrl: string;
}

/** Two empty databases with the roles and extensions that migrations expect, on a throw-away Postgres that ends with the work. */
export async function withScratchDatabase<Value>(work: (databases: ScratchDatabases) => Promise<Value>): Promise<Value> {
  return withScratchPostgres(async (adminUrl) => {
    const passwords = randomPasswords();
    await ensureDatabase(adminUrl, "scratch", passwords);
    await ensureDatabase(adminUrl, "shadow", passwords);
    return work({ databaseUrl: withDatabase(adminUrl, "scratch"), shadowDatabaseUrl: withDatabase(adminUrl, "shadow") });
  });
}

/** A throw-away Postgres in a temporary folder; both are gone when the work is done. */
export async function withScratchPostgres<Value>(work: (adminUrl: string) => Promise<Value>): Promise<Value> {
  const { adminUrl, close } = await openScratchPostgres({ isDurable: false });
  return work(adminUrl).finally(close);
}

/** The same for as long as the caller wants: `close` ends it. Writes to disk like a real one where `isDurable` says so. */
export async function openScratchPostgres(
  options: Pick<EmbeddedOptions, "isDurable" | "maxConnections">,
): Promise<{ adminUrl: string; close(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), "vitrine-scratch-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const password = randomBytes(12).toString("hex");
    const port = { preferred: 45_440 + (process.pid % 1000) };
    const postgres = await startEmbeddedPostgres({ folder: path.join(folder, "postgres"), password, port, ...options });
    return { adminUrl: postgres.adminUrl, close: () => postgres.stop().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

export function randomPasswords(): RolePasswords {
  const password = () => randomBytes(18).toString("base64url");
  return { owner: password(), app: password(), platform: password(), local: password() };
}
