import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Databases, prepareDatabase } from "@/local/database/setup";
import { assembleEnvironment, type Environment } from "@/local/environment";
import { type Installation, readInstallation } from "@/local/installation";
import { Problem } from "@/local/problem";
import { keepSecrets, type Secrets } from "@/local/secrets";

/**
 * Gives this process the environment of the installation that runs at this address: the variables that are set, and for the rest
 * what its data folder keeps. Throws a {@link Problem} when the data folder's database does not run.
 */
export async function joinInstallation(platform: string): Promise<void> {
  const read = await readInstallation();
  const { port } = new URL(platform);
  const installation: Installation = {
    ...read,
    given: { EVENTS_URL: platform, LOG_LEVEL: "warn", ...read.given, PLATFORM_URL: platform },
    ports: { ...read.ports, app: Number(port) || 80 },
  };
  Object.assign(process.env, await environmentOf(installation));
}

async function environmentOf(installation: Installation): Promise<Environment> {
  const embeddedPort = installation.given.DATABASE_URL ? null : await requireEmbeddedPort(installation.dataFolder);
  const secrets = await keepSecrets(installation.dataFolder);
  const databases = await findDatabases(installation, { secrets, embeddedPort });
  return assembleEnvironment({ installation, secrets, databases });
}

type Kept = { secrets: Secrets; embeddedPort: number | null };

async function findDatabases(installation: Installation, { secrets, embeddedPort }: Kept): Promise<Databases> {
  const { DATABASE_URL, PLATFORM_DATABASE_URL, MIGRATION_DATABASE_URL = "", LOCAL_DATABASE_URL = "" } = installation.given;
  if (DATABASE_URL && PLATFORM_DATABASE_URL) {
    return { app: DATABASE_URL, platform: PLATFORM_DATABASE_URL, migration: MIGRATION_DATABASE_URL, local: LOCAL_DATABASE_URL };
  }
  const embeddedUrl = `postgresql://postgres:${encodeURIComponent(secrets.databaseSuperuser)}@127.0.0.1:${embeddedPort}/postgres`;
  const given = { ...installation.given, DATABASE_URL: DATABASE_URL ?? embeddedUrl };
  const { databases } = await prepareDatabase({ ...installation, given }, secrets);
  return databases;
}

/** A running Postgres writes its port into the fourth line of `postmaster.pid`: https://www.postgresql.org/docs/18/storage-file-layout.html */
async function requireEmbeddedPort(dataFolder: string): Promise<number> {
  const written = await readFile(path.join(dataFolder, "postgres/postmaster.pid"), "utf8").catch(() => "");
  const port = Number(written.split("\n")[3]);
  if (port) return port;
  throw new Problem(`No database runs in ${dataFolder}: start Vitrine first, or set DATA_FOLDER to the folder of the running one.`);
}
