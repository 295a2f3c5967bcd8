import { rm } from "node:fs/promises";
import getPort from "get-port";
import { withPlatform } from "@/lib/db/transaction";
import { flushOutbox } from "@/lib/events/flush";
import { startGateway } from "@/tests/factories/gateway";
import { bundleQueue, bundleWorker } from "./bundle";
import { findViolations, type Lag, measureLag, type Violation } from "./checks";
import { Child } from "./children";
import { openFrontDoor } from "./front-door";
import { openGate } from "./gate";
import { openMailSink } from "./mail-sink";
import type { Mutant } from "./mutants";
import { overtake } from "./overtaking";
import { edit, emptyLog, keepShelves, type Log, type Stage, shop } from "./people";
import { type Random, randomFrom } from "./random";
import { comeToRest } from "./rest";
import { sweepOften } from "./sweep-often";
import { watchVersions } from "./watch-versions";
import { makeWorld } from "./world";

export type ChaosPlan = {
  seed: number;
  /** How long people act and processes are killed. */
  seconds: number;
  /** On a slow machine they go on until this much has happened, up to `mostSeconds`. */
  atLeast: { kills: number; orders: number; edits: number };
  mostSeconds: number;
  mutant: Mutant | null;
  /** False for a calm run, of which the lag is measured. */
  isKilling: boolean;
  editors: number;
  shoppers: number;
  /** An editor saves no more often than this. */
  pauseMs: number;
  say?: (sentence: string) => void;
};

export type ChaosReport = {
  seed: number;
  seconds: number;
  mutant: Mutant | null;
  kills: Record<string, number>;
  edits: number;
  orders: number;
  events: number;
  deliveries: number;
  lostAnswers: number;
  unanswered: number;
  replayed: number;
  mails: number;
  drainedSeconds: number | null;
  lag: Lag;
  violations: Violation[];
};

const saidViolations = 3;

/**
 * Lets people edit and buy while the queue and both workers are killed at moments that the seed decides, waits until everything has
 * come to rest, and looks for what must not be. The environment points at an empty database with the schema.
 */
export async function runChaos(plan: ChaosPlan): Promise<ChaosReport> {
  const say = plan.say ?? (() => undefined);
  const random = randomFrom(plan.seed);
  const ends: (() => Promise<unknown>)[] = [];
  try {
    const { stage, children, door, mail, gate, workers } = await open(plan, random, ends);
    say("everything runs");
    const openedAt = new Date();
    const log = emptyLog();
    await act(plan, { stage, log, children });
    say(`${log.edits} edits, ${log.orders.length} orders, ${children.reduce((sum, { kills }) => sum + kills, 0)} kills; coming to rest`);
    const { until, left, ...rest } = await comeToRest(stage, log);
    say(rest.drainedSeconds === null ? `it did not come to rest: ${left}` : `at rest after ${rest.drainedSeconds} s`);
    await overtake({ world: stage.world, gate, workers });
    say("three times a newer change came while an older one was being indexed");
    const { store } = stage.world;
    const kills = Object.fromEntries(children.map((child) => [child.name, child.kills]));
    const post = { received: mail.received, kills: children.reduce((sum, child) => sum + child.kills, 0) };
    const violations = await findViolations(stage.world, { log, post, until });
    for (const { rule, detail } of violations.slice(0, saidViolations)) say(`${rule}: ${detail}`);
    const events = await withPlatform((tx) => tx.outboxEvent.count({ where: { storeId: store.id } }));
    const { seed, seconds, mutant } = plan;
    const people = { edits: log.edits, orders: log.orders.length, unanswered: log.unanswered, mails: mail.received.length };
    const lag = await measureLag(store.id, openedAt);
    return {
      seed,
      seconds,
      mutant,
      kills,
      ...people,
      events,
      deliveries: door.passed,
      lostAnswers: door.lostAnswers,
      ...rest,
      lag,
      violations,
    };
  } finally {
    for (const end of ends.toReversed()) await end();
  }
}

