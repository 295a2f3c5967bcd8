import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ManualClock } from "@/tests/contract/queue/clock";
import { bodiesAt, type Gate, openGate, settled as settle } from "@/tests/contract/queue/gate";
import { call, openQueue, type TestQueue } from "@/tests/contract/queue/harness";

let queue: TestQueue;
const clock = new ManualClock();
beforeAll(async () => {
  queue = await openQueue({ clock });
});
afterAll(() => queue.close());

const gate = (): Gate => openGate(queue);
const settled = (): Promise<void> => settle(queue);

describe("queues", () => {
  it("delivers one at a time, first in first out", async () => {
    const { endpoint, letGo, open } = gate();
    const fifo = queue.client.queue({ queueName: "fifo" });
    for (const body of ["1", "2", "3"]) await fifo.enqueue({ url: endpoint.url, body });
    await endpoint.arrived(1);
    await settled();
    expect(open()).toBe(1);
    expect((await fifo.get()).lag).toBe(3);

    for (let count = 2; count <= 3; count += 1) {
      await letGo();
      await endpoint.arrived(count);
    }
    await letGo();
    expect(bodiesAt(endpoint)).toEqual(["1", "2", "3"]);
  });

  it("keeps the next message waiting while the first is being retried", async () => {
    const endpoint = queue.destination.endpoint((_, earlier) => (earlier === 0 ? { status: 500 } : {}));
    const line = queue.client.queue({ queueName: "retrying" });
    const { messageId } = await line.enqueue({ url: endpoint.url, body: "first" });
    await line.enqueue({ url: endpoint.url, body: "second" });
    await expect
      .poll(async () => (await queue.client.logs({ filter: { messageId, state: "RETRY" } })).logs.length, { interval: 10 })
      .toBe(1);
    await settled();
    expect(bodiesAt(endpoint)).toEqual(["first"]);

    await clock.advance(12_000);

    await endpoint.arrived(3);
    expect(bodiesAt(endpoint)).toEqual(["first", "first", "second"]);
  });

  it("keeps the next message waiting until the callbacks of the first are done", async () => {
    const endpoint = queue.destination.endpoint();
    const callback = gate();
    const line = queue.client.queue({ queueName: "with-callbacks" });
    await line.enqueue({ url: endpoint.url, body: "first", callback: callback.endpoint.url });
    await line.enqueue({ url: endpoint.url, body: "second" });
    await callback.endpoint.arrived(1);
    await settled();
    expect(bodiesAt(endpoint)).toEqual(["first"]);

    await callback.letGo();

    await endpoint.arrived(2);
  });

  it("goes on with the next message when the first has failed for good or was cancelled", async () => {
    const endpoint = queue.destination.endpoint((delivery) => (delivery.body.toString() === "bad" ? { status: 500 } : {}));
    const line = queue.client.queue({ queueName: "unblocked" });
    await line.enqueue({ url: endpoint.url, body: "bad", retries: 0 });
    const { messageId } = await line.enqueue({ url: endpoint.url, body: "bad" });
    await line.enqueue({ url: endpoint.url, body: "good" });
    await expect
      .poll(async () => (await queue.client.logs({ filter: { messageId, state: "RETRY" } })).logs.length, { interval: 10 })
      .toBe(1);

    await queue.client.messages.cancel(messageId);

    await endpoint.arrived(3);
    expect(bodiesAt(endpoint)).toEqual(["bad", "bad", "good"]);
  });

  it("delivers as many at a time as its parallelism says, also when that is raised later", async () => {
    const { endpoint, letGo, open } = gate();
    const line = queue.client.queue({ queueName: "parallel" });
    await line.upsert({ parallelism: 2 });
    for (let at = 0; at < 5; at += 1) await line.enqueue({ url: endpoint.url, body: String(at) });
    await endpoint.arrived(2);
    await settled();
    expect(open()).toBe(2);

    await line.upsert({ parallelism: 4 });
    await endpoint.arrived(4);
    await settled();
    expect(open()).toBe(4);
    for (let at = 0; at < 5; at += 1) await letGo();
  });

  it("holds messages back while paused, and delivers them in order when resumed", async () => {
    const endpoint = queue.destination.endpoint();
    const line = queue.client.queue({ queueName: "paused" });
    await line.pause();
    expect(await line.get()).toMatchObject({ paused: true, parallelism: 1 });
    for (const body of ["1", "2"]) await line.enqueueJSON({ url: endpoint.url, body });
    await settled();
    expect(endpoint.deliveries).toEqual([]);

    await line.resume();

    await endpoint.arrived(2);
    expect(bodiesAt(endpoint)).toEqual(['"1"', '"2"']);
  });

  it("holds back retries too while paused", async () => {
    const endpoint = queue.destination.endpoint((_, earlier) => (earlier === 0 ? { status: 500 } : {}));
    const line = queue.client.queue({ queueName: "paused-retry" });
    const { messageId } = await line.enqueue({ url: endpoint.url });
    await expect
      .poll(async () => (await queue.client.logs({ filter: { messageId, state: "RETRY" } })).logs.length, { interval: 10 })
      .toBe(1);
    await line.pause();
    await clock.advance(12_000);
    await settled();
    expect(endpoint.deliveries).toHaveLength(1);

    await line.resume();

    await endpoint.arrived(2);
  });

  it("lists queues; one that is deleted is gone, but what it had accepted is delivered", async () => {
    const { endpoint, letGo } = gate();
    const line = queue.client.queue({ queueName: "deleted" });
    await line.upsert({ parallelism: 1 });
    for (const body of ["1", "2"]) await line.enqueue({ url: endpoint.url, body });
    expect((await queue.client.queue().list()).map((known) => known.name)).toContain("deleted");

    await line.delete();
    for (let count = 1; count <= 2; count += 1) {
      await endpoint.arrived(count);
      await letGo();
    }

    const unused = queue.client.queue({ queueName: "unused" });
    await unused.upsert({ parallelism: 3 });
    await unused.delete();
    await expect(unused.get()).rejects.toMatchObject({ status: 404 });
  });
});

