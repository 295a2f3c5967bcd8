import { execFile } from "node:child_process";
import { access, chown, constants, stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { Problem } from "@/local/problem";

const run = promisify(execFile);

/** All that a Postgres program gets to see of our environment: the language of its messages is read by us, so it is fixed. */
export const plainEnvironment: NodeJS.ProcessEnv = { NODE_ENV: "production", PATH: process.env.PATH, TZ: "UTC", LC_ALL: "C" };

/** How to run a Postgres program: as ourselves, or as another user because Postgres refuses to run as root. */
export interface PostgresUser {
  uid?: number;
  gid?: number;
  /** What to put before the program's own command line; empty when it can be run as it is. */
  prefix: string[];
}

/**
 * Finds who may run Postgres. For anybody but root that is the present user. For root it is the user `postgres`, created when
 * missing; where that user may not enter the folders (a clone below /root, a private temporary folder), it is let through by
 * capability, so that nobody has to loosen the permissions of a home folder.
 *
 * @param paths what Postgres must reach: its program and its data folder
 */
export async function findPostgresUser(paths: string[]): Promise<PostgresUser> {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const { uid, gid } = (await lookUp("postgres")) ?? (await createUser());
  const isReachable = (await Promise.all(paths.map(isOpenToOthers))).every(Boolean);
  return isReachable ? { uid, gid, prefix: [] } : { prefix: await capabilityPrefix(uid, gid) };
}

/** Gives a folder to the user that Postgres runs as. */
export async function giveTo(user: PostgresUser, folder: string): Promise<void> {
  const owner = user.uid === undefined && user.prefix.length > 0 ? await lookUp("postgres") : user;
  if (owner?.uid !== undefined && owner.gid !== undefined) await chown(folder, owner.uid, owner.gid);
}

async function lookUp(name: string): Promise<{ uid: number; gid: number } | null> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

async function createUser(): Promise<{ uid: number; gid: number }> {
  const created = await run("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"]).then(
    () => lookUp("postgres"),
    () => null,
  );
  if (!created)
    throw new Problem(
      'Postgres does not run as root, and a user "postgres" could not be created: run as another user, or set DATABASE_URL.',
    );
  return created;
}

async function isOpenToOthers(target: string): Promise<boolean> {
  const folders: string[] = [];
  for (let folder = path.dirname(target); folders.at(-1) !== folder; folder = path.dirname(folder)) folders.push(folder);
  const modes = await Promise.all(folders.map(async (folder) => (await stat(folder)).mode));
  return modes.every((mode) => (mode & constants.S_IXOTH) !== 0);
}

async function capabilityPrefix(uid: number, gid: number): Promise<string[]> {
  const setpriv = await findSetpriv();
  const prefix = setpriv && [
    setpriv,
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    // Postgres asks access(2) whether it may run its own programs, which overlooks capabilities unless this is set.
    "--securebits=+no_setuid_fixup",
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
  ];
  if (!prefix || !(await runs([...prefix, "true"]))) {
    throw new Problem(
      "Postgres does not run as root, and its user may not enter this folder: move the project to a folder that everybody may enter, or run as another user.",
    );
  }
  return prefix;
}

/** What to put before a program so that Linux ends it, politely, should this process be killed before it can. Empty elsewhere. */
export async function endsWithUs(): Promise<string[]> {
  const setpriv = await findSetpriv();
  const prefix = setpriv ? [setpriv, "--pdeathsig=INT"] : [];
  return (await runs([...prefix, "true"])) ? prefix : [];
}

async function findSetpriv(): Promise<string | null> {
  const places = ["/usr/bin/setpriv", "/bin/setpriv"].map((file) => access(file).then(() => file));
  return Promise.any(places).catch(() => null);
}

async function runs([program = "true", ...rest]: string[]): Promise<boolean> {
  return run(program, rest).then(
    () => true,
    () => false,
  );
}
