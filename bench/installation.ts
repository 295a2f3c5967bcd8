import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Databases, prepareDatabase } from "@/local/database/setup";
import { assembleEnvironment } from "@/local/environment";
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
  const secrets = await keepSecrets(read.dataFolder);
  const databases = await findDatabases(installation, secrets);
  Object.assign(process.env, assembleEnvironment({ installation, secrets, databases }));
}

async function findDatabases(installation: Installation, secrets: Secrets): Promise<Databases> {
  const { DATABASE_URL, PLATFORM_DATABASE_URL, MIGRATION_DATABASE_URL = "", LOCAL_DATABASE_URL = "" } = installation.given;
  if (DATABASE_URL && PLATFORM_DATABASE_URL) {
    return { app: DATABASE_URL, platform: PLATFORM_DATABASE_URL, migration: MIGRATION_DATABASE_URL, local: LOCAL_DATABASE_URL };
  }
  const adminUrl = DATABASE_URL ?? (await embeddedUrl(installation.dataFolder, secrets));
  const { databases } = await prepareDatabase({ ...installation, given: { ...installation.given, DATABASE_URL: adminUrl } }, secrets);
  return databases;
}

/** A running Postgres writes its port into the fourth line of `postmaster.pid`: https://www.postgresql.org/docs/18/storage-file-layout.html */
async function embeddedUrl(dataFolder: string, { databaseSuperuser }: Secrets): Promise<string> {
  const written = await readFile(path.join(dataFolder, "postgres/postmaster.pid"), "utf8").catch(() => "");
  const port = Number(written.split("\n")[3]);
  if (!port)
    throw new Problem(`No database runs in ${dataFolder}: start Vitrine first, or set DATA_FOLDER to the folder of the running one.`);
  return `postgresql://postgres:${encodeURIComponent(databaseSuperuser)}@127.0.0.1:${port}/postgres`;
}
