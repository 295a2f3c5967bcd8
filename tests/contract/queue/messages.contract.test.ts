import { createHash } from "node:crypto";
import { Receiver } from "@upstash/qstash";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ManualClock } from "@/tests/contract/queue/clock";
import type { Reply } from "@/tests/contract/queue/destination";
import { CURRENT_KEY, call, NEXT_KEY, openQueue, type TestQueue } from "@/tests/contract/queue/harness";

let queue: TestQueue;
const clock = new ManualClock();
beforeAll(async () => {
  queue = await openQueue({ clock });
});
afterAll(() => queue.close());

describe("messages", () => {
  it("shows a message that is on its way, with all its settings", async () => {
    const endpoint = queue.destination.endpoint();
    const callback = queue.destination.endpoint().url;
    const { messageId } = await queue.client.publish({
      url: `${endpoint.url}?a=1`,
      body: "hello",
      headers: { "X-One": "1" },
      delay: 3600,
      retries: 2,
      retryDelay: "500",
      callback,
      failureCallback: callback,
      label: ["x", "y"],
      flowControl: { key: "shown", parallelism: 3, rate: 4, period: 10 },
    });

    expect(await queue.client.messages.get(messageId)).toMatchObject({
      messageId,
      url: `${endpoint.url}?a=1`,
      method: "POST",
      header: { "X-One": ["1"] },
      body: "hello",
      maxRetries: 2,
      retryDelayExpression: "500",
      notBefore: clock.now() + 3_600_000,
      createdAt: clock.now(),
      callback,
      failureCallback: callback,
      label: "x",
      labels: ["x", "y"],
      flowControlKey: "shown",
      parallelism: 3,
      rate: 4,
      period: 10,
      ratePerSecond: 4,
      callerIP: "127.0.0.1",
    });
    await queue.client.messages.cancel(messageId);
  });

  it("shows a body that is not text in Base64", async () => {
    const body = Buffer.from([0, 255, 254, 10]);
    const response = await call(queue, "POST", `/v2/publish/${queue.destination.endpoint().url}`, {
      body,
      headers: { "Upstash-Delay": "1h" },
    });
    const { messageId } = await response.json();
    expect(await queue.client.messages.get(messageId)).toMatchObject({ bodyBase64: body.toString("base64") });
    await queue.client.messages.cancel(messageId);
  });

  it("hides what its publisher asked to hide, and still delivers it", async () => {
    const endpoint = queue.destination.endpoint();
    const { messageId } = await queue.client.publish({
      url: endpoint.url,
      body: "secret",
      headers: { "X-Token": "t", "X-Open": "o" },
      delay: 10,
      redact: { body: true, header: ["X-Token"] },
    });
    const hidden = (text: string): string => `REDACTED:${createHash("sha256").update(text).digest("hex")}`;

    expect(await queue.client.messages.get(messageId)).toMatchObject({
      body: hidden("secret"),
      header: { "X-Token": [hidden("t")], "X-Open": ["o"] },
    });
    const { logs } = await queue.client.logs({ messageIds: [messageId] });
    expect(JSON.stringify(logs)).not.toMatch(/"secret"/);
    await clock.advance(10_000);
    expect(await endpoint.first()).toMatchObject({ body: Buffer.from("secret"), headers: { "x-token": "t" } });
  });
});

