import { beforeEach, describe, expect, it, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { doorOf } from "@/lib/events/queue";
import { routes } from "@/lib/events/routes";
import { log } from "@/lib/log";
import type { StoreView } from "@/lib/stores/types";
import { signDelivery } from "@/local/queue/signing";
import { makeProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";
import { POST as receiveFailed } from "../failed/route";
import { maxDuration, POST } from "./route";

// What Next does around a request: there is none in a test, so tags are dropped nowhere and nothing runs after the answer.
vi.mock("next/cache", async (original) => ({ ...(await original<object>()), revalidateTag: () => undefined }));
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => undefined }));

let store: StoreView;
beforeEach(async () => {
  store = await makeStore();
});

type Knock = { consumer?: string; body: unknown; key?: string | null; signedFor?: string; signedBody?: string; messageId?: string };

const { QSTASH_CURRENT_SIGNING_KEY: current, QSTASH_NEXT_SIGNING_KEY: next } = env();

/** A delivery at the door, signed by the current key unless said otherwise. */
async function knock({
  consumer = "index-product",
  body,
  key = current,
  signedFor,
  signedBody,
  messageId = "msg_1",
}: Knock): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const headers = new Headers({ "upstash-message-id": messageId, "upstash-retried": "0" });
  if (key) headers.set("upstash-signature", await signDelivery(key, doorOf(signedFor ?? consumer), Buffer.from(signedBody ?? text)));
  const request = new Request(doorOf(consumer), { method: "POST", headers, body: text });
  return consumer === "failed" ? receiveFailed(request) : POST(request, { params: Promise.resolve({ consumer }) });
}

async function productEvent(): Promise<{ eventId: string; name: string; storeId: string; payload: object }> {
  const { id: productId } = await makeProduct(store);
  return { eventId: newId(), name: "product.changed", storeId: store.id, payload: { storeId: store.id, productId, version: 1 } };
}

const documents = () => withStore(store.id, (tx) => tx.searchDocument.count());

describe("who may knock", () => {
  it("is the queue, with its current key or its next", async () => {
    expect((await knock({ body: await productEvent() })).status).toBe(200);
    expect((await knock({ body: await productEvent(), key: next })).status).toBe(200);
    expect(await documents()).toBe(2);
  });

  it("is nobody without its signature, over this body, for this address", async () => {
    const body = await productEvent();
    const wrong: Knock[] = [
      { body, key: null },
      { body, key: "sig_of_somebody_else" },
      { body, signedFor: "index-stock" },
      { body, signedBody: JSON.stringify({ ...body, storeId: newId() }) },
      { body: "", key: null },
      { consumer: "failed", body, key: null },
    ];
    for (const one of wrong) {
      const answer = await knock(one);
      expect([answer.status, await answer.json()]).toEqual([401, { cause: "unsigned" }]);
    }
    expect(await documents()).toBe(0);
  });

  it("is nobody whose signature is past its time", async () => {
    const body = JSON.stringify(await productEvent());
    vi.useFakeTimers({ now: Date.now() - 3_600_000, toFake: ["Date"] });
    const signature = await signDelivery(current, doorOf("index-product"), Buffer.from(body));
    vi.useRealTimers();
    const request = new Request(doorOf("index-product"), { method: "POST", headers: { "upstash-signature": signature }, body });
    expect((await POST(request, { params: Promise.resolve({ consumer: "index-product" }) })).status).toBe(401);
  });
});

it("the door may work as long as the longest delivery", () => {
  expect(routes.filter(({ timeoutSeconds }) => timeoutSeconds > maxDuration)).toEqual([]);
});

describe("what the door answers", () => {
  it("is that a second delivery was seen before", async () => {
    const body = await productEvent();
    expect(await (await knock({ body })).json()).toEqual({ outcome: "done" });
    expect(await (await knock({ body })).json()).toEqual({ outcome: "seen_before" });
  });

  it("is to try again for work that this version does not know, while a newer one is brought up", async () => {
    const event = await productEvent();
    const answer = await knock({ consumer: "of-tomorrow", body: event });
    expect([answer.status, answer.headers.get("upstash-nonretryable-error")]).toEqual([500, null]);
    const callback = { status: 500, sourceMessageId: "msg_2", url: doorOf("of-tomorrow"), sourceBody: btoa(JSON.stringify(event)) };
    expect((await knock({ consumer: "failed", body: callback })).status).toBe(500);
  });

  it("tells the queue never to send again what cannot be read", async () => {
    const event = await productEvent();
    const unreadable: Knock[] = [
      { body: "not json" },
      { body: {} },
      { body: { ...event, name: "order.paid" } },
      { body: { ...event, storeId: "x" } },
      { body: { ...event, payload: { productId: "x" } } },
      { body: { ...event, storeId: null } },
    ];
    for (const one of unreadable) {
      const answer = await knock(one);
      expect([answer.status, answer.headers.get("upstash-nonretryable-error")]).toEqual([489, "true"]);
    }
  });

  it("is 500 when the work failed, with the kind of the error and none of its data", async () => {
    const body = { eventId: newId(), name: "store.provisioned", storeId: store.id, payload: { storeId: store.id, signupId: newId() } };
    const answer = await knock({ consumer: "send-welcome-mail", body });
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(JSON.parse(text)).toEqual({ cause: "missing", detail: expect.stringMatching(/^\w+$/) });
    expect(text).not.toContain(body.payload.signupId);
  });
});

describe("the log", () => {
  it("has a line for each delivery, with its store, its message and how long it took", async () => {
    const line = vi.spyOn(log, "info");
    const body = await productEvent();
    await knock({ body, messageId: "msg_logged" });
    const { eventId, storeId } = body;
    const facts = { consumer: "index-product", messageId: "msg_logged", eventId, storeId, retried: 0, outcome: "done" };
    expect(line).toHaveBeenCalledWith({ ...facts, durationMs: expect.any(Number), ageMs: expect.any(Number) }, "delivery");
  });

  it("has a line for each that failed, with its cause", async () => {
    const line = vi.spyOn(log, "error");
    const body = { eventId: newId(), name: "store.provisioned", storeId: store.id, payload: { storeId: store.id, signupId: newId() } };
    await knock({ consumer: "send-welcome-mail", body, messageId: "msg_failed" });
    const facts = { consumer: "send-welcome-mail", messageId: "msg_failed", storeId: store.id, cause: "missing", isRetryable: true };
    expect(line).toHaveBeenCalledWith(expect.objectContaining(facts), "delivery failed");
  });
});

describe("a failure callback", () => {
  const callback = (event: object) => ({
    status: 500,
    body: "",
    retried: 8,
    sourceMessageId: newId(),
    url: doorOf("index-product"),
    sourceBody: Buffer.from(JSON.stringify(event)).toString("base64"),
  });

  it("is written down as a dead letter", async () => {
    const answer = await knock({ consumer: "failed", body: callback(await productEvent()) });
    expect(await answer.json()).toEqual({ received: true });
    expect(await withPlatform((tx) => tx.deadLetter.count({ where: { storeId: store.id } }))).toBe(1);
  });

  it("that cannot be read is answered, not thrown", async () => {
    for (const body of ["not json", {}, { ...callback({}), url: "x" }]) {
      expect(await (await knock({ consumer: "failed", body })).json()).toEqual({ received: false });
    }
  });
});
