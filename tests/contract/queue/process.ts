import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { CURRENT_KEY, NEXT_KEY, TOKEN } from "@/tests/contract/queue/harness";

const root = path.resolve(import.meta.dirname, "../../..");
const READY = /^Queue ready on (http:\S+)$/;

/** A queue server that runs as a process of its own, the way an installation runs it. */
export type QueueProcess = {
  url: string;
  /** Ends it at once, without a chance to tidy up. */
  kill(): Promise<void>;
  /** Asks it to end, and resolves with its exit code. */
  stop(): Promise<number | null>;
  residentMegabytes(): Promise<number>;
  /** Resolves with the exit code when it ends. */
  ended: Promise<number | null>;
};

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, "exit");
  child.kill(signal);
  const [code] = await ended;
  return code;
}

async function residentMegabytes(child: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

/** Starts `local/queue/main.ts` on a free port, and resolves once it says that it is ready. */
export async function startQueueProcess(settings: {
  databaseUrl: string;
  allowed: string;
  env?: Record<string, string>;
}): Promise<QueueProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", "local/queue/main.ts"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "test",
      LOCAL_DATABASE_URL: settings.databaseUrl,
      QUEUE_PORT: "0",
      QSTASH_TOKEN: TOKEN,
      QSTASH_CURRENT_SIGNING_KEY: CURRENT_KEY,
      QSTASH_NEXT_SIGNING_KEY: NEXT_KEY,
      QUEUE_ALLOWED_DESTINATIONS: settings.allowed,
      QUEUE_BACKOFF_SCALE: "0.01",
      ...settings.env,
    },
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = READY.exec(line)?.[1];
    if (!url) continue;
    return {
      url,
      kill: async () => void (await end(child, "SIGKILL")),
      stop: () => end(child, "SIGTERM"),
      residentMegabytes: () => residentMegabytes(child),
      ended: once(child, "exit").then(([code]) => code),
    };
  }
  throw new Error("The queue server ended before it was ready.");
}
