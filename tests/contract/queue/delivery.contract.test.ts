import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ManualClock } from "@/tests/contract/queue/clock";
import type { Endpoint, Reply } from "@/tests/contract/queue/destination";
import { openQueue, type TestQueue } from "@/tests/contract/queue/harness";

let queue: TestQueue;
const clock = new ManualClock();
beforeAll(async () => {
  queue = await openQueue({ clock });
});
afterAll(() => queue.close());

const failing = (): Reply => ({ status: 500, body: "broken" });

/** Waits until the server has concluded an attempt: its event is there. */
async function concluded(messageId: string, state: string, count = 1): Promise<void> {
  await expect
    .poll(async () => (await queue.client.logs({ filter: { messageId } })).logs.filter((log) => log.state === state).length, {
      timeout: 30_000,
      interval: 10,
    })
    .toBe(count);
}

/** Moves the clock to just before, then to the moment of, an attempt; true when the attempt comes neither sooner nor later. */
async function attemptsExactlyAfter(endpoint: Endpoint, waitMs: number): Promise<boolean> {
  const before = endpoint.deliveries.length;
  await clock.advance(waitMs - 1);
  const probe = queue.destination.endpoint();
  await queue.client.publish({ url: probe.url });
  await probe.first();
  const isEarly = endpoint.deliveries.length > before;
  await clock.advance(1);
  await endpoint.arrived(before + 1);
  return !isEarly;
}

describe("retries", () => {
  it("waits 12 s, 148 s and 1808 s, counting up, and then gives up", async () => {
    const endpoint = queue.destination.endpoint(failing);
    const { messageId } = await queue.client.publish({ url: endpoint.url, body: "x" });
    await endpoint.arrived(1);

    for (const [retry, seconds] of [12, 148, 1808].entries()) {
      await concluded(messageId, "RETRY", retry + 1);
      expect(await attemptsExactlyAfter(endpoint, seconds * 1000)).toBe(true);
    }
    await concluded(messageId, "FAILED");

    expect(endpoint.deliveries.map((delivery) => delivery.headers["upstash-retried"])).toEqual(["0", "1", "2", "3"]);
    expect(new Set(endpoint.deliveries.map((delivery) => delivery.headers["upstash-message-id"]))).toEqual(new Set([messageId]));
  });

  it("stops at the first success", async () => {
    const endpoint = queue.destination.endpoint((_, earlier) => (earlier === 0 ? failing() : { status: 204 }));
    const { messageId } = await queue.client.publish({ url: endpoint.url });
    await concluded(messageId, "RETRY");

    await clock.advance(12_000);

    await concluded(messageId, "DELIVERED");
    await expect(queue.client.messages.get(messageId)).rejects.toMatchObject({ status: 404 });
    const { logs } = await queue.client.logs({ filter: { messageId } });
    expect(logs.map((log) => log.state)).toEqual(["DELIVERED", "ACTIVE", "RETRY", "ERROR", "ACTIVE", "CREATED"]);
    expect(logs.find((log) => log.state === "ERROR")).toMatchObject({
      responseStatus: 500,
      responseBody: "broken",
      error: expect.stringContaining("500"),
    });
  });

  it("follows the message's own expression instead of the back-off", async () => {
    const endpoint = queue.destination.endpoint(failing);
    const { messageId } = await queue.client.publish({ url: endpoint.url, retries: 2, retryDelay: "1000 * pow(3, retried) + 5" });
    for (const [retry, waitMs] of [1005, 3005].entries()) {
      await concluded(messageId, "RETRY", retry + 1);
      expect(await attemptsExactlyAfter(endpoint, waitMs)).toBe(true);
    }
  });

  it.each([
    ["Retry-After", "30", 30_000],
    ["X-RateLimit-Reset-Requests", "6m5s", 365_000],
  ])("waits as long as %s: %s asks", async (name, value, waitMs) => {
    const endpoint = queue.destination.endpoint(() => ({ status: 429, headers: { [name]: value } }));
    const { messageId } = await queue.client.publish({ url: endpoint.url, retries: 1 });
    await concluded(messageId, "RETRY");
    expect(await attemptsExactlyAfter(endpoint, waitMs)).toBe(true);
  });

  it("does not retry when told that it would be useless", async () => {
    const endpoint = queue.destination.endpoint(() => ({ status: 489, headers: { "Upstash-NonRetryable-Error": "true" } }));
    const { messageId } = await queue.client.publish({ url: endpoint.url, retries: 5 });
    await concluded(messageId, "FAILED");
    await clock.advance(86_400_000);
    expect(endpoint.deliveries).toHaveLength(1);
  });

  it("retries a plain 489 like any other failure", async () => {
    const endpoint = queue.destination.endpoint(() => ({ status: 489 }));
    const { messageId } = await queue.client.publish({ url: endpoint.url, retries: 1 });
    await concluded(messageId, "RETRY");
  });

  it("does not follow redirects", async () => {
    const target = queue.destination.endpoint();
    const endpoint = queue.destination.endpoint(() => ({ status: 302, headers: { Location: target.url } }));
    const { messageId } = await queue.client.publish({ url: endpoint.url, retries: 0 });
    await concluded(messageId, "FAILED");
    expect(target.deliveries).toEqual([]);
  });

  it("counts an answer that takes longer than the time-out as a failure", async () => {
    const endpoint = queue.destination.endpoint(() => new Promise<Reply>(() => {}));
    const { messageId } = await queue.client.publish({ url: endpoint.url, timeout: 1, retries: 0 });
    await concluded(messageId, "FAILED");
    const { logs } = await queue.client.logs({ filter: { messageId, state: "FAILED" } });
    expect(logs[0]?.error).toMatch(/in time/);
  });
});