describe("flow control", () => {
  it("delivers no more of a key at a time than its parallelism, whatever the address", async () => {
    const [one, two] = [gate(), gate()];
    const flowControl = { key: "parallel-2", parallelism: 2 };
    for (let at = 0; at < 3; at += 1) {
      await queue.client.publish({ url: one.endpoint.url, flowControl });
      await queue.client.publish({ url: two.endpoint.url, flowControl });
    }
    await settled();
    expect(one.open() + two.open()).toBe(2);
    expect(await queue.client.flowControl.get("parallel-2")).toMatchObject({ parallelismMax: 2, parallelismCount: 2, waitListSize: 4 });

    for (let done = 0; done < 3; done += 1) {
      await one.letGo();
      await two.letGo();
    }
    await Promise.all([one.endpoint.arrived(3), two.endpoint.arrived(3)]);
  });

  it("does not let a key that is held back hold up other keys or messages without one", async () => {
    const busy = gate();
    const free = queue.destination.endpoint();
    for (let at = 0; at < 50; at += 1)
      await queue.client.publish({ url: busy.endpoint.url, flowControl: { key: "greedy", parallelism: 1 } });
    await queue.client.publish({ url: free.url, flowControl: { key: "modest", parallelism: 1 } });
    await queue.client.publish({ url: free.url });

    await free.arrived(2);
    expect(busy.open()).toBe(1);
    await queue.client.messages.cancel({ filter: { flowControlKey: "greedy" } });
    await busy.letGo();
  });

  it("starts no more per period than the rate, and goes on when the next period begins", async () => {
    const endpoint = queue.destination.endpoint();
    const flowControl = { key: "rated", rate: 2, period: "1m" as const };
    for (const body of ["1", "2", "3", "4", "5"]) await queue.client.publish({ url: endpoint.url, body, flowControl });
    await endpoint.arrived(2);
    await settled();
    expect(bodiesAt(endpoint).sort()).toEqual(["1", "2"]);
    expect(await queue.client.flowControl.get("rated")).toMatchObject({ rateMax: 2, rateCount: 2, ratePeriod: 60, waitListSize: 3 });

    await clock.advance(60_000);
    await endpoint.arrived(4);
    await settled();
    expect(endpoint.deliveries).toHaveLength(4);
    await clock.advance(60_000);
    await endpoint.arrived(5);
  });

  it("opens the next period by itself, without anybody asking", async () => {
    const endpoint = queue.destination.endpoint();
    for (let at = 0; at < 2; at += 1)
      await queue.client.publish({ url: endpoint.url, flowControl: { key: "by-itself", rate: 1, period: 1 } });
    await endpoint.arrived(1);
    const { rows } = await queue.database.query(
      "select extract(epoch from run_at - now())::float as wait from queue_jobs.jobs where key = 'flow:by-itself'",
    );
    expect(rows[0]?.wait).toBeGreaterThan(0);
    expect(rows[0]?.wait).toBeLessThanOrEqual(1.1);
  });

  it("ends the period early when asked to", async () => {
    const endpoint = queue.destination.endpoint();
    for (let at = 0; at < 2; at += 1)
      await queue.client.publish({ url: endpoint.url, flowControl: { key: "reset", rate: 1, period: "1d" } });
    await endpoint.arrived(1);
    await queue.client.flowControl.resetRate("reset");
    await endpoint.arrived(2);
  });

  it("pauses and resumes a key", async () => {
    const endpoint = queue.destination.endpoint();
    await queue.client.flowControl.pause("held");
    await queue.client.publish({ url: endpoint.url, flowControl: { key: "held", parallelism: 5 } });
    await settled();
    expect(endpoint.deliveries).toEqual([]);
    expect(await queue.client.flowControl.get("held")).toMatchObject({ isPaused: true, waitListSize: 1 });
    await queue.client.flowControl.resume("held");
    await endpoint.arrived(1);
  });

  it("keeps to pinned limits, whatever messages bring, until they are unpinned", async () => {
    const { endpoint, letGo, open } = gate();
    await queue.client.flowControl.pin("pinned", { parallelism: 1 });
    for (let at = 0; at < 3; at += 1) await queue.client.publish({ url: endpoint.url, flowControl: { key: "pinned", parallelism: 3 } });
    await endpoint.arrived(1);
    await settled();
    expect(open()).toBe(1);
    expect(await queue.client.flowControl.get("pinned")).toMatchObject({
      parallelismMax: 1,
      isPinnedParallelism: true,
      isPinnedRate: false,
    });

    await queue.client.flowControl.unpin("pinned", { parallelism: true });
    await queue.client.publish({ url: endpoint.url, flowControl: { key: "pinned", parallelism: 3 } });

    await endpoint.arrived(3);
    for (let at = 0; at < 4; at += 1) await letGo();
  });

  it("holds for the messages of a queue as well", async () => {
    const { endpoint, letGo, open } = gate();
    const line = queue.client.queue({ queueName: "queue-and-key" });
    await line.upsert({ parallelism: 3 });
    for (let at = 0; at < 3; at += 1) await line.enqueue({ url: endpoint.url, flowControl: { key: "queue-and-key", parallelism: 1 } });
    await endpoint.arrived(1);
    await settled();
    expect(open()).toBe(1);
    for (let at = 0; at < 3; at += 1) await letGo();
    await endpoint.arrived(3);
  });

  it("lists keys, and knows how many deliveries are under way in all", async () => {
    const { endpoint, letGo } = gate();
    await queue.client.publish({ url: endpoint.url, flowControl: { key: "listed", rate: 5 } });
    await endpoint.arrived(1);
    const response = await call(queue, "GET", "/v2/flowControl");
    expect(await response.json()).toContainEqual(expect.objectContaining({ flowControlKey: "listed", rateMax: 5, parallelismMax: 0 }));
    await expect
      .poll(() => queue.client.flowControl.getGlobalParallelism(), { interval: 10 })
      .toEqual({ parallelismMax: 100, parallelismCount: 1 });
    await letGo();
    await expect(queue.client.flowControl.get("unknown")).rejects.toMatchObject({ status: 404 });
  });
});
