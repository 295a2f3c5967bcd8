import { Receiver } from "@upstash/qstash";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CURRENT_KEY, call, clientOf, NEXT_KEY, openQueue, type TestQueue } from "@/tests/contract/queue/harness";

let queue: TestQueue;
beforeAll(async () => {
  queue = await openQueue();
});
afterAll(() => queue.close());

describe("publishing", () => {
  it("delivers the body byte for byte, with the content type and the headers that were sent along", async () => {
    const endpoint = queue.destination.endpoint();
    const body = 'Ação "não" € 🛒\n\t  ';

    const { messageId } = await queue.client.publish({
      url: endpoint.url,
      body,
      headers: { "Content-Type": "text/x-note; charset=utf-8", "X-Store": "aurora", Authorization: "Bearer for-the-destination" },
    });

    const delivery = await endpoint.first();
    expect(delivery.method).toBe("POST");
    expect(delivery.body.toString("utf8")).toBe(body);
    expect(delivery.headers).toMatchObject({
      "content-type": "text/x-note; charset=utf-8",
      "x-store": "aurora",
      authorization: "Bearer for-the-destination",
      "user-agent": "Upstash-QStash",
      "upstash-message-id": messageId,
      "upstash-retried": "0",
      "upstash-caller-ip": "127.0.0.1",
      "upstash-region": "EU-CENTRAL-1",
    });
    expect(messageId).toMatch(/^msg_/);
  });

  it("passes on neither its own token nor its settings", async () => {
    const endpoint = queue.destination.endpoint();

    await queue.client.publishJSON({ url: endpoint.url, body: {}, retries: 1, label: "a" });

    const { headers } = await endpoint.first();
    expect(headers.authorization).toBeUndefined();
    expect(Object.keys(headers).filter((name) => /retries|label|telemetry|forward/.test(name))).toEqual([]);
  });

  it("serialises JSON", async () => {
    const endpoint = queue.destination.endpoint();

    await queue.client.publishJSON({ url: endpoint.url, body: { name: "Café", price: 1990 } });

    const delivery = await endpoint.first();
    expect(delivery.headers["content-type"]).toBe("application/json");
    expect(JSON.parse(delivery.body.toString())).toEqual({ name: "Café", price: 1990 });
  });

  it.each(["GET", "PUT", "PATCH", "DELETE"] as const)("uses the method %s when asked to", async (method) => {
    const endpoint = queue.destination.endpoint();

    await queue.client.publish({ url: endpoint.url, method });

    expect((await endpoint.first()).method).toBe(method);
  });

  it("keeps the destination's query string exactly as it was written", async () => {
    const endpoint = queue.destination.endpoint();

    await queue.client.publish({ url: `${endpoint.url}?x=1&y=a%20b&z=%2F&empty=` });

    expect((await endpoint.first()).path).toBe(`${new URL(endpoint.url).pathname}?x=1&y=a%20b&z=%2F&empty=`);
  });

  it("takes settings and the token from the query string, and keeps them from the destination", async () => {
    const endpoint = queue.destination.endpoint();
    const target = `${endpoint.url}?keep=1&upstash-method=PUT&qstash_token=test-token&upstash-forward-x-from=query`;

    const response = await fetch(`${queue.server.url}/v2/publish/${target}`, { method: "POST", body: "hello" });

    expect(response.status).toBe(200);
    const delivery = await endpoint.first();
    expect(delivery.method).toBe("PUT");
    expect(delivery.path).toMatch(/\?keep=1$/);
    expect(delivery.headers["x-from"]).toBe("query");
  });

  it("forwards every header of the request when asked to", async () => {
    const endpoint = queue.destination.endpoint();

    await call(queue, "POST", `/v2/publish/${endpoint.url}`, { headers: { "Upstash-Header-Forward": "true", "X-Trace": "t1" }, body: "x" });

    const { headers } = await endpoint.first();
    expect(headers["x-trace"]).toBe("t1");
    expect(headers.authorization).toBeUndefined();
  });

  it("delivers to sub-domains of localhost, telling them their own name", async () => {
    const endpoint = queue.destination.endpoint();
    const url = endpoint.url.replace("localhost", "aurora.localhost");

    await queue.client.publish({ url, body: "hello" });

    expect((await endpoint.first()).headers.host).toBe(new URL(url).host);
  });

  it("delivers an undelayed message within some tens of milliseconds", async () => {
    const endpoint = queue.destination.endpoint();
    const latencies: number[] = [];
    for (let sent = 0; sent < 20; sent += 1) {
      const start = Date.now();
      await queue.client.publish({ url: endpoint.url, body: String(sent) });
      const deliveries = await endpoint.arrived(sent + 1);
      latencies.push((deliveries[sent]?.at ?? Number.POSITIVE_INFINITY) - start);
    }
    const median = latencies.sort((left, right) => left - right)[10];
    expect(median).toBeLessThan(150);
  });
});