describe("cancelling", () => {
  it("never delivers a message that was cancelled in time", async () => {
    const endpoint = queue.destination.endpoint();
    const { messageId } = await queue.client.publish({ url: endpoint.url, delay: 60 });

    expect(await queue.client.messages.cancel(messageId)).toEqual({ cancelled: 1 });

    await clock.advance(60_000);
    const probe = queue.destination.endpoint();
    await queue.client.publish({ url: probe.url });
    await probe.first();
    expect(endpoint.deliveries).toEqual([]);
    const { logs } = await queue.client.logs({ filter: { messageId } });
    expect(logs.map((log) => String(log.state))).toEqual(["CANCELLED", "CANCEL_REQUESTED", "CREATED"]);
    await expect(queue.client.messages.cancel(messageId)).rejects.toMatchObject({ status: 404 });
  });

  it.each([
    { status: 500, states: ["CANCELLED", "ERROR", "CANCEL_REQUESTED", "ACTIVE", "CREATED"] },
    { status: 200, states: ["DELIVERED", "CANCEL_REQUESTED", "ACTIVE", "CREATED"] },
  ])("lets an attempt under way end, and does not retry it, when it answers $status", async ({ status, states }) => {
    let answer: (reply: Reply) => void = () => {};
    const endpoint = queue.destination.endpoint(
      () =>
        new Promise<Reply>((resolve) => {
          answer = resolve;
        }),
    );
    const { messageId } = await queue.client.publish({ url: endpoint.url });
    await endpoint.arrived(1);
    const statesNow = async (): Promise<string[]> =>
      (await queue.client.logs({ filter: { messageId } })).logs.map((log) => String(log.state));

    await queue.client.messages.cancel(messageId);
    expect(await statesNow()).toEqual(["CANCEL_REQUESTED", "ACTIVE", "CREATED"]);
    answer({ status });

    await expect.poll(statesNow, { interval: 10 }).toEqual(states);
    await clock.advance(86_400_000);
    expect(endpoint.deliveries).toHaveLength(1);
    expect((await queue.client.dlq.listMessages({ filter: { messageId } })).messages).toEqual([]);
  });

  it("cancels the given ids and counts those it found", async () => {
    const url = queue.destination.endpoint().url;
    const sent = await Promise.all([1, 2, 3].map(() => queue.client.publish({ url, delay: 60 })));
    const ids = sent.map((message) => message.messageId);
    expect(await queue.client.messages.cancel([...ids.slice(0, 2), "msg_unknown"])).toEqual({ cancelled: 2 });
    expect(await queue.client.messages.cancel(ids)).toEqual({ cancelled: 1 });
  });

  it("cancels by label, address, host, path, queue and time, one or several values each", async () => {
    const { client } = queue;
    const url = (name: string): string => `${queue.destination.origin}/cancel/${name}`;
    const send = (name: string, label: string) => client.publish({ url: url(name), label, delay: 60 });
    for (const name of ["a", "b,c", "d"]) await send(name, `cancel-${name.at(0)}`);
    await client.queue({ queueName: "cancelled" }).enqueue({ url: url("queued"), delay: 60 });

    expect(await client.messages.cancel({ filter: { label: ["cancel-a", "nothing"] } })).toEqual({ cancelled: 1 });
    expect(await client.messages.cancel({ filter: { url: url("b,c"), label: "cancel-a" } })).toEqual({ cancelled: 0 });
    expect(await client.messages.cancel({ filter: { url: url("b,c") } })).toEqual({ cancelled: 1 });
    expect(await client.messages.cancel({ filter: { path: "/cancel/d", host: "elsewhere" } })).toEqual({ cancelled: 0 });
    expect(await client.messages.cancel({ filter: { path: "/cancel/d", host: `localhost:${queue.destination.port}` } })).toEqual({
      cancelled: 1,
    });
    expect(await client.messages.cancel({ filter: { queueName: "cancelled", fromDate: clock.now() + 1 } })).toEqual({ cancelled: 0 });
    expect(await client.messages.cancel({ filter: { queueName: "cancelled", toDate: new Date(clock.now()) } })).toEqual({ cancelled: 1 });
  });

  it("cancels everything, however much there is", async () => {
    const url = queue.destination.endpoint().url;
    const batch = Array.from({ length: 600 }, () => ({ url, delay: 600 }));
    await queue.client.batch(batch);
    expect(await queue.client.messages.cancel({ all: true })).toEqual({ cancelled: 600 });
    expect(await queue.client.messages.cancel({ all: true })).toEqual({ cancelled: 0 });
    const { rows } = await queue.database.query("select count(*)::int as jobs from queue_jobs.jobs where task_identifier = 'deliver'");
    expect(rows).toEqual([{ jobs: 0 }]);
  });
});

