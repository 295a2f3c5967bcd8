import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, openQueue, type TestQueue } from "@/tests/contract/queue/harness";

let queue: TestQueue;
beforeAll(async () => {
  queue = await openQueue();
});
afterAll(() => queue.close());

describe("batches", () => {
  it("accepts several messages at once, each with settings of its own", async () => {
    const [first, second] = [queue.destination.endpoint(), queue.destination.endpoint()];

    const results = await queue.client.batchJSON([
      { url: first.url, body: { at: 1 }, headers: { "X-At": "1" } },
      { url: second.url, body: { at: 2 }, queueName: "batched", method: "PUT" },
    ]);

    expect(results).toHaveLength(2);
    expect((await first.first()).headers["x-at"]).toBe("1");
    expect(await second.first()).toMatchObject({ method: "PUT" });
    await expect(queue.client.queue({ queueName: "batched" }).get()).resolves.toMatchObject({ name: "batched", parallelism: 1 });
  });

  it("accepts all or nothing", async () => {
    const endpoint = queue.destination.endpoint();

    const batch = queue.client.batch([{ url: endpoint.url }, { url: "http://example.com/" }]);

    await expect(batch).rejects.toMatchObject({ status: 400 });
    const stored = await queue.database.query("select count(*)::int as stored from queue.message where url = $1", [endpoint.url]);
    expect(stored.rows).toEqual([{ stored: 0 }]);
  });
});

describe("deduplication", () => {
  it("delivers one message per deduplication id, and answers with the first one's id", async () => {
    const [first, second] = [queue.destination.endpoint(), queue.destination.endpoint()];

    const original = await queue.client.publish({ url: first.url, body: "1", deduplicationId: "order-1" });
    const again = await queue.client.publish({ url: second.url, body: "2", deduplicationId: "order-1" });
    const other = await queue.client.publish({ url: second.url, body: "3", deduplicationId: "order-2" });

    expect(original.deduplicated).toBeUndefined();
    expect(again).toMatchObject({ messageId: original.messageId, deduplicated: true });
    expect(other.messageId).not.toBe(original.messageId);
    await first.first();
    expect((await second.first()).body.toString()).toBe("3");
  });

  it("answers 202 to a duplicate", async () => {
    const endpoint = queue.destination.endpoint();
    const headers = { "Upstash-Deduplication-Id": "status" };
    expect((await call(queue, "POST", `/v2/publish/${endpoint.url}`, { headers })).status).toBe(200);
    expect((await call(queue, "POST", `/v2/publish/${endpoint.url}`, { headers })).status).toBe(202);
  });

  it("knows the same content again, whatever else differs", async () => {
    const endpoint = queue.destination.endpoint();
    const message = { url: endpoint.url, body: "same", contentBasedDeduplication: true };

    const first = await queue.client.publish(message);
    const same = await queue.client.publish({ ...message, retries: 1 });
    const body = await queue.client.publish({ ...message, body: "other" });
    const header = await queue.client.publish({ ...message, headers: { "X-Version": "2" } });

    expect(same).toMatchObject({ messageId: first.messageId, deduplicated: true });
    expect([body.deduplicated, header.deduplicated]).toEqual([undefined, undefined]);
    await endpoint.arrived(3);
  });

  it("accepts one of many that arrive at the same moment", async () => {
    const endpoint = queue.destination.endpoint();

    const results = await Promise.all(
      Array.from({ length: 20 }, () => queue.client.publish({ url: endpoint.url, deduplicationId: "race" })),
    );

    expect(new Set(results.map((result) => result.messageId)).size).toBe(1);
    expect(results.filter((result) => !result.deduplicated)).toHaveLength(1);
  });

  it("accepts one of those that a batch holds twice, and tells the other its id", async () => {
    const endpoint = queue.destination.endpoint();
    const message = { url: endpoint.url, deduplicationId: "twice-in-a-batch" };

    const [first, again, other] = await queue.client.batch([message, message, { url: endpoint.url, body: "other" }]);

    expect(again).toEqual({ ...first, deduplicated: true });
    await endpoint.arrived(2);
    expect(endpoint.deliveries.map(({ headers }) => headers["upstash-message-id"]).sort()).toEqual(
      [first, other].map((message) => (message && "messageId" in message ? message.messageId : null)).sort(),
    );
  });

  it("tells a batch the ids of messages that came before it, and accepts the rest of it", async () => {
    const endpoint = queue.destination.endpoint();
    const early = await queue.client.publish({ url: endpoint.url, deduplicationId: "early" });

    const answers = await queue.client.batch([
      { url: endpoint.url, deduplicationId: "late" },
      { url: endpoint.url, deduplicationId: "early" },
    ]);

    expect(answers[1]).toEqual({ messageId: early.messageId, deduplicated: true });
    expect(answers[0]).not.toHaveProperty("deduplicated");
    await endpoint.arrived(2);
  });
});
