import path from "node:path";
import { pathToFileURL } from "node:url";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/local/database/embedded";
import { migrate } from "@/local/database/migrate";
import { ensureDatabase, ensureLocalDatabase, type RolePasswords } from "@/local/database/roles";
import { type Installation, readInstallation } from "@/local/installation";
import { runMain } from "@/local/problem";
import { keepSecrets, type Secrets } from "@/local/secrets";

const appDatabase = "vitrine";
const localDatabase = "vitrine_local";

/** Connection strings, one per role. `local` belongs to the queue, the inbox and the payment sandboxes. */
export interface Databases {
  app: string;
  platform: string;
  migration: string;
  local: string;
}

export interface PreparedDatabase {
  databases: Databases;
  /** Null when the person's own Postgres is used. */
  embedded: EmbeddedPostgres | null;
  /** The migrations that were applied just now. */
  applied: string[];
}

/**
 * Brings up a database that is ready to be used: the embedded one, or the person's own when `DATABASE_URL` is set. Where
 * `PLATFORM_DATABASE_URL` and `MIGRATION_DATABASE_URL` are set too, roles are taken as they are; otherwise `DATABASE_URL` is
 * an administrator's login from which the roles are made.
 */
export async function prepareDatabase(
  installation: Installation,
  secrets: Secrets,
  say?: (sentence: string) => void,
): Promise<PreparedDatabase> {
  const embedded = installation.given.DATABASE_URL ? null : await startEmbedded(installation, secrets, say);
  try {
    const databases = await prepareRoles(installation, secrets, embedded);
    return { databases, embedded, applied: await migrate(databases.migration) };
  } catch (thrown) {
    await embedded?.stop();
    throw thrown;
  }
}

function startEmbedded(installation: Installation, secrets: Secrets, say?: (sentence: string) => void): Promise<EmbeddedPostgres> {
  const chosen = installation.ports.postgres;
  return startEmbeddedPostgres({
    folder: path.join(installation.dataFolder, "postgres"),
    password: secrets.databaseSuperuser,
    port: chosen === null ? { preferred: 5544 } : { chosen },
    isDurable: true,
    say,
  });
}

async function prepareRoles({ given }: Installation, secrets: Secrets, embedded: EmbeddedPostgres | null): Promise<Databases> {
  const { DATABASE_URL, PLATFORM_DATABASE_URL, MIGRATION_DATABASE_URL, LOCAL_DATABASE_URL } = given;
  if (DATABASE_URL && PLATFORM_DATABASE_URL && MIGRATION_DATABASE_URL) {
    // Where the roles were made by hand, the local services share the migration role's database, each in a schema of its own.
    const local = LOCAL_DATABASE_URL ?? MIGRATION_DATABASE_URL;
    return { app: DATABASE_URL, platform: PLATFORM_DATABASE_URL, migration: MIGRATION_DATABASE_URL, local };
  }
  const adminUrl = embedded?.adminUrl ?? DATABASE_URL ?? "";
  const passwords = rolePasswords(secrets);
  const urls = await ensureDatabase(adminUrl, databaseName(adminUrl), passwords);
  return { ...urls, local: LOCAL_DATABASE_URL ?? (await ensureLocalDatabase(adminUrl, localDatabase, passwords)) };
}

/** `postgres` is every server's maintenance database, not a place for our tables. */
function databaseName(adminUrl: string): string {
  const named = decodeURIComponent(new URL(adminUrl).pathname.slice(1));
  return named === "" || named === "postgres" ? appDatabase : named;
}

function rolePasswords(secrets: Secrets): RolePasswords {
  const { databaseOwner, databaseApp, databasePlatform, databaseLocal } = secrets;
  return { owner: databaseOwner, app: databaseApp, platform: databasePlatform, local: databaseLocal };
}

async function main(): Promise<void> {
  const installation = await readInstallation();
  const secrets = await keepSecrets(installation.dataFolder);
  const { databases, embedded, applied } = await prepareDatabase(installation, secrets, console.log);
  console.log(applied.length > 0 ? `Applied ${applied.join(", ")}` : "The database is up to date.");
  if (!embedded) {
    console.log(
      `DATABASE_URL=${databases.app}\nPLATFORM_DATABASE_URL=${databases.platform}\nMIGRATION_DATABASE_URL=${databases.migration}`,
    );
  }
  await embedded?.stop();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await runMain(main);