describe("logs", () => {
  it("tells of each step, newest first, in pages", async () => {
    const endpoint = queue.destination.endpoint();
    const { messageId } = await queue.client.publish({ url: endpoint.url, body: "logged", label: "paged" });
    await expect.poll(async () => (await queue.client.logs({ filter: { messageId } })).logs.length, { interval: 10 }).toBe(3);

    const first = await queue.client.logs({ filter: { label: "paged" }, count: 2 });
    const second = await queue.client.logs({ filter: { label: "paged" }, count: 2, cursor: first.cursor });

    expect([...first.logs, ...second.logs].map((log) => log.state)).toEqual(["DELIVERED", "ACTIVE", "CREATED"]);
    expect(second.cursor).toBeUndefined();
    expect(first.logs[0]).toMatchObject({
      messageId,
      url: endpoint.url,
      time: clock.now(),
      body: "logged",
      labels: ["paged"],
      label: "paged",
    });
  });

  it("narrows by state", async () => {
    const { messageId } = await queue.client.publish({ url: queue.destination.endpoint().url, delay: 60 });
    expect((await queue.client.logs({ filter: { messageId, state: "IN_PROGRESS" } })).logs).toHaveLength(1);
    expect((await queue.client.logs({ filter: { messageId, state: "DELIVERED" } })).logs).toHaveLength(0);
    await queue.client.messages.cancel(messageId);
    expect((await queue.client.logs({ filter: { messageId, state: "IN_PROGRESS" } })).logs).toHaveLength(0);
    expect((await queue.client.logs({ filter: { messageId, state: "CANCELED" } })).logs).toHaveLength(1);
  });

  it("answers on both of its addresses, and refuses nonsense", async () => {
    expect(await (await call(queue, "GET", "/v2/logs?count=1")).json()).toMatchObject({
      logs: [expect.objectContaining({ state: expect.any(String) })],
    });
    expect((await call(queue, "GET", "/v2/logs?fromDate=yesterday")).status).toBe(400);
    expect((await call(queue, "GET", "/v2/events?cursor=abc")).status).toBe(400);
  });
});

describe("signing keys", () => {
  it("rotate so that a receiver with the old pair keeps verifying once, and no longer than that", async () => {
    const endpoint = queue.destination.endpoint();
    const receiver = new Receiver({ currentSigningKey: CURRENT_KEY, nextSigningKey: NEXT_KEY });
    const deliver = async (count: number): Promise<{ signature: string; body: string; url: string }> => {
      await queue.client.publish({ url: endpoint.url, body: "signed" });
      const delivery = (await endpoint.arrived(count)).at(-1);
      return { signature: String(delivery?.headers["upstash-signature"]), body: "signed", url: endpoint.url };
    };
    expect(await (await call(queue, "GET", "/v2/keys")).json()).toEqual({ current: CURRENT_KEY, next: NEXT_KEY });
    await expect(receiver.verify(await deliver(1))).resolves.toBe(true);

    const rotated = await (await call(queue, "POST", "/v2/keys/rotate")).json();
    expect(rotated).toEqual({ current: NEXT_KEY, next: expect.stringMatching(/^sig_/) });
    await expect(receiver.verify(await deliver(2))).resolves.toBe(true);

    await call(queue, "POST", "/v2/keys/rotate");
    const third = await deliver(3);
    await expect(receiver.verify(third)).rejects.toThrow();
    const updated = new Receiver({ currentSigningKey: rotated.next, nextSigningKey: "sig_other" });
    await expect(updated.verify(third)).resolves.toBe(true);
  });
});
