import { mkdir } from "node:fs/promises";
import path from "node:path";
import { buildWhenChanged, isBuilt } from "@/local/build";
import { type PreparedDatabase, prepareDatabase } from "@/local/database/setup";
import { algoliaSandbox, assembleEnvironment, chooseStandIns, type Environment } from "@/local/environment";
import { type Installation, projectFolder } from "@/local/installation";
import { isPortFree } from "@/local/ports";
import { Problem } from "@/local/problem";
import { step } from "@/local/progress";
import { runLogged } from "@/local/run-logged";
import { markRunning, requireNotRunning } from "@/local/running-mark";
import { keepSecrets } from "@/local/secrets";
import { seedDemoWhenNew, seedPlansWhenNew } from "@/local/seed";
import { createSupervisor, type ServiceSpec, type Supervisor } from "@/local/supervisor";

const buildMark = path.join(projectFolder, ".data/build-in-use.pid");

export type Mode = "production" | "development";

export interface Stack {
  environment: Environment;
  /** Rejects with a Problem when a part that everything needs is gone. Never resolves. */
  failed: Promise<never>;
  /** Stops the application, the services and the database, in this order. Safe to call while the stack is still starting. */
  stop(): Promise<void>;
}

/**
 * Brings up a whole installation: database, migrations, queue, local services, the build, the demo stores, the application. Shows
 * each step. `register` is called at once with what stops the parts that are up so far.
 */
export async function startStack(installation: Installation, mode: Mode, register: (stop: () => Promise<void>) => void): Promise<Stack> {
  const logFolder = path.join(installation.dataFolder, "logs");
  const closers: (() => Promise<void>)[] = [];
  let isStopping = false;
  const stop = async () => {
    isStopping = true;
    for (const close of closers.splice(0).toReversed()) await close();
  };
  register(stop);

  const mark = path.join(installation.dataFolder, "running.pid");
  await requireNotRunning(mark, `${path.relative(process.cwd(), installation.dataFolder)}: stop it, or set DATA_FOLDER and PORT to others`);
  closers.push(await markRunning(mark));
  await requireFreePorts(installation);
  await mkdir(logFolder, { recursive: true });
  const { databases, embedded } = await step("Starting the database", () => openDatabase(installation));
  if (embedded) closers.push(embedded.stop);
  const secrets = await keepSecrets(installation.dataFolder);
  const environment: Environment = {
    ...assembleEnvironment({ installation, secrets, databases }),
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: "1",
  };

  const supervisor = createSupervisor(logFolder);
  closers.push(supervisor.stop);
  await startServices(installation, environment, supervisor);
  if (environment.ALGOLIA_APP_ID === algoliaSandbox) await prepareSearchSandbox(environment, logFolder);
  const seed = { environment, dataFolder: installation.dataFolder, logFolder };
  await seedPlansWhenNew(seed);
  if (mode === "production") closers.push(await prepareBuild(installation, environment, logFolder));
  await seedDemoWhenNew(seed);
  await step(mode === "production" ? "Starting the application" : "Starting the application, with hot reload", () =>
    supervisor.start(application(installation, environment, mode)),
  );
  await step("Setting the queue's clock", () =>
    runLogged({
      command: ["--import", "tsx", "local/queue-schedules.ts"],
      environment,
      logFile: path.join(logFolder, "queue-schedules.log"),
      failure: "The queue's schedule could not be set",
    }),
  );
  const failed = Promise.race([supervisor.failed, databaseLost(embedded, () => isStopping)]);
  failed.catch(() => undefined);
  return { environment, failed, stop };
}

async function openDatabase(installation: Installation): Promise<PreparedDatabase> {
  const secrets = await keepSecrets(installation.dataFolder);
  return prepareDatabase(installation, secrets, (sentence) => console.log(`    ${sentence}`));
}

async function databaseLost(embedded: PreparedDatabase["embedded"], isStopping: () => boolean): Promise<never> {
  await embedded?.ended;
  if (embedded === null || isStopping()) return new Promise(() => undefined);
  throw new Problem("The embedded database ended by itself: see postgres.log in the data folder.");
}