describe("signatures", () => {
  const receiver = new Receiver({ currentSigningKey: CURRENT_KEY, nextSigningKey: NEXT_KEY });

  it("signs each delivery so that the vendor's receiver accepts it, for this body and this address only", async () => {
    const endpoint = queue.destination.endpoint();
    await queue.client.publishJSON({ url: endpoint.url, body: { total: 100 } });
    const delivery = await endpoint.first();
    const signature = String(delivery.headers["upstash-signature"]);
    const body = delivery.body.toString();

    await expect(receiver.verify({ signature, body, url: endpoint.url })).resolves.toBe(true);
    await expect(receiver.verify({ signature, body: '{"total":1}', url: endpoint.url })).rejects.toThrow(/body hash/);
    await expect(receiver.verify({ signature, body, url: `${endpoint.url}/other` })).rejects.toThrow(/invalid subject/);
  });
});

describe("refusals", () => {
  it("refuses a wrong token", async () => {
    const endpoint = queue.destination.endpoint();
    await expect(clientOf(queue.server.url, "guess").publish({ url: endpoint.url })).rejects.toMatchObject({ status: 401 });
    await expect(clientOf(queue.server.url, "guess").queue().list()).rejects.toMatchObject({ status: 401 });
  });

  it.each(["http://example.com/hook", "http://localhost:1/", "ftp://localhost/", "http://user:secret@localhost/", "not a name"])(
    "refuses to call %s",
    async (url) => {
      await expect(queue.client.publish({ url })).rejects.toMatchObject({ status: 400 });
    },
  );

  it("refuses callbacks to addresses that may not be called", async () => {
    const endpoint = queue.destination.endpoint();
    await expect(queue.client.publish({ url: endpoint.url, callback: "http://example.com/" })).rejects.toMatchObject({ status: 400 });
    await expect(queue.client.publish({ url: endpoint.url, failureCallback: "http://example.com/" })).rejects.toMatchObject({
      status: 400,
    });
    expect(endpoint.deliveries).toEqual([]);
  });

  it.each([
    ["Upstash-Delay", "soon"],
    ["Upstash-Timeout", "0s"],
    ["Upstash-Retry-Delay", "process.exit(1)"],
    ["Upstash-Retry-Delay", "constructor(1)"],
    ["Upstash-Method", "TRACE"],
    ["Upstash-Flow-Control-Key", "a key without limits"],
  ])("refuses malformed settings: %s: %s", async (name, value) => {
    const endpoint = queue.destination.endpoint();
    const response = await call(queue, "POST", `/v2/publish/${endpoint.url}`, { headers: { [name]: value } });
    expect(response.status).toBe(400);
  });

  it("refuses a request that is too large", async () => {
    const endpoint = queue.destination.endpoint();
    const response = await call(queue, "POST", `/v2/publish/${endpoint.url}`, { body: Buffer.alloc(10 * 1_048_576 + 1) });
    expect(response.status).toBe(413);
  });
});

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
});

describe("URL groups", () => {
  it("delivers a message to each endpoint of a group, separately", async () => {
    const [mail, search] = [queue.destination.endpoint(), queue.destination.endpoint()];
    await queue.client.urlGroups.addEndpoints({ name: "orders", endpoints: [{ url: mail.url, name: "mail" }, { url: search.url }] });

    const accepted = await queue.client.publishJSON({ urlGroup: "orders", body: { id: 1 } });

    expect(accepted.map((message) => message.url)).toEqual([mail.url, search.url]);
    expect((await mail.first()).headers["upstash-topic-name"]).toBe("orders");
    expect((await search.first()).headers["upstash-message-id"]).toBe(accepted[1]?.messageId);
  });

  it("gives each endpoint its own copy under one deduplication id", async () => {
    const [one, two] = [queue.destination.endpoint(), queue.destination.endpoint()];
    await queue.client.urlGroups.addEndpoints({ name: "twins", endpoints: [{ url: one.url }, { url: two.url }] });

    await queue.client.publish({ urlGroup: "twins", deduplicationId: "twins-1" });
    const again = await queue.client.publish({ urlGroup: "twins", deduplicationId: "twins-1" });

    await Promise.all([one.first(), two.first()]);
    expect(again.map((message) => message.deduplicated)).toEqual([true, true]);
  });

  it("adds, replaces, removes and lists endpoints; the group goes with its last one", async () => {
    const groups = queue.client.urlGroups;
    const [one, two] = [queue.destination.endpoint().url, queue.destination.endpoint().url];
    await groups.addEndpoints({ name: "changing", endpoints: [{ url: one, name: "a" }] });
    await groups.addEndpoints({
      name: "changing",
      endpoints: [
        { url: two, name: "a" },
        { url: one, name: "b" },
      ],
    });

    expect((await groups.get("changing")).endpoints).toEqual([
      { url: two, name: "a" },
      { url: one, name: "b" },
    ]);
    await groups.removeEndpoints({ name: "changing", endpoints: [{ name: "a" }] });
    expect((await groups.list()).find((group) => group.name === "changing")?.endpoints).toEqual([{ url: one, name: "b" }]);
    await groups.removeEndpoints({ name: "changing", endpoints: [{ url: one }] });
    await expect(groups.get("changing")).rejects.toMatchObject({ status: 404 });
    await expect(queue.client.publish({ urlGroup: "changing" })).rejects.toMatchObject({ status: 400 });
  });

  it("deletes a group", async () => {
    await queue.client.urlGroups.addEndpoints({ name: "short-lived", endpoints: [{ url: queue.destination.endpoint().url }] });
    await queue.client.urlGroups.delete("short-lived");
    await expect(queue.client.urlGroups.get("short-lived")).rejects.toMatchObject({ status: 404 });
  });
});
