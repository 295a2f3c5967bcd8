import { dayMs, hourMs, secondMs } from "@/lib/core/time";
import { makeCoupon, stockUp } from "./buying";
import { restoreTime } from "./clock";
import { type Diary, lookAtEnd, openDiary, told } from "./diary";
import { drills } from "./drills";
import { both } from "./drills/scene";
import { listReusedKeys } from "./gateways";
import { kills } from "./kills";
import { replayLetters } from "./letters";
import type { Merchant } from "./merchant";
import { countOutcomes, type Outcome } from "./outcomes";
import { within } from "./rows";
import { buildTown, type Town } from "./town";
import { pause, type Stage, visit } from "./visits";

export type SimulationRequest = {
  seed: number;
  /** Visits of the random part. */
  visits: number;
  /** How often each kind of kill happens. */
  killRounds: number;
  /** Staged faults: all of them, or those whose name holds a word. */
  only?: readonly string[];
};

export type SimulationResult = Omit<Diary, "look"> & {
  seed: number;
  seconds: number;
  simulatedDays: number;
  queue: Town["queue"]["counts"];
  stores: number;
  /** What went wrong on purpose at gateways, notices and the database, by kind. */
  faults: Record<string, number>;
  /** Orders at the end: way to pay (of the newest attempt), where the order stands, where its money stands. */
  outcomes: Outcome[];
};

const buyersAtOnce = 12;
const maxRestSteps = 500;

/** Plays a seeded town to its end and looks at all books: what must not be stands in `troubles`. */
export async function simulate({ seed, visits, killRounds, only }: SimulationRequest): Promise<SimulationResult> {
  const began = performance.now();
  const startedAt = Date.now();
  const town = await buildTown(seed);
  const diary = openDiary();
  try {
    await stageDrills(town, diary, only);
    await playVisits(town, diary, visits);
    await town.calm();
    for (let round = 0; round < killRounds; round++) await stageKills(town, diary);
    await town.calm();
    await comeToRest(town, diary);
    for (const merchant of town.merchants) await lookAtEnd(diary, merchant);
    await countRefunds(town, diary);
    await lookAtKeys(town, diary);
    const { look: _, ...told } = diary;
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    const simulatedDays = Math.round((Date.now() - startedAt) / dayMs);
    const { queue, faults, merchants } = town;
    const outcomes = await countOutcomes(merchants);
    return { ...told, seed, seconds, simulatedDays, queue: queue.counts, stores: merchants.length, faults, outcomes };
  } finally {
    await town.close();
    restoreTime();
  }
}

async function stageDrills(town: Town, diary: Diary, only?: readonly string[]): Promise<void> {
  for (const drill of drills.filter(({ name }) => only === undefined || only.some((word) => name.includes(word)))) {
    for (const provider of drill.at) {
      const merchant = town.random.pick(town.merchants.filter((one) => one.provider === provider));
      const where = `${drill.name} (${provider})`;
      diary.drills.push(where);
      await told(diary, where, () => drill.run({ town, merchant, diary }));
      await diary.look({ merchant }, where);
    }
  }
  await told(diary, "the queue after the drills", () => town.queue.drain());
}

async function playVisits(town: Town, diary: Diary, visits: number): Promise<void> {
  if (visits === 0) return;
  const stages: Stage[] = [];
  for (const merchant of town.merchants) {
    const units = [1, 2, 3, 40, 60];
    const variantIds: string[] = [];
    for (const count of units) variantIds.push(await stockUp(merchant.store, count, town.random.between(1000, 15_000)));
    await makeCoupon(merchant.store, "TEN-USES", 10);
    stages.push({ merchant, variantIds, later: [] });
  }
  for (let played = 0; played < visits; played += buyersAtOnce) {
    const crowd = Array.from({ length: Math.min(buyersAtOnce, visits - played) }, () => town.random.pick(stages));
    await Promise.all(crowd.map((stage) => told(diary, "a visit", () => visit(town, stage, diary))));
    await told(diary, "a pause", () => pause(town, stages));
    const looked = town.random.pick(stages);
    await diary.look(looked, `after visit ${played}`);
  }
  for (const stage of stages) for (const deed of stage.later) await told(diary, "a late deed", deed);
}

