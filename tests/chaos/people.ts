import { withStore } from "@/lib/db/transaction";
import { isFinal, toAttemptStatus } from "@/lib/payments/rules";
import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { makeCheckout, placing } from "@/tests/factories/checkout";
import type { Command, Done } from "./commands";
import type { Random } from "./random";
import type { World } from "./world";

export type Stage = { world: World; sandbox: RunningSandbox; frontDoor: string; random: Random };

/** What was answered to people: it must be true at the end. */
export type Log = {
  /** The highest version of each product that a save was answered with. */
  versions: Map<string, number>;
  orders: string[];
  edits: number;
  unanswered: number;
};

export const emptyLog = (): Log => ({ versions: new Map(), orders: [], edits: 0, unanswered: 0 });

const patienceMs = 20_000;
const approvedCard = "4000000000000010";

/** Sends a command once; null when no answer came (its worker was killed, perhaps after the commit). */
async function send(frontDoor: string, command: Command): Promise<Done | null> {
  try {
    const headers = { "content-type": "application/json" };
    const signal = AbortSignal.timeout(patienceMs);
    const answer = await fetch(`${frontDoor}/do`, { method: "POST", headers, body: JSON.stringify(command), signal });
    return answer.ok ? ((await answer.json()) as Done) : null;
  } catch {
    return null;
  }
}

/** Sends a command until it is answered, as people press a button again. */
async function insist({ frontDoor }: Stage, log: Log, command: Command): Promise<Done> {
  for (let tries = 0; tries < 50; tries++) {
    const done = await send(frontDoor, command);
    if (done) return done;
    log.unanswered += 1;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nobody answers a command of the kind ${command.kind}`);
}

/** A merchant who changes one product after another until told to stop, no more often than every `pauseMs`. */
export async function edit(stage: Stage, log: Log, { until, pauseMs }: { until: AbortSignal; pauseMs: number }): Promise<void> {
  const { store, edited } = stage.world;
  while (!until.aborted) {
    const startedAt = Date.now();
    const productId = stage.random.pick(edited);
    const title = `Edited ${stage.random.between(1, 1_000_000)}`;
    const done = await insist(stage, log, { kind: "edit", storeId: store.id, productId, title });
    if (done.isOk) log.edits += 1;
    if (done.version) log.versions.set(productId, Math.max(done.version, log.versions.get(productId) ?? 0));
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, pauseMs - (Date.now() - startedAt))));
  }
}

/** Another merchant, who puts up one product after the other, moves it between the collections, and archives or deletes some. */
export async function keepShelves(stage: Stage, log: Log, { until, pauseMs }: { until: AbortSignal; pauseMs: number }): Promise<void> {
  const { store, collections } = stage.world;
  const storeId = store.id;
  for (let at = 1; !until.aborted; at++) {
    const { productId } = await insist(stage, log, { kind: "create", storeId, title: `Put up ${at}` });
    if (!productId) throw new Error("a product was refused");
    for (let moves = stage.random.between(1, 2); moves > 0; moves--) {
      const collectionIds = stage.random.next() < 0.3 ? [] : [stage.random.pick(collections)];
      await insist(stage, log, { kind: "move", storeId, productId, collectionIds });
    }
    const fate = stage.random.pick(["stays", "archive", "delete", "delete"] as const);
    if (fate !== "stays") await insist(stage, log, { kind: fate, storeId, productId });
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** Shoppers who order one after the other, by card or by Pix, until told to stop; the order under way is finished. */
export async function shop(stage: Stage, log: Log, until: AbortSignal): Promise<void> {
  while (!until.aborted) await order(stage, log);
}

async function order(stage: Stage, log: Log): Promise<void> {
  const { store, rateId, sold } = stage.world;
  const { variantId } = stage.random.pick(sold);
  const quantity = stage.random.between(1, 3);
  const method = stage.random.next() < 0.6 ? "card" : "pix";
  const checkout = await makeCheckout(store, rateId, [{ variantId, quantity }]);
  const placed = await insist(stage, log, { kind: "place", storeId: store.id, request: placing(checkout, method) });
  if (!placed.isOk || !placed.orderId || !placed.attemptId) throw new Error(`an order was refused: ${placed.code}`);
  log.orders.push(placed.orderId);
  const { attemptId } = placed;
  const cardToken = method === "card" ? await stage.sandbox.token(approvedCard) : null;
  await insist(stage, log, { kind: "charge", storeId: store.id, attemptId, cardToken });
  if (method === "pix") await payPix(stage, attemptId);
}

/** Scans the code, where there is one: a charge whose process was killed has none yet, and is looked after by `lookAfter`. */
async function payPix({ world, sandbox }: Stage, attemptId: string): Promise<void> {
  const where = { storeId_id: { storeId: world.store.id, id: attemptId } };
  const { gatewayRef } = await withStore(world.store.id, (tx) => tx.paymentAttempt.findUniqueOrThrow({ where }));
  if (!gatewayRef) return;
  const { body } = await sandbox.call("GET", `/orders/${gatewayRef}`);
  const [charge] = body.charges as { id: string }[];
  if (charge) await sandbox.press(`/pay/${charge.id}`, { action: "pay" });
}

/** Shoppers come back to the pages of orders whose payment is open: each look asks the gateway. Answers how many were open. */
export async function lookAfter(stage: Stage, log: Log): Promise<number> {
  const { store } = stage.world;
  const attempts = await withStore(store.id, (tx) =>
    tx.paymentAttempt.findMany({ where: { storeId: store.id }, select: { id: true, status: true } }),
  );
  const open = attempts.filter(({ status }) => !isFinal(toAttemptStatus(status)));
  for (const { id } of open) {
    const done = await insist(stage, log, { kind: "settle", storeId: store.id, attemptId: id });
    if (done.status === "requires_action" || done.status === "pending") await payPix(stage, id);
  }
  return open.length;
}
