import type { Client } from "@upstash/qstash";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openQueue, type TestQueue } from "@/tests/contract/queue/harness";
import { callsOf, record } from "@/tests/contract/queue/recorder";

let queue: TestQueue;
let client: Client;
let called: Set<string>;
beforeAll(async () => {
  queue = await openQueue({ backoffScale: 0 });
  ({ client, called } = record(queue.client));
});
afterAll(() => queue.close());

/** Other products of the vendor: what they are asked goes elsewhere. */
const notTheQueue = ["client.chat", "workflow.cancel"];

describe("the vendor's client", () => {
  it("publishes, alone and in batches", async () => {
    const endpoint = queue.destination.endpoint();
    await client.publish({ url: endpoint.url });
    await client.publishJSON({ url: endpoint.url, body: {} });
    await client.batch([{ url: endpoint.url }]);
    await client.batchJSON([{ url: endpoint.url, body: {} }]);
    await endpoint.arrived(4);
  });

  it("keeps queues", async () => {
    const endpoint = queue.destination.endpoint();
    const line = client.queue({ queueName: "surface" });
    await line.upsert({ parallelism: 2 });
    await line.pause();
    expect(await line.get()).toMatchObject({ parallelism: 2, paused: true });
    await line.enqueue({ url: endpoint.url });
    await line.enqueueJSON({ url: endpoint.url, body: {} });
    await line.resume();
    await endpoint.arrived(2);
    await expect.poll(async () => (await client.queue().list()).find(({ name }) => name === "surface")?.lag).toBe(0);
    await line.delete();
    expect((await client.queue().list()).map(({ name }) => name)).not.toContain("surface");
  });

  it("cancels, by its older names too: one, several, all", async () => {
    const { url } = queue.destination.endpoint();
    const later = async () => (await client.publish({ url, delay: 600 })).messageId;
    const [zero, one, two, three, four] = [await later(), await later(), await later(), await later(), await later()];
    expect(await client.messages.cancel(zero)).toEqual({ cancelled: 1 });
    await client.messages.delete(one);
    await expect(client.messages.get(one)).rejects.toThrow("not found");
    expect(await client.messages.deleteMany([two, three])).toBe(2);
    expect(await client.messages.deleteAll()).toBe(1);
    await expect(client.messages.get(four)).rejects.toThrow("not found");
  });

  it("keeps schedules", async () => {
    const { url: destination } = queue.destination.endpoint();
    const { scheduleId: schedule } = await client.schedules.create({ destination, cron: "0 3 1 1 *" });
    await client.schedules.pause({ schedule });
    expect(await client.schedules.get(schedule)).toMatchObject({ isPaused: true });
    await client.schedules.resume({ schedule });
    expect(await client.schedules.list()).toMatchObject([{ scheduleId: schedule, isPaused: false }]);
    await client.schedules.delete(schedule);
    expect(await client.schedules.list()).toEqual([]);
  });

  it("reads the log, by its older name too", async () => {
    const endpoint = queue.destination.endpoint();
    const { messageId } = await client.publish({ url: endpoint.url });
    await endpoint.arrived(1);
    await expect
      .poll(async () => (await client.events({ messageIds: [messageId] })).events.map(({ state }) => state))
      .toContain("DELIVERED");
    expect((await client.logs({ messageIds: [messageId] })).logs).toHaveLength(3);
  });

  it.each(["urlGroups", "topics"] as const)("keeps URL groups, as %s", async (part) => {
    const groups = client[part];
    const endpoints = [1, 2].map((at) => ({ name: `end-${at}`, url: queue.destination.endpoint().url }));
    await groups.addEndpoints({ name: part, endpoints });
    expect((await groups.list()).map(({ name }) => name)).toContain(part);
    await groups.removeEndpoints({ name: part, endpoints: [{ name: "end-1" }] });
    expect((await groups.get(part)).endpoints).toEqual([endpoints[1]]);
    await groups.delete(part);
    expect((await groups.list()).map(({ name }) => name)).not.toContain(part);
  });

  it("deletes dead letters, one and several, and retries several, each as a new message", async () => {
    let isBroken = true;
    const endpoint = queue.destination.endpoint(() => ({ status: isBroken ? 500 : 200 }));
    const sent = await client.batch(Array.from({ length: 5 }, () => ({ url: endpoint.url, retries: 0, label: "surface" })));
    const dead = async () => (await client.dlq.listMessages({ filter: { label: "surface" } })).messages;
    await expect.poll(async () => (await dead()).length).toBe(sent.length);
    const [first = "", second = "", third = "", fourth = "", fifth = ""] = (await dead()).map(({ dlqId }) => dlqId);

    expect(await client.dlq.delete(fifth)).toEqual({ deleted: 1 });
    expect(await client.dlq.deleteMany({ dlqIds: [first, second] })).toMatchObject({ deleted: 2 });
    isBroken = false;
    const { responses } = await client.dlq.retry([third, fourth]);
    expect(responses).toHaveLength(2);
    await endpoint.arrived(7);
    expect(await dead()).toEqual([]);
  });

  it("holds and lets go flow-control keys", async () => {
    const endpoint = queue.destination.endpoint();
    const { flowControl } = client;
    await flowControl.pin("surface", { parallelism: 1 });
    await flowControl.pause("surface");
    await client.publish({ url: endpoint.url, flowControl: { key: "surface", parallelism: 9 } });
    expect(await flowControl.get("surface")).toMatchObject({ isPaused: true, parallelismMax: 1, waitListSize: 1 });
    await flowControl.resume("surface");
    await endpoint.arrived(1);
    await flowControl.unpin("surface", { parallelism: true });
    await flowControl.resetRate("surface");
    expect(await flowControl.get("surface")).toMatchObject({ isPaused: false, isPinnedParallelism: false });
    expect(await flowControl.getGlobalParallelism()).toMatchObject({ parallelismMax: 100 });
  });

  it("has no call but those that were made above: a new one, or a new part, has to be served first", () => {
    const known = callsOf(queue.client).filter((call) => !notTheQueue.includes(call));
    expect([...called].sort()).toEqual(known.sort());
  });
});