describe("delays", () => {
  it("delivers after the delay and not before", async () => {
    const endpoint = queue.destination.endpoint();
    await queue.client.publish({ url: endpoint.url, delay: "90m" });
    expect(await attemptsExactlyAfter(endpoint, 5_400_000)).toBe(true);
  });

  it("delivers at the absolute time, which wins over a delay", async () => {
    const endpoint = queue.destination.endpoint();
    const notBefore = Math.ceil(clock.now() / 1000) + 600;
    await queue.client.publish({ url: endpoint.url, delay: 5, notBefore });
    expect(await attemptsExactlyAfter(endpoint, notBefore * 1000 - clock.now())).toBe(true);
  });

  it("forgets a deduplication id after ten minutes", async () => {
    const endpoint = queue.destination.endpoint();
    const message = { url: endpoint.url, deduplicationId: "ten-minutes" };
    const first = await queue.client.publish(message);
    await clock.advance(599_999);
    expect((await queue.client.publish(message)).messageId).toBe(first.messageId);
    await clock.advance(1);
    expect((await queue.client.publish(message)).deduplicated).toBeUndefined();
  });
});

describe("callbacks", () => {
  it("tells the callback of every attempt, and the failure callback once at the end", async () => {
    const endpoint = queue.destination.endpoint(() => ({ status: 503, headers: { "X-Reason": "full" }, body: "later" }));
    const [callback, failureCallback] = [queue.destination.endpoint(), queue.destination.endpoint()];
    const { messageId } = await queue.client.publish({
      url: endpoint.url,
      body: "published",
      headers: {
        "X-Tenant": "t1",
        "Upstash-Callback-Method": "PUT",
        "Upstash-Callback-Forward-X-Own": "mine",
        "Upstash-Failure-Callback-Retries": "0",
      },
      retries: 1,
      callback: callback.url,
      failureCallback: failureCallback.url,
    });
    await callback.arrived(1);
    expect(failureCallback.deliveries).toEqual([]);

    await clock.advance(12_000);

    const reports = await callback.arrived(2);
    expect(reports.map((report) => JSON.parse(report.body.toString()).retried).sort()).toEqual([0, 1]);
    expect(reports[0]).toMatchObject({ method: "PUT", headers: { "x-own": "mine", "content-type": "application/json" } });
    const failure = JSON.parse((await failureCallback.first()).body.toString());
    expect(failure).toMatchObject({
      status: 503,
      header: { "X-Reason": ["full"] },
      body: Buffer.from("later").toString("base64"),
      retried: 1,
      maxRetries: 1,
      sourceMessageId: messageId,
      url: endpoint.url,
      method: "POST",
      sourceHeader: { "X-Tenant": ["t1"] },
      sourceBody: Buffer.from("published").toString("base64"),
      createdAt: expect.any(Number),
      dlqId: expect.stringMatching(/^\d+-\d+$/),
    });
    const { messages } = await queue.client.dlq.listMessages({ dlqIds: [failure.dlqId] });
    expect(messages).toMatchObject([{ messageId, responseStatus: 503, responseBody: "later" }]);
  });

  it("tells the callback of a success too, without a dead letter", async () => {
    const endpoint = queue.destination.endpoint(() => ({ body: "done" }));
    const callback = queue.destination.endpoint();
    await queue.client.publish({ url: endpoint.url, callback: callback.url });
    const report = JSON.parse((await callback.first()).body.toString());
    expect(report).toMatchObject({ status: 200, body: Buffer.from("done").toString("base64"), retried: 0, maxRetries: 3 });
    expect(report).not.toHaveProperty("dlqId");
  });

  it("retries a callback that fails", async () => {
    const callback = queue.destination.endpoint((_, earlier) => (earlier === 0 ? failing() : {}));
    await queue.client.publish({ url: queue.destination.endpoint().url, callback: callback.url });
    const first = await callback.first();
    await concluded(String(first.headers["upstash-message-id"]), "RETRY");
    await clock.advance(12_000);
    await callback.arrived(2);
  });
});

