import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bodiesAt, type Gate, logged, openGate, settled } from "@/tests/contract/queue/gate";
import { openQueue, type TestQueue } from "@/tests/contract/queue/harness";

let queue: TestQueue;
/** One delivery at a time: what follows waits for the worker, ready to go. */
beforeEach(async () => {
  queue = await openQueue({ concurrency: 1 });
});
afterEach(() => queue.close());

async function busyWorker(): Promise<Gate> {
  const gate = openGate(queue);
  await queue.client.publish({ url: gate.endpoint.url });
  await gate.endpoint.arrived(1);
  return gate;
}

describe("pausing a queue", () => {
  it("holds back a message that already has its turn and waits for a worker, and starts it first when resumed", async () => {
    const busy = await busyWorker();
    const endpoint = queue.destination.endpoint();
    const line = queue.client.queue({ queueName: "has-turn" });
    for (const body of ["1", "2"]) await line.enqueue({ url: endpoint.url, body });

    await line.pause();
    await busy.letGo();
    await settled(queue);
    expect(endpoint.deliveries).toEqual([]);

    await line.resume();
    await endpoint.arrived(2);
    expect(bodiesAt(endpoint)).toEqual(["1", "2"]);
  });

  it("holds back a message that has its turn and waits for flow control, whose place goes to others", async () => {
    const gate = openGate(queue);
    const endpoint = queue.destination.endpoint();
    const flowControl = { key: "shared", parallelism: 1 };
    const { messageId } = await queue.client.publish({ url: gate.endpoint.url, flowControl });
    await gate.endpoint.arrived(1);
    const line = queue.client.queue({ queueName: "throttled-turn" });
    await line.enqueue({ url: endpoint.url, body: "of the queue", flowControl });
    await queue.client.publish({ url: endpoint.url, body: "of nobody", flowControl });

    await line.upsert({ paused: true });
    await gate.letGo();
    await logged(queue, messageId, "DELIVERED");
    await endpoint.arrived(1);
    await settled(queue);
    expect(bodiesAt(endpoint)).toEqual(["of nobody"]);

    await line.upsert({ paused: false });
    await endpoint.arrived(2);
  });

  it("lets an attempt that is under way end, and holds back its retry", async () => {
    const gate = openGate(queue);
    const line = queue.client.queue({ queueName: "under-way" });
    const { messageId } = await line.enqueue({ url: gate.endpoint.url, retryDelay: "0" });
    await gate.endpoint.arrived(1);

    await line.pause();
    await gate.letGo({ status: 500 });
    await logged(queue, messageId, "RETRY");
    await settled(queue);
    expect(gate.open()).toBe(0);

    await line.resume();
    await gate.endpoint.arrived(2);
    await gate.letGo();
  });
});

describe("pausing a flow-control key", () => {
  it("holds back a message that already has its place and waits for a worker", async () => {
    const busy = await busyWorker();
    const endpoint = queue.destination.endpoint();
    await queue.client.publish({ url: endpoint.url, flowControl: { key: "has-place", parallelism: 1 } });

    await queue.client.flowControl.pause("has-place");
    expect(await queue.client.flowControl.get("has-place")).toMatchObject({ isPaused: true, waitListSize: 1, parallelismCount: 0 });
    await busy.letGo();
    await settled(queue);
    expect(endpoint.deliveries).toEqual([]);

    await queue.client.flowControl.resume("has-place");
    await endpoint.arrived(1);
  });
});

describe("a server that starts again", () => {
  it("ends no pause: what was being delivered when it ended waits until the queue, or the key, is resumed", async () => {
    await queue.close();
    queue = await openQueue({ concurrency: 3 });
    const gate = openGate(queue);
    const line = queue.client.queue({ queueName: "restarted" });
    await line.enqueue({ url: gate.endpoint.url, body: "queue" });
    await queue.client.publish({ url: gate.endpoint.url, body: "key", flowControl: { key: "restarted", parallelism: 1 } });
    await gate.endpoint.arrived(2);
    await line.pause();
    await queue.client.flowControl.pause("restarted");

    await queue.server.close();
    const again = await openQueue({ concurrency: 3, allowedDestinations: [queue.destination.origin] });
    await settled({ ...again, destination: queue.destination });
    expect(gate.open()).toBe(2);

    await again.client.queue({ queueName: "restarted" }).resume();
    await again.client.flowControl.resume("restarted");
    await gate.endpoint.arrived(4);
    await again.close();
  });
});
