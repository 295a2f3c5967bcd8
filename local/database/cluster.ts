import { execFile } from "node:child_process";
import { access, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import type { PostgresBinaries } from "@/local/database/binaries";
import { giveTo, type PostgresUser, plainEnvironment } from "@/local/database/postgres-user";
import { messageOf, Problem } from "@/local/problem";

const run = promisify(execFile);
const leftoverTimeoutMs = 20_000;

export interface ClusterOptions {
  binaries: PostgresBinaries;
  user: PostgresUser;
  folder: string;
  password: string;
  isDurable: boolean;
  say?: (sentence: string) => void;
}

/**
 * Makes sure that the folder holds a complete database cluster. A new one is made beside it and moved into place when it is
 * whole; one that an older attempt left incomplete holds nobody's data yet and is set aside.
 */
export async function prepareCluster(options: ClusterOptions): Promise<void> {
  const { folder } = options;
  if (await isComplete(folder)) return;
  await setAside(folder, options.say);
  const unfinished = `${folder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  await giveTo(options.user, unfinished);
  await initialise({ ...options, folder: unfinished });
  await rename(unfinished, folder);
}

async function isComplete(folder: string): Promise<boolean> {
  const parts = ["PG_VERSION", "global/pg_control", "postgresql.conf", "base"];
  return Promise.all(parts.map((part) => access(path.join(folder, part)))).then(
    () => true,
    () => false,
  );
}

async function setAside(folder: string, say: ClusterOptions["say"]): Promise<void> {
  const entries = await readdir(folder).catch(() => null);
  if (entries === null) return;
  if (entries.length === 0) return rmdir(folder);
  const aside = `${folder}.incomplete-${Date.now()}`;
  await rename(folder, aside);
  say?.(`The database folder was incomplete; it was set aside as ${path.basename(aside)} and made anew.`);
}

async function initialise({ binaries, user, folder, password, isDurable }: ClusterOptions): Promise<void> {
  const secretFolder = path.join(tmpdir(), `vitrine-initdb-${process.pid}-${Date.now()}`);
  const passwordFile = path.join(secretFolder, "password");
  await mkdir(secretFolder, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  await Promise.all([giveTo(user, passwordFile), giveTo(user, secretFolder)]);
  const line = [...user.prefix, binaries.initdb, ...(await initialFlags(folder, passwordFile)), ...(isDurable ? [] : ["--no-sync"])];
  try {
    await run(line[0] ?? binaries.initdb, line.slice(1), {
      uid: user.uid,
      gid: user.gid,
      cwd: "/",
      env: plainEnvironment,
    });
  } catch (thrown) {
    throw new Problem(whyNot(messageOf(thrown)), { cause: thrown });
  } finally {
    await rm(secretFolder, { recursive: true, force: true });
  }
}

/**
 * The builtin provider sorts and folds case the same on every operating system. Only the class of a character (letter or not,
 * which trigram search asks) still comes from the system's locale, so one that knows Unicode is named where there is one.
 */
async function initialFlags(folder: string, passwordFile: string): Promise<string[]> {
  const characters = await findUnicodeLocale();
  return [
    `--pgdata=${folder}`,
    `--pwfile=${passwordFile}`,
    "--username=postgres",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    `--lc-ctype=${characters}`,
    "--set=timezone=UTC",
  ];
}

async function findUnicodeLocale(): Promise<string> {
  const { stdout } = await run("locale", ["-a"]).catch(() => ({ stdout: "" }));
  const listed = stdout.split("\n").map((line) => line.trim());
  return ["C.utf8", "C.UTF-8", "en_US.utf8", "en_US.UTF-8"].find((name) => listed.includes(name)) ?? "C";
}

function whyNot(text: string): string {
  if (/no space left/i.test(text)) return "The disk is full: the database could not be made.";
  if (/permission denied/i.test(text))
    return "The data folder may not be written by the user that runs Postgres: set DATA_FOLDER to one that may.";
  const reason = /initdb: error: (.*)/.exec(text)?.[1] ?? text.trim().split("\n").at(-1);
  return `The database could not be made: ${reason}.`;
}

/** Stops the server that a killed process left behind in this folder, if there is one. */
export async function stopLeftover(folder: string): Promise<void> {
  const pid = await readServerPid(folder);
  if (pid === null || !isOurs(pid)) return;
  process.kill(pid, "SIGINT");
  const deadline = Date.now() + leftoverTimeoutMs;
  while (Date.now() < deadline) {
    if ((await readServerPid(folder)) === null) return;
    await wait(100);
  }
  throw new Problem(`A Postgres left over from an earlier run does not end (process ${pid}): end it by hand.`);
}

/** A pid file may outlive its server by a crash; Postgres itself clears it then, and the number may be another program's by now. */
async function readServerPid(folder: string): Promise<number | null> {
  const text = await readFile(path.join(folder, "postmaster.pid"), "utf8").catch(() => "");
  const [pid, dataFolder] = text.split("\n");
  return dataFolder?.trim() === folder && Number(pid) > 0 ? Number(pid) : null;
}

function isOurs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