describe("dead letters", () => {
  async function bury(settings: { label?: string; body?: string } = {}): Promise<{ dlqId: string; endpoint: Endpoint; messageId: string }> {
    const endpoint = queue.destination.endpoint((_, earlier) => (earlier === 0 ? failing() : {}));
    const { messageId } = await queue.client.publish({ url: endpoint.url, retries: 0, headers: { "X-Kept": "yes" }, ...settings });
    await concluded(messageId, "FAILED");
    const { messages } = await queue.client.dlq.listMessages({ filter: { messageId } });
    return { dlqId: String(messages[0]?.dlqId), endpoint, messageId };
  }

  it("keeps what failed, with the last answer", async () => {
    const { dlqId, messageId, endpoint } = await bury({ body: "kept", label: "buried" });

    const response = await fetch(`${queue.server.url}/v2/dlq/${dlqId}`, { headers: { Authorization: "Bearer test-token" } });

    expect(await response.json()).toMatchObject({
      dlqId,
      messageId,
      url: endpoint.url,
      body: "kept",
      header: { "X-Kept": ["yes"] },
      label: "buried",
      responseStatus: 500,
      responseBody: "broken",
      maxRetries: 0,
    });
  });

  it("retries as a new message with the same content, and forgets the old one", async () => {
    const { dlqId, endpoint, messageId } = await bury({ body: "again" });

    const { responses } = await queue.client.dlq.retry(dlqId);

    const deliveries = await endpoint.arrived(2);
    expect(deliveries[1]?.body.toString()).toBe("again");
    expect(deliveries[1]?.headers).toMatchObject({ "x-kept": "yes", "upstash-message-id": responses[0]?.messageId });
    expect(responses[0]?.messageId).not.toBe(messageId);
    expect((await queue.client.dlq.listMessages({ dlqIds: [dlqId] })).messages).toEqual([]);
  });

  it("retries one by its own address, and answers 404 the second time", async () => {
    const { dlqId, endpoint } = await bury();
    const retry = (): Promise<Response> =>
      fetch(`${queue.server.url}/v2/dlq/retry/${dlqId}`, { method: "POST", headers: { Authorization: "Bearer test-token" } });
    expect((await retry()).status).toBe(201);
    await endpoint.arrived(2);
    expect((await retry()).status).toBe(404);
  });

  it("pages through, narrows down, and deletes in bulk until nothing is left", async () => {
    for (let at = 0; at < 5; at += 1) await bury({ label: "bulk" });
    const filter = { label: "bulk" };

    const first = await queue.client.dlq.listMessages({ filter, count: 3 });
    const second = await queue.client.dlq.listMessages({ filter, count: 3, cursor: first.cursor });
    expect([first.messages.length, second.messages.length, second.cursor]).toEqual([3, 2, undefined]);

    const deleted = await queue.client.dlq.delete({ filter, count: 2 });
    expect(deleted).toMatchObject({ deleted: 2, cursor: expect.any(String) });
    expect(await queue.client.dlq.delete({ filter, count: 100 })).toEqual({ deleted: 3 });
    expect((await queue.client.dlq.listMessages({ filter })).messages).toEqual([]);
  });

  it("retries in bulk", async () => {
    const buried = [await bury({ label: "revive" }), await bury({ label: "revive" })];
    const { responses } = await queue.client.dlq.retry({ filter: { label: "revive" } });
    expect(responses).toHaveLength(2);
    for (const { endpoint } of buried) await endpoint.arrived(2);
  });

  it("deletes by id", async () => {
    const [one, two] = [await bury(), await bury()];
    await queue.client.dlq.delete(one.dlqId);
    expect(await queue.client.dlq.delete([two.dlqId])).toEqual({ deleted: 1 });
    await expect(queue.client.dlq.delete(one.dlqId)).rejects.toMatchObject({ status: 404 });
  });
});