async function open(plan: ChaosPlan, random: Random, ends: (() => Promise<unknown>)[]) {
  const mail = await openMailSink();
  ends.push(() => mail.close());
  const sandbox = await startGateway();
  ends.push(() => sandbox.close());
  const gate = await openGate();
  ends.push(() => gate.close());
  const [queuePort, ...workerPorts] = [await getPort(), await getPort(), await getPort()];
  const workers: { child: Child; origin: string }[] = [];
  const door = await openFrontDoor(() => workers, randomFrom(plan.seed + 1));
  ends.push(() => door.close());
  Object.assign(process.env, {
    SMTP_URL: mail.url,
    EVENTS_URL: door.url,
    CHAOS_GATE: gate.url,
    QSTASH_URL: `http://127.0.0.1:${queuePort}`,
  });

  const world = await makeWorld(sandbox, door.url);
  await watchVersions();
  const [bundle, queueBundle] = await Promise.all([bundleWorker(plan.mutant), bundleQueue()]);
  for (const file of [bundle, queueBundle]) ends.push(() => rm(file, { force: true }));
  const queue = new Child(queuePlan(queueBundle, queuePort, door.url));
  for (const [index, port] of workerPorts.entries()) {
    const child = new Child({
      name: `worker ${index + 1}`,
      args: [bundle],
      env: environment({ PORT: String(port) }),
      readyLine: /^Worker ready/,
    });
    workers.push({ child, origin: `http://127.0.0.1:${port}` });
  }
  const children = [queue, ...workers.map(({ child }) => child)];
  for (const child of children) ends.push(() => child.end());
  await Promise.all(children.map((child) => child.start()));
  // What the set-up recorded is published here, by the whole product, whatever guard the workers lack.
  await flushOutbox();
  const stopSweeping = sweepOften();
  ends.push(async () => stopSweeping());
  const stage = { world, sandbox, frontDoor: door.url, random };
  return { stage, children, door, mail, gate, workers: workers.map(({ origin }) => origin) };
}

function queuePlan(bundle: string, port: number, allowed: string) {
  const env = environment({ QUEUE_PORT: String(port), QUEUE_ALLOWED_DESTINATIONS: allowed, QUEUE_BACKOFF_SCALE: "0.2" });
  return { name: "queue", args: [bundle], env, readyLine: /^Queue ready/ };
}

/** Children get the environment of the run and what is their own. */
function environment(own: Record<string, string>): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  const { NODE_OPTIONS: _, VITEST: __, ...plain } = Object.fromEntries(inherited);
  return { ...plain, ...own };
}

async function act(plan: ChaosPlan, { stage, log, children }: { stage: Stage; log: Log; children: Child[] }): Promise<void> {
  const over = new AbortController();
  const startedAt = Date.now();
  const timer = setInterval(() => {
    const seconds = (Date.now() - startedAt) / 1000;
    if (seconds >= plan.mostSeconds || (seconds >= plan.seconds && hasHappened(plan, log, children))) over.abort();
  }, 100);
  const pace = { until: over.signal, pauseMs: plan.pauseMs };
  const people = [
    ...Array.from({ length: plan.editors }, () => edit(stage, log, pace)),
    ...Array.from({ length: plan.shoppers }, () => shop(stage, log, over.signal)),
    ...(plan.shoppers > 0 ? [keepShelves(stage, log, pace)] : []),
  ];
  try {
    const killing = plan.isKilling ? killUntil(over.signal, children, randomFrom(plan.seed + 2)) : Promise.resolve();
    await Promise.all([...people, killing]);
  } finally {
    clearInterval(timer);
    over.abort();
    await Promise.allSettled(people);
  }
}

function hasHappened({ atLeast }: ChaosPlan, log: Log, children: Child[]): boolean {
  const isKilled = children.reduce((sum, { kills }) => sum + kills, 0) >= atLeast.kills;
  return isKilled && log.orders.length >= atLeast.orders && log.edits >= atLeast.edits;
}

/** Kills one after the other, each at a random moment after the one before is back: on a slow machine fewer, and never all at once. */
async function killUntil(over: AbortSignal, children: Child[], random: Random): Promise<void> {
  while (!over.aborted) {
    await new Promise((resolve) => setTimeout(resolve, random.between(100, 1500)));
    if (!over.aborted) await random.pick(children).kill();
  }
}
