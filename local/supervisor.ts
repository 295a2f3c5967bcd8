import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { Environment } from "@/local/environment";
import { projectFolder } from "@/local/installation";
import { type LogFile, openLogFile } from "@/local/log-file";
import { Problem } from "@/local/problem";

const leash = pathToFileURL(path.join(projectFolder, "local/leash.mjs")).href;
const graceMs = 10_000;
const mostRestarts = 5;
const restartWindowMs = 60_000;

export interface ServiceSpec {
  /** How it is called in sentences and what its log file is named after. */
  name: string;
  /** What Node is given: options, a script, the script's arguments. */
  command: string[];
  environment: Environment;
  /** Asked until it says yes; only then is the service taken as started. */
  isReady(): Promise<boolean>;
  readyTimeoutMs: number;
  /** Shows the service's own output in the terminal as well. */
  isShown?: boolean;
}

export interface Supervisor {
  /** Starts a service and waits until it is ready. From then on it is started again when it ends by itself. */
  start(spec: ServiceSpec): Promise<void>;
  /** Stops every service, the last one first, and waits for their ends. */
  stop(): Promise<void>;
  /** Rejects with a {@link Problem} when a service keeps ending. Never resolves. */
  failed: Promise<never>;
}

interface Service {
  spec: ServiceSpec;
  log: LogFile;
  child: ChildProcess;
  /** When it was started again, in Unix milliseconds; old ones are forgotten. */
  restarts: number[];
}

/** Starts and watches the processes of an installation. Each is a group of its own, so that a signal from the terminal reaches none of them. */
export function createSupervisor(logFolder: string): Supervisor {
  const services: Service[] = [];
  let isStopping = false;
  const { promise: failed, reject: fail } = Promise.withResolvers<never>();
  failed.catch(() => undefined);

  const watch = (service: Service) => {
    service.child.once("exit", () => {
      if (!isStopping) void restart(service).catch(fail);
    });
  };
  const restart = async (service: Service) => {
    service.restarts = [...service.restarts.filter((at) => at > Date.now() - restartWindowMs), Date.now()];
    if (service.restarts.length > mostRestarts) throw new Problem(endedSentence(service, "keeps ending"));
    await wait(250 * 2 ** service.restarts.length);
    if (isStopping) return;
    service.child = launch(service.spec, service.log);
    watch(service);
  };

  return {
    failed,
    start: async (spec) => {
      const log = openLogFile(path.join(logFolder, `${spec.name}.log`));
      const service: Service = { spec, log, child: launch(spec, log), restarts: [] };
      services.push(service);
      await waitUntilReady(service, () => isStopping);
      if (!isStopping) watch(service);
    },
    stop: async () => {
      isStopping = true;
      for (const { child, log } of services.toReversed()) {
        await end(child);
        log.close();
      }
    },
  };
}

function launch({ command, environment, isShown }: ServiceSpec, log: LogFile): ChildProcess {
  const child = spawn(process.execPath, ["--import", leash, ...command], {
    cwd: projectFolder,
    env: {
      ...process.env,
      ...environment,
      NODE_ENV: environment.NODE_ENV === "development" ? "development" : "production",
      SUPERVISOR_PID: String(process.pid),
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      log.write(chunk);
      if (isShown) process.stdout.write(chunk);
    });
  }
  child.once("error", (error) => log.write(Buffer.from(`${error.message}\n`)));
  return child;
}

async function waitUntilReady(service: Service, isStopping: () => boolean): Promise<void> {
  const deadline = Date.now() + service.spec.readyTimeoutMs;
  while (!isStopping()) {
    if (hasEnded(service.child)) throw new Problem(endedSentence(service, "ended at once"));
    if (await service.spec.isReady().catch(() => false)) return;
    if (Date.now() > deadline) throw new Problem(endedSentence(service, "did not become ready"));
    await wait(150);
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}

function endedSentence({ spec, log }: Service, how: string): string {
  const words = log.tail().trim().split("\n").slice(-12).join("\n    ");
  return `The ${spec.name} ${how} (${path.relative(process.cwd(), log.path)}):\n    ${words}`;
}

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  signalGroup(child, "SIGTERM");
  const isLate = await Promise.race([ended.then(() => false), wait(graceMs, true, { ref: false })]);
  if (isLate) signalGroup(child, "SIGKILL");
  await ended;
  signalGroup(child, "SIGKILL");
}

/** To the whole group: what a service started itself ends with it. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
  } catch (thrown) {
    if (!(thrown instanceof Error && "code" in thrown && thrown.code === "ESRCH")) throw thrown;
  }
}
