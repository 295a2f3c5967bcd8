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
