import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { dayMs, hourMs, after as moment, secondMs } from "@/lib/core/time";
import { type PlatformTx, withPlatform, withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { recordedEvents } from "@/tests/factories/events";
import { startQueue, type TestQueue } from "@/tests/factories/queue";
import { makeStore } from "@/tests/factories/store";
import { flushOutbox } from "./flush";
import { record } from "./outbox";
import { routes } from "./routes";
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
  queue.answerWith(200);
  await withPlatform((tx) => tx.outboxEvent.deleteMany());
  queue.handed.splice(0);
});

const tell = (tx: Pick<PlatformTx, "$executeRaw">) => record(tx as PlatformTx, "store.changed", { storeId: store.id });
const tellAndCommit = () => withStore(store.id, tell);

async function rows() {
  return withPlatform((tx) => tx.outboxEvent.findMany({ orderBy: { id: "asc" } }));
}

describe("a change and its event", () => {
  it("are committed together: nothing is published before", async () => {
    await withStore(store.id, async (tx) => {
      await tell(tx);
      expect(await flushOutbox()).toBe(0);
      expect(queue.handed).toEqual([]);
    });
    expect(await flushOutbox()).toBe(1);
    expect(queue.handed.map(({ body }) => body.name)).toEqual(["store.changed"]);
  });

  it("are undone together: a change that fails tells nobody", async () => {
    const broken = withStore(store.id, async (tx) => {
      await tell(tx);
      throw new Error("the rest of the change failed");
    });
    await expect(broken).rejects.toThrow("the rest");
    expect(await flushOutbox()).toBe(0);
    expect(await recordedEvents(store)).toEqual([]);
  });

  it("must fit together: an event of another shape is not recorded", async () => {
    const wrong = withStore(store.id, (tx) => record(tx, "product.changed", { storeId: store.id, productId: "x", version: 1 }));
    await expect(wrong).rejects.toThrow();
  });

  it("belong to one store: another store's event cannot be recorded from here", async () => {
    const other = await makeStore();
    await expect(withStore(other.id, tell)).rejects.toThrow(/row-level security/);
  });
});

describe("publishing", () => {
  it("sends one message per consumer, each with its own deduplication id and retries", async () => {
    await withStore(store.id, (tx) => record(tx, "product.changed", { storeId: store.id, productId: newId(), version: 1 }));
    await flushOutbox();
    const [event] = await rows();
    const expected = routes.filter((route) => route.event === "product.changed");
    expect(queue.handed.map(({ consumer }) => consumer)).toEqual(expected.map(({ consumer }) => consumer));
    expect(queue.handed.map(({ headers }) => headers["upstash-deduplication-id"])).toEqual(
      expected.map(({ consumer }) => `${event?.id}_${consumer}`),
    );
    expect(queue.handed.map(({ headers }) => headers["upstash-retries"])).toEqual(expected.map(({ retries }) => String(retries)));
    expect(queue.handed[0]?.headers).toMatchObject({ "upstash-failure-callback": "http://localhost:3000/api/events/failed" });
  });

  it("says from when a delayed event may be delivered", async () => {
    const due = moment(hourMs);
    const payload = { storeId: store.id, orderId: newId() };
    await withStore(store.id, (tx) => record(tx, "order.hold_ended", payload, { notBefore: due }));
    await flushOutbox();
    expect(queue.handed[0]?.headers["upstash-not-before"]).toBe(String(Math.ceil(due.getTime() / 1000)));
  });

  it("sends each event once when several instances publish at the same moment", async () => {
    for (let round = 0; round < 250; round++) await tellAndCommit();
    const counts = await Promise.all([flushOutbox(), flushOutbox(), flushOutbox()]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(250);
    expect(new Set(queue.handed.map(({ body }) => body.eventId)).size).toBe(250);
    expect(queue.handed).toHaveLength(250);
  });

  it("does not send what another instance is sending", async () => {
    await tellAndCommit();
    const letGo = queue.hold();
    const first = flushOutbox();
    await claimed();
    expect(await flushOutbox()).toBe(0);
    letGo();
    expect(await first).toBe(1);
    expect(queue.handed).toHaveLength(1);
  });

  it("leaves everything where it is while the queue is down, and sends it later", async () => {
    await tellAndCommit();
    queue.answerWith(503);
    expect(await flushOutbox()).toBe(0);
    expect(await rows()).toMatchObject([{ publishedAt: null, claimedAt: null, attempts: 1, lastError: expect.any(String) }]);
    queue.answerWith(200);
    expect(await flushOutbox()).toBe(1);
    expect(await rows()).toMatchObject([{ publishedAt: expect.any(Date), lastError: null, attempts: 2 }]);
  });

  it("takes over what a process that died had claimed", async () => {
    await tellAndCommit();
    const claim = (claimedAt: Date) => withPlatform((tx) => tx.outboxEvent.updateMany({ data: { claimedAt } }));
    await claim(moment(-10 * secondMs));
    expect(await flushOutbox()).toBe(0);
    await claim(moment(-31 * secondMs));
    expect(await flushOutbox()).toBe(1);
  });
});

/** Resolves once a publisher has claimed the one waiting event; fails after five seconds. */
async function claimed(): Promise<void> {
  await expect.poll(async () => (await rows())[0]?.claimedAt, { timeout: 5000 }).not.toBeNull();
}

describe("the sweep of each minute", () => {
  const tick = () => sweepConsumer({ eventId: newId(), storeId: null, payload: {}, retried: 0 });

  it("publishes what a crash left behind, and forgets what was published long ago", async () => {
    await tellAndCommit();
    await tellAndCommit();
    const [old] = await rows();
    await withPlatform((tx) => tx.outboxEvent.update({ where: { id: old?.id ?? "" }, data: { publishedAt: moment(-15 * dayMs) } }));
    await tick();
    expect(queue.handed).toHaveLength(1);
    expect((await rows()).map(({ id }) => id)).not.toContain(old?.id);
  });
});
