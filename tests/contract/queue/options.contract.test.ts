import { createHash } from "node:crypto";
import { Receiver } from "@upstash/qstash";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { ManualClock } from "@/tests/contract/queue/clock";
import type { Delivery } from "@/tests/contract/queue/destination";
import { bodiesAt, logged, settled } from "@/tests/contract/queue/gate";
import { CURRENT_KEY, call, NEXT_KEY, openQueue, type TestQueue } from "@/tests/contract/queue/harness";

let queue: TestQueue;
const clock = new ManualClock();
beforeAll(async () => {
  queue = await openQueue({ clock });
});
afterAll(() => queue.close());

const hidden = (text: string): string => `REDACTED:${createHash("sha256").update(text).digest("hex")}`;

async function groupOf(name: string) {
  const endpoints = [queue.destination.endpoint(), queue.destination.endpoint()];
  await queue.client.urlGroups.addEndpoints({ name, endpoints: endpoints.map(({ url }) => ({ url })) });
  return endpoints;
}

describe("URL groups", () => {
  it.each([
    ["publish by its older name", "topic", () => queue.client.publish({ topic: "topic", body: "x" })],
    ["batch", "batched", () => queue.client.batch([{ urlGroup: "batched", body: "x" }])],
    ["enqueue", "enqueued", () => queue.client.queue({ queueName: "groups" }).enqueue({ urlGroup: "enqueued", body: "x" })],
  ])("are reached by %s", async (_, name, send) => {
    const endpoints = await groupOf(name);
    await send();
    for (const endpoint of endpoints) expect((await endpoint.first()).headers["upstash-topic-name"]).toBe(name);
  });

  it("take their turns in a queue, one endpoint after the other", async () => {
    const [one, two] = await groupOf("in-line");
    const line = queue.client.queue({ queueName: "in-line" });
    await line.upsert({ paused: true });
    await line.enqueue({ urlGroup: "in-line" });
    expect((await line.get()).lag).toBe(2);
    await line.resume();
    await Promise.all([one?.first(), two?.first()]);
  });
});

describe("what is hidden", () => {
  it("is every header when all of them are to be", async () => {
    const { url } = queue.destination.endpoint();
    const { messageId } = await queue.client.publish({
      url,
      body: "b",
      headers: { "X-A": "1", "X-B": "2" },
      delay: 60,
      redact: { header: true },
    });
    expect(await queue.client.messages.get(messageId)).toMatchObject({ body: "b", header: { "X-A": [hidden("1")], "X-B": [hidden("2")] } });
    await queue.client.messages.cancel(messageId);
  });

  it("is hidden of a schedule and of the messages that it makes", async () => {
    const endpoint = queue.destination.endpoint();
    const secret = { body: "secret", headers: { "X-Token": "t" }, redact: { body: true as const, header: ["X-Token"] } };
    const { scheduleId } = await queue.client.schedules.create({ destination: endpoint.url, cron: "0 * * * *", delay: 60, ...secret });
    const shown = { body: hidden("secret"), header: { "X-Token": [hidden("t")] } };
    expect(await queue.client.schedules.get(scheduleId)).toMatchObject(shown);

    await clock.advance(3_600_000);
    const made = async () => Object.keys((await queue.client.schedules.get(scheduleId)).lastScheduleStates ?? {});
    await expect.poll(made, { interval: 10 }).toHaveLength(1);
    const [messageId = ""] = await made();
    expect(await queue.client.messages.get(messageId)).toMatchObject(shown);
    await queue.client.schedules.delete(scheduleId);
    await queue.client.messages.cancel(messageId);
  });
});

describe("a schedule's time-out", () => {
  it("is that of each attempt of its messages", async () => {
    const endpoint = queue.destination.endpoint(() => new Promise(() => {}));
    const { scheduleId } = await queue.client.schedules.create({ destination: endpoint.url, cron: "0 * * * *", timeout: 1, retries: 0 });
    await clock.advance(3_600_000);
    const { headers } = await endpoint.first();
    await logged(queue, String(headers["upstash-message-id"]), "FAILED");
    await queue.client.schedules.delete(scheduleId);
  });
});

describe("flow control", () => {
  it("knows the rate by its older name", async () => {
    const { url } = queue.destination.endpoint();
    await queue.client.publish({ url, flowControl: { key: "older", ratePerSecond: 7 } });
    expect(await queue.client.flowControl.get("older")).toMatchObject({ rateMax: 7, ratePeriod: 1 });
  });

  it("keeps to a pinned rate and period, until they are unpinned", async () => {
    const endpoint = queue.destination.endpoint();
    const { flowControl } = queue.client;
    const brought = { key: "pinned-rate", rate: 100, period: 1 };
    const send = (body: string) => queue.client.publish({ url: endpoint.url, body, flowControl: brought });
    await flowControl.pin("pinned-rate", { rate: 1, period: 120 });
    await send("1");
    await send("2");
    await endpoint.arrived(1);
    await settled(queue);
    expect(bodiesAt(endpoint)).toEqual(["1"]);
    expect(await flowControl.get("pinned-rate")).toMatchObject({
      rateMax: 1,
      ratePeriod: 120,
      isPinnedRate: true,
      isPinnedParallelism: false,
    });

    await flowControl.unpin("pinned-rate", { rate: true });
    await send("3");
    await endpoint.arrived(3);
    expect(await flowControl.get("pinned-rate")).toMatchObject({ rateMax: 100, ratePeriod: 1, isPinnedRate: false });
  });
});

