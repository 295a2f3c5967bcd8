import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import type { PlaceRequest } from "@/lib/checkout/place";
import { minuteMs } from "@/lib/core/time";
import { placing } from "@/tests/factories/checkout";
import { cards, fillIn, methodOf, place, stockUp } from "./buying";
import { skippedMs } from "./clock";
import { buy, expectStatus, type Scene } from "./drills/scene";
import { attemptOf } from "./rows";
import { until } from "./until";

export type VictimTask = { skippedMs: number; storeId: string } & (
  | { act: "charge"; attemptId: string; cardToken: string | null }
  /** The work of the consumer that asks about an attempt, without the mark that a delivery was done. */
  | { act: "poll"; attemptId: string }
  | { act: "place"; request: PlaceRequest }
);

type Victim = ChildProcessByStdio<null, Readable, Readable>;

const startMs = 60_000;

/** The moments of CHECKOUT.md at which a process dies. Each starts a process, waits for the moment and kills it (SIGKILL). */
export const kills: readonly { name: string; run(scene: Scene): Promise<void> }[] = [
  { name: "killed before the gateway charged", run: (scene) => dieCharging(scene, "before") },
  { name: "killed after the gateway charged, before the commit", run: (scene) => dieCharging(scene, "after") },
  { name: "killed after the commit, before the publish", run: dieAfterPlacing },
  { name: "killed inside a consumer, while the gateway is asked", run: (scene) => dieInConsumer(scene, "asking") },
  { name: "killed inside a consumer, after its commit", run: (scene) => dieInConsumer(scene, "committed") },
];

/** An order that was placed and not charged yet, by card where the gateway has cards. */
async function placed({ merchant, diary }: Scene) {
  const variantId = await stockUp(merchant.store, 3);
  const order = await place(merchant, { wishes: [{ variantId }], method: "card" });
  if (!order?.attemptId) throw new Error("not placed");
  diary.orders += 1;
  const cardToken = await merchant.cardToken(cards.approved);
  return { attemptId: order.attemptId, cardToken };
}

async function dieCharging(scene: Scene, moment: "before" | "after"): Promise<void> {
  const { merchant } = scene;
  const { attemptId, cardToken } = await placed(scene);
  if (moment === "before") {
    await merchant.disturb("charge", { kind: "delay", ms: 2500 });
    await merchant.disturb("charge", { kind: "fail_before", status: 503 });
  } else await merchant.disturb("charge", { kind: "timeout_after", ms: 60_000 });
  const victim = await start({ ...base(scene), act: "charge", attemptId, cardToken });
  await until(async () => (await attemptOf(merchant.store, attemptId)).status === "submitted");
  if (moment === "after") await until(() => merchant.knows(attemptId));
  await kill(scene, victim);
}

/** The money is there and no notice of it came: the consumer that dies is the one that would have found it. Its delivery comes again. */
async function dieInConsumer(scene: Scene, moment: "asking" | "committed"): Promise<void> {
  const { merchant, town } = scene;
  const { attemptId, orderId } = await buy(scene);
  await merchant.disturbNotice({ kind: "notice_drop" }, null);
  await merchant.pay(attemptId);
  await town.calm();
  if (moment === "asking") await merchant.disturb("find", { kind: "delay", ms: 2500 });
  const victim = await start({ ...base(scene), act: "poll", attemptId });
  if (moment === "asking") await until(async () => (await merchant.countStruck()) > 0);
  else await until(async () => (await attemptOf(merchant.store, attemptId)).status === "captured");
  await kill(scene, victim);
  await expectStatus(
    scene,
    orderId,
    moment === "asking" ? "awaiting_payment" : "confirmed",
    "a consumer that died did something by halves",
  );
  await town.skip(3 * minuteMs);
  await town.queue.drain();
  await expectStatus(scene, orderId, "confirmed", "a delivery whose consumer died was lost");
}

async function dieAfterPlacing(scene: Scene): Promise<void> {
  const { merchant } = scene;
  const variantId = await stockUp(merchant.store, 3);
  const filled = await fillIn(merchant, { wishes: [{ variantId }] });
  if (typeof filled === "string") throw new Error(filled);
  const victim = await start({ ...base(scene), act: "place", request: placing(filled, methodOf(merchant)) });
  scene.diary.orders += 1;
  await kill(scene, victim);
}

function base({ merchant }: Scene): { skippedMs: number; storeId: string } {
  return { skippedMs: skippedMs(), storeId: merchant.store.id };
}

/** Starts the process and waits for its first word. */
async function start(task: VictimTask): Promise<Victim> {
  const script = new URL("./victim.ts", import.meta.url).pathname;
  const victim = spawn(process.execPath, ["--import", "tsx", script, JSON.stringify(task)], {
    cwd: process.cwd(),
    env: { ...process.env, NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  await firstWord(victim);
  return victim;
}

function firstWord(victim: Victim): Promise<void> {
  return new Promise((resolve, reject) => {
    const errors: string[] = [];
    const timer = setTimeout(() => reject(new Error(`the process did not begin: ${errors.join("")}`)), startMs);
    victim.stderr.on("data", (chunk: Buffer) => errors.push(chunk.toString()));
    victim.stdout.once("data", () => {
      clearTimeout(timer);
      resolve();
    });
    victim.once("exit", (code) => reject(new Error(`the process ended with ${code}: ${errors.join("").slice(0, 600)}`)));
  });
}

async function kill({ diary }: Scene, victim: Victim): Promise<void> {
  const gone = new Promise((resolve) => victim.once("exit", resolve));
  victim.kill("SIGKILL");
  await gone;
  diary.kills += 1;
}