async function stageKills(town: Town, diary: Diary): Promise<void> {
  for (const { name, run } of kills) {
    for (const provider of both) {
      const merchant = town.random.pick(town.merchants.filter((one) => one.provider === provider));
      const where = `${name} (${provider})`;
      diary.drills.push(where);
      // A process that died before its call left the disturbance behind.
      await town.calm();
      await told(diary, where, () => run({ town, merchant, diary }));
    }
  }
}

/** Time passes until nothing waits; then the daily comparison with the gateways runs once more. */
async function comeToRest(town: Town, diary: Diary): Promise<void> {
  for (let step = 0; step < maxRestSteps; step++) {
    const wait = (town.queue.nextDueMs() ?? Date.now() + hourMs) - Date.now() + secondMs;
    await tick(town, diary, Math.min(Math.max(wait, 45 * secondMs), 12 * hourMs), ["sweep"]);
    await told(diary, "the replay of dead letters", async () => void (await replayLetters()));
    if ((await countOpen(town.merchants)) === 0) {
      for (let day = 0; day < 2; day++) await tick(town, diary, dayMs, ["sweep", "plan-reconciliations"]);
      if ((await countOpen(town.merchants)) === 0) return;
    }
  }
  diary.troubles.push({ what: "unrest", where: "at the end", detail: `${await countOpen(town.merchants)} rows never came to an end` });
}

async function tick(town: Town, diary: Diary, ms: number, clocks: readonly string[]): Promise<void> {
  await told(diary, "the passing of time", async () => {
    await town.skip(ms);
    for (const consumer of clocks) {
      const body = JSON.stringify({ eventId: `tick-${consumer}-${Date.now()}`, name: "clock.ticked", storeId: null, payload: {} });
      town.queue.waiting.push({ consumer, body, dueMs: Date.now(), retried: 0 });
    }
    await town.queue.drain();
  });
}

/** Orders that wait, attempts that may bring money, refunds that nobody finished. */
async function countOpen(merchants: readonly Merchant[]): Promise<number> {
  let open = 0;
  for (const { store } of merchants) {
    open += await within(store, async (tx) => {
      const orders = await tx.order.count({ where: { storeId: store.id, status: "awaiting_payment" } });
      const attempts = await tx.paymentAttempt.count({ where: { storeId: store.id, finalAt: null, status: { not: "created" } } });
      const refunds = await tx.refund.count({ where: { storeId: store.id, status: { in: ["requested", "submitted", "unknown"] } } });
      return orders + attempts + refunds;
    });
  }
  return open;
}

/** A gateway may answer such a call with what another one was answered: that money moved is then believed, and wrong. */
async function lookAtKeys({ pagarme, stripe }: Town, diary: Diary): Promise<void> {
  for (const siteBase of [pagarme.siteBase, stripe.url]) {
    for (const detail of await listReusedKeys(siteBase)) diary.troubles.push({ what: "key used twice", where: "at the end", detail });
  }
}

/** Money that a dispute took apart, money went back at the gateway only where we asked for it, or where a merchant did so in the gateway's own panel. */
async function countRefunds(town: Town, diary: Diary): Promise<void> {
  const foreign: string[] = [];
  for (const { store } of town.merchants) {
    const rows = await within(store, (tx) => tx.refund.findMany({ where: { storeId: store.id, reason: "made_at_gateway" } }));
    const disputed = await within(store, (tx) => tx.ledgerEntry.findMany({ where: { storeId: store.id, kind: "disputed" } }));
    const taken = new Set(disputed.map(({ attemptId }) => attemptId));
    for (const { attemptId } of rows.filter((row) => !taken.has(row.attemptId))) {
      const all = await within(store, (tx) => tx.refund.findMany({ where: { storeId: store.id, attemptId }, orderBy: { id: "asc" } }));
      foreign.push(all.map(({ reason, status, amountCents }) => `${reason || "asked"} ${status} ${amountCents}`).join(", "));
    }
  }
  if (foreign.length <= diary.panelRefunds) return;
  const detail = `${diary.panelRefunds} refunds were made in the gateways' panels, but found were: ${foreign.join(" | ")}`;
  diary.troubles.push({ what: "refunded twice", where: "at the end", detail });
}
