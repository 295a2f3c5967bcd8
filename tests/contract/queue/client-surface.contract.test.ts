import type { Client } from "@upstash/qstash";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openQueue, type TestQueue } from "@/tests/contract/queue/harness";

let queue: TestQueue;
beforeAll(async () => {
  queue = await openQueue({ backoffScale: 0 });
});
afterAll(() => queue.close());

/** Every call of the vendor's client that speaks to the queue: docs/events.md names the suite that exercises each. */
const surface = {
  client: ["publish", "publishJSON", "batch", "batchJSON", "logs", "events", "queue"],
  queue: ["upsert", "delete", "get", "list", "enqueue", "enqueueJSON", "pause", "resume"],
  messages: ["get", "cancel", "delete", "deleteMany", "deleteAll"],
  schedules: ["create", "get", "list", "delete", "pause", "resume"],
  urlGroups: ["addEndpoints", "removeEndpoints", "list", "get", "delete"],
  dlq: ["listMessages", "delete", "deleteMany", "retry"],
  flowControl: ["get", "getGlobalParallelism", "pause", "resume", "pin", "unpin", "resetRate"],
};
/** Other products of the vendor, not of its queue, and the client's inner parts. */
const notTheQueue = ["chat", "processHeaders", "getBatchEntryOptions"];

function methodsOf(part: object): string[] {
  const prototype = Object.getPrototypeOf(part);
  return Object.getOwnPropertyNames(prototype).filter(
    (name) => name !== "constructor" && typeof Object.getOwnPropertyDescriptor(prototype, name)?.value === "function",
  );
}

const partsOf = (client: Client): Record<keyof typeof surface, object> => ({
  client,
  queue: client.queue({ queueName: "surface" }),
  messages: client.messages,
  schedules: client.schedules,
  urlGroups: client.urlGroups,
  dlq: client.dlq,
  flowControl: client.flowControl,
});

describe("the vendor's client", () => {
  it("has the calls that these suites exercise, and no others: a new one has to be served first", () => {
    for (const [part, object] of Object.entries(partsOf(queue.client))) {
      const known = methodsOf(object).filter((name) => !notTheQueue.includes(name) && !isInner(object, name));
      expect([part, known.sort()]).toEqual([part, [...surface[part as keyof typeof surface]].sort()]);
    }
  });

  it("cancels by its older names too: one, several, all", async () => {
    const { url } = queue.destination.endpoint();
    const later = async () => (await queue.client.publish({ url, delay: 600 })).messageId;
    const [one, two, three, four] = [await later(), await later(), await later(), await later()];
    await queue.client.messages.delete(one);
    await expect(queue.client.messages.get(one)).rejects.toThrow("not found");
    expect(await queue.client.messages.deleteMany([two, three])).toBe(2);
    expect(await queue.client.messages.deleteAll()).toBe(1);
    await expect(queue.client.messages.get(four)).rejects.toThrow("not found");
  });

  it("reads the log by its older name too", async () => {
    const endpoint = queue.destination.endpoint();
    const { messageId } = await queue.client.publish({ url: endpoint.url });
    await endpoint.arrived(1);
    await expect
      .poll(async () => (await queue.client.events({ messageIds: [messageId] })).events.map(({ state }) => state))
      .toContain("DELIVERED");
  });

  it("keeps URL groups, also under their older name", async () => {
    const endpoints = [1, 2].map((at) => ({ name: `end-${at}`, url: queue.destination.endpoint().url }));
    await queue.client.urlGroups.addEndpoints({ name: "surface", endpoints });
    expect((await queue.client.topics.list()).map(({ name }) => name)).toContain("surface");
    await queue.client.urlGroups.removeEndpoints({ name: "surface", endpoints: [{ name: "end-1" }] });
    expect((await queue.client.topics.get("surface")).endpoints).toEqual([endpoints[1]]);
    await queue.client.topics.delete("surface");
    expect((await queue.client.urlGroups.list()).map(({ name }) => name)).not.toContain("surface");
  });

  it("deletes several dead letters, and retries several, each as a new message", async () => {
    let isBroken = true;
    const endpoint = queue.destination.endpoint(() => ({ status: isBroken ? 500 : 200 }));
    const sent = await queue.client.batch(Array.from({ length: 4 }, () => ({ url: endpoint.url, retries: 0, label: "surface" })));
    const dead = async () => (await queue.client.dlq.listMessages({ filter: { label: "surface" } })).messages;
    await expect.poll(async () => (await dead()).length).toBe(sent.length);
    const [first = "", second = "", third = "", fourth = ""] = (await dead()).map(({ dlqId }) => dlqId);

    expect(await queue.client.dlq.deleteMany({ dlqIds: [first, second] })).toMatchObject({ deleted: 2 });
    isBroken = false;
    const { responses } = await queue.client.dlq.retry([third, fourth]);
    expect(responses).toHaveLength(2);
    await endpoint.arrived(6);
    expect(await dead()).toEqual([]);
  });
});

/** Helpers that the client's types declare private. */
function isInner(object: object, name: string): boolean {
  return object === queue.client && (name.startsWith("_") || name.startsWith("get"));
}
