import { resend } from "@upstash/qstash";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startQueueServer } from "@/local/queue/server";
import { logged } from "@/tests/contract/queue/gate";
import { CURRENT_KEY, call, clientOf, NEXT_KEY, openQueue, type TestQueue, TOKEN } from "@/tests/contract/queue/harness";

const halfAPair = "\ud83d";
let queue: TestQueue;
beforeAll(async () => {
  queue = await openQueue({ backoffScale: 0 });
});
afterAll(() => queue.close());

function batchOf(item: object): Promise<Response> {
  return call(queue, "POST", "/v2/batch", { body: JSON.stringify([item]), headers: { "Content-Type": "application/json" } });
}

describe("text that cannot be stored", () => {
  it.each([
    ["a label with NUL", { headers: { "Upstash-Label": "a\0b" } }],
    ["a label with half a surrogate pair", { headers: { "Upstash-Label": halfAPair } }],
    ["a forwarded header with NUL", { headers: { "Upstash-Forward-X-Note": "\0" } }],
    ["a forwarded header of two lines", { headers: { "Upstash-Forward-X-Note": "one\r\nX-Two: 2" } }],
    ["a header name with half a surrogate pair", { headers: { [`Upstash-Forward-${halfAPair}`]: "x" } }],
    ["a callback with NUL", { headers: { "Upstash-Callback": "http://localhost/\0" } }],
    ["a queue with NUL", { queue: "a\0" }],
    ["an address with NUL", { destination: "http://localhost/\0" }],
    ["an address with half a surrogate pair", { destination: `http://localhost/${halfAPair}` }],
  ])("is refused in a batch: %s", async (_, item) => {
    const { url } = queue.destination.endpoint();
    const response = await batchOf({ destination: url, ...item });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.stringMatching(/^invalid /) });
  });

  it.each([
    ["POST", "/v2/publish/http://localhost/?upstash-label=%00"],
    ["POST", "/v2/schedules/http://localhost/?upstash-cron=*+*+*+*+*&upstash-label=%00"],
    ["GET", "/v2/events?label=%00"],
    ["DELETE", "/v2/messages?label=a%00"],
    ["GET", "/v2/messages/%00"],
    ["POST", "/v2/flowControl/%00/resetRate"],
  ])("is refused in an address: %s %s", async (method, path) => {
    expect((await call(queue, method, path)).status).toBe(400);
  });

  it("is refused in the endpoints of a URL group", async () => {
    const { url } = queue.destination.endpoint();
    const added = (endpoint: object) =>
      call(queue, "POST", "/v2/topics/unstorable/endpoints", { body: JSON.stringify({ endpoints: [endpoint] }) });
    expect((await added({ url: `${url}/\0` })).status).toBe(400);
    expect((await added({ url, name: "\0" })).status).toBe(400);
    expect((await added({ url, name: halfAPair })).status).toBe(400);
  });

  it("is no trouble in a body, which is bytes, nor encoded in the destination's own query", async () => {
    const endpoint = queue.destination.endpoint();
    await queue.client.publish({ url: `${endpoint.url}?x=%00`, body: "a\0b" });
    expect(await endpoint.first()).toMatchObject({ path: expect.stringContaining("?x=%00"), body: Buffer.from("a\0b") });
  });
});

describe("the vendor's other products", () => {
  it("are refused by their name: language models and mails", async () => {
    const callback = queue.destination.endpoint().url;
    const refusal = { status: 400, message: expect.stringContaining("api destinations (llm, email) are not served here") };
    await expect(queue.client.publish({ api: { name: "llm" }, callback })).rejects.toMatchObject(refusal);
    await expect(queue.client.queue({ queueName: "models" }).enqueue({ api: { name: "llm" }, callback })).rejects.toMatchObject(refusal);
    await expect(queue.client.batch([{ api: { name: "llm" }, callback }])).rejects.toMatchObject(refusal);
    const mail = { api: { name: "email", provider: resend({ token: "none" }) }, body: { to: "a@b.test" } } as const;
    await expect(queue.client.publishJSON(mail)).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining("not in the list that this server may call"),
    });
  });
});

describe("destinations that may no longer be called", () => {
  it("are not called: what was accepted for one fails, and a URL group that holds one refuses", async () => {
    const endpoint = queue.destination.endpoint();
    const { messageId } = await queue.client.publish({ url: endpoint.url, delay: 1, retries: 0 });
    await queue.client.urlGroups.addEndpoints({ name: "narrowed", endpoints: [{ url: endpoint.url }] });
    await queue.server.close();

    const narrowed = await openQueue({ allowedDestinations: ["http://localhost:1"] });
    await logged(narrowed, messageId, "FAILED");
    const { messages } = await narrowed.client.dlq.listMessages({ filter: { messageId } });
    expect(messages[0]?.responseBody).toBe("This destination is not allowed.");
    await expect(narrowed.client.publish({ urlGroup: "narrowed" })).rejects.toMatchObject({ status: 400 });
    await expect(narrowed.client.urlGroups.addEndpoints({ name: "other", endpoints: [{ url: endpoint.url }] })).rejects.toMatchObject({
      status: 400,
    });
    expect(endpoint.deliveries).toEqual([]);
    await narrowed.close();
  });
});

describe("the server itself", () => {
  const options = (): Parameters<typeof startQueueServer>[0] => ({
    databaseUrl: queue.database.url,
    port: 0,
    token: TOKEN,
    currentSigningKey: CURRENT_KEY,
    nextSigningKey: NEXT_KEY,
    allowedDestinations: [],
  });

  it("does not start without a token", async () => {
    await expect(startQueueServer({ ...options(), token: "" })).rejects.toThrow("needs a token");
  });

  it("listens on this machine alone, unless it is told otherwise", async () => {
    const alone = await startQueueServer(options());
    expect(new URL(alone.url).hostname).toBe("127.0.0.1");
    await alone.close();

    const open = await startQueueServer({ ...options(), host: "0.0.0.0" });
    expect(new URL(open.url).hostname).toBe("0.0.0.0");
    const { port } = new URL(open.url);
    expect(await clientOf(`http://127.0.0.1:${port}`).queue().list()).toBeInstanceOf(Array);
    await open.close();
  });
});
