import pg from "pg";
import { messageOf, Problem } from "@/local/problem";

/** The roles of one installation. The names are fixed because migrations grant to them by name. */
export const roles = { owner: "vitrine_owner", app: "vitrine_app", platform: "vitrine_platform", local: "vitrine_local" } as const;

export type RoleName = keyof typeof roles;
export type RolePasswords = Record<RoleName, string>;

/** `migration` owns the schema; `app` and `platform` are what the application runs as, and own nothing. */
export interface DatabaseUrls {
  app: string;
  platform: string;
  migration: string;
}

const extensions = ["pg_trgm", "unaccent", "citext"];
const rolesLock = 7_240_030;

/**
 * Creates, where missing, a database, its three roles and the extensions that the schema uses. A role that exists must have the
 * given password; one that could slip past row-level security is repaired, or refused when the connection may not repair it. Safe to repeat and to run from several processes at once. Table privileges are granted by the migrations.
 *
 * @param adminUrl a connection that may create roles and databases (not necessarily a superuser's)
 */
export async function ensureDatabase(adminUrl: string, database: string, passwords: RolePasswords): Promise<DatabaseUrls> {
  await asAdmin(adminUrl, async (client) => {
    await ensureRoles(client, passwords, ["owner", "app", "platform"]);
    await ensureOwnDatabase(client, database, roles.owner, [roles.app, roles.platform]);
  });
  await asAdmin(withDatabase(adminUrl, database), async (client) => {
    for (const extension of extensions) await client.query(`CREATE EXTENSION IF NOT EXISTS ${extension}`);
    await client.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${roles.owner}`);
    await client.query(`GRANT USAGE ON SCHEMA public TO ${roles.app}, ${roles.platform}`);
  });
  const url = withDatabase(adminUrl, database);
  return {
    app: loginUrl(url, "app", passwords),
    platform: loginUrl(url, "platform", passwords),
    migration: loginUrl(url, "owner", passwords),
  };
}

/** Creates, where missing, the database of the local services (queue, inbox, sandboxes), with a role of its own. */
export async function ensureLocalDatabase(adminUrl: string, database: string, passwords: RolePasswords): Promise<string> {
  await asAdmin(adminUrl, async (client) => {
    await ensureRoles(client, passwords, ["local"]);
    await ensureOwnDatabase(client, database, roles.local, []);
  });
  return loginUrl(withDatabase(adminUrl, database), "local", passwords);
}

/** The same connection, to another database of the same server. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}

/** The same connection, logged in as one of the roles. */
export function loginUrl(url: string, role: RoleName, passwords: RolePasswords): string {
  const changed = new URL(url);
  changed.username = roles[role];
  changed.password = encodeURIComponent(passwords[role]);
  return changed.href;
}

/** Opens one connection, holds the lock that makes role changes take turns, and turns refusals into sentences. */
async function asAdmin(adminUrl: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const { host } = new URL(adminUrl);
  const client = await connect(adminUrl).catch((thrown: unknown) => {
    throw new Problem(`The database at ${host} refuses the connection: ${reasonOf(thrown)}.`, { cause: thrown });
  });
  try {
    await client.query("SELECT pg_advisory_lock($1)", [rolesLock]);
    await work(client);
  } catch (thrown) {
    if (isRefusal(thrown)) {
      throw new Problem(
        `The login of ${host} may not prepare the database (${messageOf(thrown)}): give DATABASE_URL a login that may create roles, or set PLATFORM_DATABASE_URL and MIGRATION_DATABASE_URL too.`,
        { cause: thrown },
      );
    }
    throw thrown;
  } finally {
    await client.end();
  }
}

/** A database that does not exist yet is created from the maintenance database that every server has. */
async function connect(adminUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return client;
  } catch (thrown) {
    const isMissing = thrown instanceof pg.DatabaseError && thrown.code === "3D000";
    if (!isMissing || new URL(adminUrl).pathname === "/postgres") throw thrown;
    return connect(withDatabase(adminUrl, "postgres"));
  }
}

/** A name with several addresses fails with one error per address and no message of its own. */
function reasonOf(thrown: unknown): string {
  return thrown instanceof AggregateError ? messageOf(thrown.errors[0]) : messageOf(thrown);
}

function isRefusal(thrown: unknown): boolean {
  return thrown instanceof pg.DatabaseError && thrown.code === "42501";
}

async function ensureRoles(client: pg.Client, passwords: RolePasswords, names: RoleName[]): Promise<void> {
  const self = await client.query<{ isSuperuser: boolean }>(`SELECT rolsuper AS "isSuperuser" FROM pg_roles WHERE rolname = current_user`);
  const isSuperuser = self.rows[0]?.isSuperuser ?? false;
  for (const name of names) {
    const role = roles[name];
    const found = await client.query<{ isPrivileged: boolean }>(
      `SELECT rolsuper OR rolbypassrls AS "isPrivileged" FROM pg_roles WHERE rolname = $1`,
      [role],
    );
    if (found.rowCount === 0) await client.query(`CREATE ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(passwords[name])}`);
    else await requireLogin(client, role, passwords[name]);
    if (found.rows[0]?.isPrivileged) await dropPrivileges(client, role, isSuperuser);
    if (!isSuperuser) await client.query(`GRANT ${role} TO CURRENT_USER`);
  }
}

/** A role that is already there may serve another installation on the same server: its password is never changed under it. */
async function requireLogin(admin: pg.Client, role: string, password: string): Promise<void> {
  const { host, port, database, ssl } = admin;
  const client = new pg.Client({ host, port, database, ssl, user: role, password });
  await client.connect().then(
    () => client.end(),
    (thrown: unknown) => {
      // Refused for lack of the CONNECT privilege still means that the password was right.
      if (thrown instanceof pg.DatabaseError && thrown.code === "42501") return;
      throw new Problem(
        `The role ${role} already exists at ${host}:${port} with a password that this data folder does not know: use the data folder that made it, drop the role, or set PLATFORM_DATABASE_URL and MIGRATION_DATABASE_URL beside DATABASE_URL.`,
        { cause: thrown },
      );
    },
  );
}

async function dropPrivileges(client: pg.Client, role: string, isSuperuser: boolean): Promise<void> {
  if (!isSuperuser) throw new Problem(`The role ${role} can slip past row-level security: take SUPERUSER and BYPASSRLS from it.`);
  await client.query(`ALTER ROLE ${role} NOSUPERUSER NOBYPASSRLS`);
}

async function ensureOwnDatabase(client: pg.Client, database: string, owner: string, guests: string[]): Promise<void> {
  const name = client.escapeIdentifier(database);
  const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
  if (found.rowCount === 0) {
    await client.query(`CREATE DATABASE ${name} OWNER ${owner}`);
    await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  }
  await client.query(`GRANT CONNECT, CREATE, TEMPORARY ON DATABASE ${name} TO ${owner}`);
  if (guests.length > 0) await client.query(`GRANT CONNECT ON DATABASE ${name} TO ${guests.join(", ")}`);
}