describe("what is enqueued", () => {
  it.each([{ deduplicationId: "enqueued" }, { contentBasedDeduplication: true }])("is accepted once with %j", async (once) => {
    const endpoint = queue.destination.endpoint();
    const line = queue.client.queue({ queueName: "once" });
    const first = await line.enqueue({ url: endpoint.url, body: "same", ...once });
    expect(await line.enqueue({ url: endpoint.url, body: "same", ...once })).toMatchObject({
      messageId: first.messageId,
      deduplicated: true,
    });
    await endpoint.arrived(1);
  });
});

describe("retrying a dead letter", () => {
  it("takes what the request itself configures, and keeps the rest", async () => {
    const endpoint = queue.destination.endpoint(() => ({ status: 500 }));
    const kept = { headers: { "X-Kept": "yes" }, label: "old", body: "kept" };
    const { messageId } = await queue.client.publish({ url: endpoint.url, retries: 0, timeout: 30, ...kept });
    await logged(queue, messageId, "FAILED");
    const [letter] = (await queue.client.dlq.listMessages({ filter: { messageId } })).messages;

    const response = await call(queue, "POST", `/v2/dlq/retry/${letter?.dlqId}`, {
      headers: {
        "Upstash-Retries": "5",
        "Upstash-Retry-Delay": "1000",
        "Upstash-Timeout": "7s",
        "Upstash-Delay": "1h",
        "Upstash-Label": "new,again",
        "Upstash-Flow-Control-Key": "revived",
        "Upstash-Flow-Control-Value": "parallelism=1",
      },
    });
    const { messageId: again } = await response.json();

    expect(await queue.client.messages.get(again)).toMatchObject({
      body: "kept",
      header: { "X-Kept": ["yes"] },
      maxRetries: 5,
      retryDelayExpression: "1000",
      notBefore: clock.now() + 3_600_000,
      labels: ["new", "again"],
      flowControlKey: "revived",
      parallelism: 1,
    });
    const stored = await queue.database.query("select settings ->> 'timeoutMs' as timeout from queue.message where id = $1", [again]);
    expect(stored.rows).toEqual([{ timeout: "7000" }]);
    await queue.client.messages.cancel(again);
  });

  it("refuses what it cannot read, and changes nothing", async () => {
    const endpoint = queue.destination.endpoint(() => ({ status: 500 }));
    const { messageId } = await queue.client.publish({ url: endpoint.url, retries: 0 });
    await logged(queue, messageId, "FAILED");
    const letters = async () => (await queue.client.dlq.listMessages({ filter: { messageId } })).messages;
    const [letter] = await letters();
    const headers = { "Upstash-Retries": "many" };
    expect((await call(queue, "POST", `/v2/dlq/retry/${letter?.dlqId}`, { headers })).status).toBe(400);
    expect((await call(queue, "POST", `/v2/dlq/retry?dlqIds=${letter?.dlqId}`, { headers })).status).toBe(400);
    expect(await letters()).toHaveLength(1);
  });
});

describe("the receiver", () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });

  async function signed(): Promise<{ signature: string; body: string; url: string; delivery: Delivery }> {
    const endpoint = queue.destination.endpoint();
    await queue.client.publish({ url: endpoint.url, body: "signed" });
    const delivery = await endpoint.first();
    return { signature: String(delivery.headers["upstash-signature"]), body: "signed", url: endpoint.url, delivery };
  }

  it("takes a signature for five minutes, and for as much longer as it is told to", async () => {
    const { delivery: _, ...request } = await signed();
    const receiver = new Receiver({ currentSigningKey: CURRENT_KEY, nextSigningKey: NEXT_KEY });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 310_000 });

    await expect(receiver.verify(request)).rejects.toThrow();
    await expect(receiver.verify({ ...request, clockTolerance: 60 })).resolves.toBe(true);
  });

  it("finds the keys of the region that the delivery names", async () => {
    const { delivery, ...request } = await signed();
    const upstashRegion = String(delivery.headers["upstash-region"]);
    for (const name of ["QSTASH_CURRENT_SIGNING_KEY", "QSTASH_NEXT_SIGNING_KEY"]) vi.stubEnv(name, "sig_of_another_region");
    vi.stubEnv("QSTASH_REGION", "US_EAST_1");
    vi.stubEnv("EU_CENTRAL_1_QSTASH_CURRENT_SIGNING_KEY", CURRENT_KEY);
    vi.stubEnv("EU_CENTRAL_1_QSTASH_NEXT_SIGNING_KEY", NEXT_KEY);

    await expect(new Receiver().verify({ ...request, upstashRegion })).resolves.toBe(true);
    await expect(new Receiver().verify(request)).rejects.toThrow();
  });
});