async function requireFreePorts(installation: Installation): Promise<void> {
  const { ports } = installation;
  const standIns = chooseStandIns(installation);
  const needed: [variable: string, port: number, isNeeded: boolean][] = [
    ["PORT", ports.app, true],
    ["LOCAL_PORT", ports.local, needsServices(installation)],
    ["QUEUE_PORT", ports.queue, standIns.queue],
    ["SMTP_PORT", ports.smtp, standIns.mail],
  ];
  for (const [variable, port, isNeeded] of needed) {
    if (!isNeeded || (await isPortFree(port))) continue;
    throw new Problem(`Port ${port} is taken by another program: stop it, or choose another port with ${variable}=${port + 100}.`);
  }
}

/** The sandbox's indexes get their settings; products follow by their events and by the sweep. */
function prepareSearchSandbox(environment: Environment, logFolder: string): Promise<void> {
  return step("Preparing the search sandbox", () =>
    runLogged({
      command: ["--import", "tsx", "local/search-settings.ts"],
      environment,
      logFile: path.join(logFolder, "search-settings.log"),
      failure: "The search sandbox could not be prepared",
    }),
  );
}

function needsServices(installation: Installation): boolean {
  const { mail, stripe, pagarme, vercel } = chooseStandIns(installation);
  return mail || stripe || pagarme || vercel;
}

async function startServices(installation: Installation, environment: Environment, supervisor: Supervisor): Promise<void> {
  const { ports } = installation;
  const wanted: ServiceSpec[] = [];
  if (chooseStandIns(installation).queue) wanted.push(service("queue", "local/queue/main.ts", ports.queue, environment));
  if (needsServices(installation)) wanted.push(service("services", "local/services-main.ts", ports.local, environment));
  if (wanted.length === 0) return;
  await step("Starting the local services", () => Promise.all(wanted.map((spec) => supervisor.start(spec))));
}

function service(name: string, script: string, port: number, environment: Environment): ServiceSpec {
  return {
    name,
    command: ["--import", "tsx", script],
    environment,
    isReady: () => answers(`http://127.0.0.1:${port}/health`),
    readyTimeoutMs: 60_000,
  };
}

/** A build is shared by every installation that runs from this folder; one that is being served is never replaced. */
async function prepareBuild({ builtFor }: Installation, own: Environment, logFolder: string): Promise<() => Promise<void>> {
  const environment = { ...own, ...(builtFor ? { PLATFORM_URL: builtFor } : {}) };
  if (!(await isBuilt(environment))) {
    await requireNotRunning(buildMark, "the present build of this folder, which would be replaced: stop it first");
    await step("Building the application (once, and after each change)", () => buildWhenChanged(environment, logFolder));
  }
  return markRunning(buildMark);
}

/**
 * The framework writes 127.0.0.1 as localhost in what the middleware rewrites and not in what it compares that with: told to listen on
 * the digits, it takes itself for another server and sends its own requests there, over TLS when a proxy speaks TLS to visitors.
 */
function listeningOn(host: string | undefined): { node: string[]; next: string[] } {
  if (!host) return { node: [], next: [] };
  return host === "127.0.0.1" ? { node: ["--dns-result-order=ipv4first"], next: ["-H", "localhost"] } : { node: [], next: ["-H", host] };
}

function application({ ports, given }: Installation, environment: Environment, mode: Mode): ServiceSpec {
  const { node, next } = listeningOn(given.HOST);
  const verb = mode === "production" ? "start" : "dev";
  return {
    name: "application",
    command: [...node, "node_modules/next/dist/bin/next", verb, "-p", String(ports.app), ...next],
    environment,
    isReady: () => answers(`http://127.0.0.1:${ports.app}/api/ready`),
    readyTimeoutMs: 120_000,
    isShown: mode === "development",
  };
}

async function answers(url: string): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  return answer.ok;
}
