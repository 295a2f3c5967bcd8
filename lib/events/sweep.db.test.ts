import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { placeOrder } from "@/lib/checkout/place";
import { newId } from "@/lib/core/ids";
import { dayMs, hourMs, minuteMs, after as moment } from "@/lib/core/time";
import { withPlatform, withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { makeAccount, makeCheckout, makeRate, placing } from "@/tests/factories/checkout";
import { letterOf } from "@/tests/factories/dead-letters";
import { recordedEvents } from "@/tests/factories/events";
import { makeProduct } from "@/tests/factories/product";
import { startQueue, type TestQueue } from "@/tests/factories/queue";
import { makeStore } from "@/tests/factories/store";
import type { EventName } from "./events";
import { record } from "./outbox";
import { readReadiness } from "./readiness";
import { lostAfterMs } from "./settle-published";
import { sweepConsumer } from "./sweep";

let queue: TestQueue;
let store: StoreView;
beforeAll(async () => {
  queue = await startQueue();
});
afterAll(() => queue.close());
beforeEach(async () => {
  store = await makeStore();
});
afterEach(async () => {
  await withPlatform((tx) => tx.outboxEvent.deleteMany());
  await withPlatform((tx) => tx.hostClaim.deleteMany());
  queue.handed.splice(0);
});

const tick = () => sweepConsumer({ eventId: newId(), storeId: null, payload: {}, retried: 0 });
const sent = (name: EventName) =>
  queue.handed
    .filter(({ body }) => body.name === name)
    .map(({ body }) => body.payload)
    .filter((payload) => JSON.stringify(payload).includes(store.id));
const late = () => moment(-3 * minuteMs);
const longAgo = () => moment(-lostAfterMs - minuteMs);

/** An order that waits for money, its timers set aside. */
async function waitingOrder(): Promise<{ orderId: string; attemptId: string }> {
  await makeAccount(store);
  const { variantId } = await makeProduct(store);
  const placed = await placeOrder(store, placing(await makeCheckout(store, await makeRate(store), [{ variantId }])));
  if (!placed.ok || !placed.value.attemptId) throw new Error("not placed");
  await withPlatform((tx) => tx.outboxEvent.deleteMany());
  return { orderId: placed.value.orderId, attemptId: placed.value.attemptId };
}

const claimOf = (nextCheckAt: Date, id = newId()) =>
  withPlatform((tx) =>
    tx.hostClaim.create({
      data: { id, storeId: store.id, host: `${id}.example`, name: `${id}.example`, state: "active", token: "t", nextCheckAt },
    }),
  );
const setPoll = (id: string, nextPollAt: Date) =>
  withStore(store.id, (tx) => tx.paymentAttempt.update({ where: { storeId_id: { storeId: store.id, id } }, data: { nextPollAt } }));
const setHold = (id: string, expiresAt: Date) =>
  withStore(store.id, (tx) => tx.order.update({ where: { storeId_id: { storeId: store.id, id } }, data: { expiresAt } }));
/** As if what was woken had been woken so much earlier. */
const letPass = (ms: number) =>
  withPlatform((tx) => tx.processedEvent.updateMany({ where: { consumer: "wake-timers" }, data: { processedAt: moment(-ms) } }));

describe("a timer whose message never came", () => {
  it("is told of again: a poll, the end of a hold, a look at a domain", async () => {
    const { orderId, attemptId } = await waitingOrder();
    await setPoll(attemptId, late());
    await setHold(orderId, late());
    const { id: claimId } = await claimOf(late());
    await tick();
    expect(sent("payment.poll_due")).toEqual([{ storeId: store.id, attemptId, pollCount: 0 }]);
    expect(sent("order.hold_ended")).toEqual([{ storeId: store.id, orderId }]);
    expect(sent("domain.check_due")).toEqual([{ storeId: store.id, claimId, checkCount: 0 }]);
  });

  it("is told of once, however many sweeps find it, and again when an hour brought nothing", async () => {
    const { orderId, attemptId } = await waitingOrder();
    await setPoll(attemptId, late());
    await setHold(orderId, late());
    await claimOf(late());
    await Promise.all([tick(), tick()]);
    await tick();
    const counts = () => [sent("payment.poll_due").length, sent("order.hold_ended").length, sent("domain.check_due").length];
    expect(counts()).toEqual([1, 1, 1]);
    await letPass(hourMs + minuteMs);
    await tick();
    expect(counts()).toEqual([2, 2, 1]);
  });

  it("is another timer once it was set anew", async () => {
    const { attemptId } = await waitingOrder();
    await setPoll(attemptId, late());
    await tick();
    await setPoll(attemptId, moment(-4 * minuteMs));
    await tick();
    expect(sent("payment.poll_due")).toHaveLength(2);
  });

  it("is left alone while it is not late", async () => {
    const { orderId, attemptId } = await waitingOrder();
    await setPoll(attemptId, moment(-minuteMs));
    await setHold(orderId, moment(-minuteMs));
    await claimOf(moment(-minuteMs));
    await tick();
    expect(await recordedEvents(store)).toEqual([]);
  });
});

describe("the sweep of each minute", () => {
  const stateOf = async (id: string) => (await withPlatform((tx) => tx.deadLetter.findUniqueOrThrow({ where: { id } }))).status;
  const mark = (eventId: string) =>
    withPlatform((tx) => tx.processedEvent.create({ data: { consumer: "index-product", eventId, storeId: store.id } }));

  async function publishedLongAgo(): Promise<void> {
    await withStore(store.id, (tx) => record(tx, "store.changed", { storeId: store.id }));
    await withPlatform((tx) => tx.outboxEvent.updateMany({ data: { publishedAt: longAgo() } }));
  }
  async function lostReplay(): Promise<string> {
    const id = await letterOf(store);
    await withPlatform((tx) => tx.deadLetter.update({ where: { id }, data: { status: "replayed", resolvedAt: longAgo() } }));
    return id;
  }
  async function doneAfterAll(): Promise<string> {
    const eventId = newId();
    const id = await letterOf(store, { eventId });
    await mark(eventId);
    return id;
  }
  const lostLetters = () => withPlatform((tx) => tx.deadLetter.count({ where: { storeId: store.id, consumer: "refresh-store" } }));

  it("finds lost deliveries and lost replays, and resolves what was done after all", async () => {
    await publishedLongAgo();
    const [replayed, done] = [await lostReplay(), await doneAfterAll()];
    await tick();
    expect([await lostLetters(), await stateOf(replayed), await stateOf(done)]).toEqual([1, "open", "resolved"]);
  });

  it("does all its other work when one part fails, and says that it failed", async () => {
    // No id of ours: the event about it cannot be written.
    await claimOf(late(), "00000000-0000-0000-0000-000000000001");
    await publishedLongAgo();
    const [replayed, done] = [await lostReplay(), await doneAfterAll()];
    const old = newId();
    await withPlatform((tx) => tx.processedEvent.create({ data: { consumer: "x", eventId: old, processedAt: moment(-15 * dayMs) } }));
    await expect(tick()).rejects.toThrow();
    expect([await lostLetters(), await stateOf(replayed), await stateOf(done)]).toEqual([1, "open", "resolved"]);
    expect(await withPlatform((tx) => tx.processedEvent.count({ where: { eventId: old } }))).toBe(0);
  });

  it("is known to have come to its end", async () => {
    await tick();
    expect((await readReadiness()).lastSweepSeconds).toBeLessThan(60);
  });
});
