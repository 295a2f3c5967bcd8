import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { dayMs, hourMs, after as moment, secondMs } from "@/lib/core/time";
import { type PlatformTx, withPlatform, withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { recordedEvents } from "@/tests/factories/events";
import { startQueue, type TestQueue } from "@/tests/factories/queue";
import { makeStore } from "@/tests/factories/store";
import { claimEvents } from "./claim";
import { flushOutbox, publishWaiting } from "./flush";
import { sweepMark } from "./marks";
import { record } from "./outbox";
import { readReadiness } from "./readiness";
import { routesOf } from "./routes";
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
    const expected = routesOf("product.changed");
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
    const counts = await Promise.all([publishWaiting(), publishWaiting(), publishWaiting()]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(250);
    expect(new Set(queue.handed.map(({ body }) => body.eventId)).size).toBe(250);
    expect(queue.handed).toHaveLength(250);
  });

  it("does not send what another instance is sending", async () => {
    await tellAndCommit();
    const letGo = queue.hold();
    const first = flushOutbox();
    await claimed();
    expect(await publishWaiting()).toBe(0);
    letGo();
    expect(await first).toBe(1);
    expect(queue.handed).toHaveLength(1);
  });

  it("sends what is committed while an instance is sending, once for all who ask", async () => {
    await tellAndCommit();
    const letGo = queue.hold();
    const first = flushOutbox();
    await claimed();
    await tellAndCommit();
    const others = [flushOutbox(), flushOutbox(), flushOutbox()];
    letGo();
    const counts = await Promise.all([first, ...others]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(2);
    expect(queue.handed).toHaveLength(2);
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

  it("leaves room for every store in a batch, however much waits of one", async () => {
    const flooding = await makeStore();
    await withStore(flooding.id, async (tx) => {
      for (let round = 0; round < 120; round++) await record(tx, "store.changed", { storeId: flooding.id });
    });
    await tellAndCommit();
    const firstBatch = await claimEvents();
    expect(firstBatch.filter((row) => row.store_id === store.id)).toHaveLength(1);
    expect(firstBatch.filter((row) => row.store_id === flooding.id).length).toBeLessThan(100);
    await withPlatform((tx) => tx.outboxEvent.updateMany({ data: { claimedAt: null } }));
    expect(await flushOutbox()).toBe(121);
    expect(queue.handed).toHaveLength(121);
  });

  it("does not let an event that the queue refuses hold up the others", async () => {
    for (let round = 0; round < 5; round++) await tellAndCommit();
    const [, refused] = await rows();
    queue.refuse(refused?.id ?? "");
    expect(await flushOutbox()).toBe(4);
    expect((await rows()).filter(({ publishedAt }) => publishedAt === null)).toMatchObject([
      { id: refused?.id, lastError: expect.any(String) },
    ]);
    expect(await flushOutbox()).toBe(0);
  });

  it("keeps what is due in more than a day, because queues bound their delays, and sends it a day before", async () => {
    const payload = { storeId: store.id, orderId: newId() };
    await withStore(store.id, (tx) => record(tx, "order.hold_ended", payload, { notBefore: moment(25 * hourMs) }));
    expect(await flushOutbox()).toBe(0);
    expect(await readReadiness()).toMatchObject({ oldestEventSeconds: null });
    await withPlatform((tx) => tx.outboxEvent.updateMany({ data: { notBefore: moment(23 * hourMs) } }));
    expect(await flushOutbox()).toBe(1);
  });

  it("leaves an event that only a newer version knows to that version", async () => {
    await tellAndCommit();
    const rename = (name: string) => withPlatform((tx) => tx.outboxEvent.updateMany({ data: { name } }));
    await rename("event.of_tomorrow");
    expect(await flushOutbox()).toBe(0);
    expect(await rows()).toMatchObject([{ publishedAt: null, claimedAt: null, attempts: 0 }]);
    await rename("store.changed");
    expect(await flushOutbox()).toBe(1);
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
  await expect.poll(async () => (await rows())[0]?.claimedAt, { timeout: 30_000 }).not.toBeNull();
}

describe("what /api/ready says", () => {
  const age = (seconds: number) => withPlatform((tx) => tx.outboxEvent.updateMany({ data: { createdAt: moment(-seconds * secondMs) } }));

  it("is ready while nothing waits and the queue answers", async () => {
    expect(await readReadiness()).toMatchObject({ database: "up", queue: "up", oldestEventSeconds: null, status: "ready" });
  });

  it("is that the database is down when it does not answer in two seconds", async () => {
    const begun = performance.now();
    const said = await withPlatform(async (tx) => {
      await tx.$executeRaw`lock table outbox_event in access exclusive mode`;
      return readReadiness();
    });
    expect(said).toMatchObject({ database: "down", queue: "up", oldestEventSeconds: null, status: "down" });
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  it("is degraded when the sweep has not come for minutes", async () => {
    const swept = (processedAt: Date) =>
      withPlatform((tx) =>
        tx.processedEvent.upsert({
          where: { consumer_eventId: sweepMark },
          create: { ...sweepMark, processedAt },
          update: { processedAt },
        }),
      );
    await swept(moment(-600 * secondMs));
    expect(await readReadiness()).toMatchObject({ lastSweepSeconds: expect.closeTo(600, -1), status: "degraded" });
    await swept(moment(-60 * secondMs));
    expect(await readReadiness()).toMatchObject({ lastSweepSeconds: expect.closeTo(60, -1), status: "ready" });
  });

  it("is the age of the oldest event that waits, and degraded once that is no matter of seconds", async () => {
    await tellAndCommit();
    await age(60);
    expect(await readReadiness()).toMatchObject({ oldestEventSeconds: expect.closeTo(60, -1), status: "ready" });
    await age(600);
    expect(await readReadiness()).toMatchObject({ oldestEventSeconds: expect.closeTo(600, -1), status: "degraded" });
  });

  it("is degraded while the queue does not answer", async () => {
    queue.answerWith(503);
    expect(await readReadiness()).toMatchObject({ database: "up", queue: "down", status: "degraded" });
  });
});

describe("the sweep of each minute", () => {
  const tick = () => sweepConsumer({ eventId: newId(), storeId: null, payload: {}, retried: 0 });

  it("publishes what a crash left behind, and forgets what was published long ago", async () => {
    await tellAndCommit();
    await tellAndCommit();
    const [old] = await rows();
    const longAgo = { publishedAt: moment(-15 * dayMs), settledAt: moment(-14 * dayMs) };
    await withPlatform((tx) => tx.outboxEvent.update({ where: { id: old?.id ?? "" }, data: longAgo }));
    await withPlatform((tx) =>
      tx.processedEvent.create({ data: { consumer: "x", eventId: old?.id ?? "", processedAt: moment(-15 * dayMs) } }),
    );
    await tick();
    expect(queue.handed).toHaveLength(1);
    expect((await rows()).map(({ id }) => id)).not.toContain(old?.id);
    expect(await withPlatform((tx) => tx.processedEvent.count({ where: { eventId: old?.id ?? "" } }))).toBe(0);
  });
});
