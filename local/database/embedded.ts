import { type ChildProcess, spawn } from "node:child_process";
import { openSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { findPostgresBinaries, type PostgresBinaries } from "@/local/database/binaries";
import { prepareCluster, stopLeftover } from "@/local/database/cluster";
import { endsWithUs, findPostgresUser, type PostgresUser, plainEnvironment } from "@/local/database/postgres-user";
import { findFreePort, isPortFree } from "@/local/ports";
import { Problem } from "@/local/problem";

export interface EmbeddedOptions {
  /** Where the database's files live; made when missing. */
  folder: string;
  /** The superuser's password. Fixed when the folder is first initialised. */
  password: string;
  port: { chosen: number } | { preferred: number };
  /** False for throw-away databases: no fsync, so a power cut may lose or spoil the data. */
  isDurable: boolean;
  maxConnections?: number;
  say?: (sentence: string) => void;
}

export interface EmbeddedPostgres {
  /** A superuser's connection to the maintenance database. */
  adminUrl: string;
  port: number;
  /** Settles when the server ends, wanted or not. */
  ended: Promise<void>;
  /** Ends every connection, writes everything to disk and waits for the server to end. */
  stop(): Promise<void>;
}

const startTimeoutMs = 60_000;
const stopTimeoutMs = 30_000;

/**
 * Starts a Postgres of our own in the given folder and waits until it answers. A folder that was left half-initialised is set
 * aside and made anew; a server that a killed process left running is stopped first. It listens on the loopback address alone.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const binaries = await findPostgresBinaries();
  await mkdir(path.dirname(options.folder), { recursive: true });
  const user = await findPostgresUser([binaries.postgres, options.folder]);
  await stopLeftover(options.folder);
  await prepareCluster({ binaries, user, ...options });
  const port = await choosePort(options.port);
  const logFile = path.join(path.dirname(options.folder), "postgres.log");
  const child = launch({ binaries, user, options, port, logFile, leash: await endsWithUs() });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const adminUrl = `postgresql://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${port}/postgres`;
  await waitUntilReady({ adminUrl, child, port, logFile });
  return { adminUrl, port, ended, stop: () => stop(child, ended) };
}

async function choosePort(port: EmbeddedOptions["port"]): Promise<number> {
  if ("preferred" in port) return findFreePort(port.preferred);
  if (await isPortFree(port.chosen)) return port.chosen;
  throw new Problem(`Port ${port.chosen} is taken by another program: set POSTGRES_PORT to a free one.`);
}

interface Launch {
  binaries: PostgresBinaries;
  user: PostgresUser;
  options: EmbeddedOptions;
  port: number;
  logFile: string;
  leash: string[];
}

function launch({ binaries, user, options, port, logFile, leash }: Launch): ChildProcess {
  const volatile = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    `max_connections=${options.maxConnections ?? 120}`,
    "shared_buffers=128MB",
    ...(options.isDurable ? [] : volatile),
  ];
  const line = [
    ...user.prefix,
    ...leash,
    binaries.postgres,
    "-D",
    options.folder,
    "-p",
    String(port),
    ...settings.flatMap((setting) => ["-c", setting]),
  ];
  const log = openSync(logFile, "w");
  return spawn(line[0] ?? binaries.postgres, line.slice(1), {
    uid: user.uid,
    gid: user.gid,
    cwd: "/",
    stdio: ["ignore", log, log],
    // A group of its own: Ctrl-C in the terminal must reach the supervisor alone, which stops the database last.
    detached: true,
    env: plainEnvironment,
  });
}

interface Starting {
  adminUrl: string;
  child: ChildProcess;
  port: number;
  logFile: string;
}

async function waitUntilReady({ adminUrl, child, port, logFile }: Starting): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) throw whyNot(await readFile(logFile, "utf8"), port, logFile);
    const refusal = await tryConnection(adminUrl);
    if (refusal === null) return;
    if (refusal === "28P01") {
      child.kill("SIGINT");
      throw new Problem(
        "The database in the data folder was made with another password: restore secrets.json, or set the data folder aside.",
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  child.kill("SIGQUIT");
  throw new Problem(`The embedded Postgres did not answer within a minute: see ${logFile}.`);
}

/** Null when the server answered, else the code of its refusal. */
async function tryConnection(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    await client.query("SELECT 1");
    return null;
  } catch (thrown) {
    return thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";
  } finally {
    await client.end().catch(() => undefined);
  }
}

function whyNot(log: string, port: number, logFile: string): Problem {
  if (/address already in use/i.test(log)) return new Problem(`Port ${port} is taken by another program: set POSTGRES_PORT to a free one.`);
  if (/no space left/i.test(log)) return new Problem("The disk is full: the embedded Postgres could not start.");
  if (/incompatible with server/i.test(log)) {
    return new Problem("The data folder was made by another major version of Postgres: set it aside, or move its data over with pg_dump.");
  }
  const fatal = log.split("\n").findLast((line) => /FATAL|PANIC/.test(line));
  return new Problem(
    `The embedded Postgres ended at once${fatal ? `: ${fatal.replace(/^.*(FATAL|PANIC):\s*/, "")}` : ""} (see ${logFile}).`,
  );
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGINT");
  const timer = setTimeout(() => child.kill("SIGQUIT"), stopTimeoutMs);
  await ended;
  clearTimeout(timer);
}
