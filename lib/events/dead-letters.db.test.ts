import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { withPlatform } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { startQueue, type TestQueue } from "@/tests/factories/queue";
import { makeStore } from "@/tests/factories/store";
import { discardDeadLetter, listDeadLetters, receiveFailure, replayDeadLetter } from "./dead-letters";

let queue: TestQueue;
beforeAll(async () => {
  queue = await startQueue();
});
afterAll(() => queue.close());
afterEach(() => {
  queue.answerWith(200);
  queue.handed.splice(0);
});

const base64 = (value: unknown) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64");
const member = { id: newId(), kind: "member" } as const;
const operator = { id: newId(), kind: "operator" } as const;

type Failure = { eventId?: string; status?: number; answer?: unknown; retried?: number };

/** The callback that the queue sends when it gives up on a message. */
function callbackOf(storeId: string | null, { eventId = newId(), status = 500, answer = "", retried = 5 }: Failure = {}) {
  const payload = { storeId, productId: newId(), version: 1 };
  return {
    status,
    body: base64(answer),
    retried,
    sourceMessageId: "msg_1",
    url: "http://localhost:3000/api/events/index-product",
    sourceBody: base64({ eventId, name: "product.changed", storeId, payload }),
  };
}

async function letterOf(store: StoreView, failure: Failure = {}): Promise<string> {
  await receiveFailure(callbackOf(store.id, failure));
  const { rows } = await listDeadLetters(store.id, "open", 1);
  return rows[0]?.id ?? "";
}

describe("a message whose retries are spent", () => {
  it("becomes a dead letter of its store, with what it was and why it failed", async () => {
    const store = await makeStore();
    await receiveFailure(callbackOf(store.id, { answer: { cause: "failed", detail: "TypeError" } }));
    expect(await listDeadLetters(store.id, "open", 1)).toMatchObject({
      total: 1,
      rows: [{ consumer: "index-product", eventName: "product.changed", cause: "failed", detail: "failed: TypeError", attempts: 6 }],
    });
  });

  it.each([
    [489, "refused"],
    [401, "malformed"],
    [504, "timeout"],
    [0, "unreachable"],
    [503, "unreachable"],
    [500, "failed"],
  ])("with the answer %d has the cause %s", async (status, cause) => {
    const store = await makeStore();
    await letterOf(store, { status });
    expect((await listDeadLetters(store.id, "open", 1)).rows).toMatchObject([{ cause }]);
  });

  it("is one letter when the queue tells twice, and opens again when a replay fails", async () => {
    const store = await makeStore();
    const eventId = newId();
    const id = await letterOf(store, { eventId });
    expect(await letterOf(store, { eventId })).toBe(id);
    await replayDeadLetter({ id, storeId: store.id, actor: member });
    expect((await listDeadLetters(store.id, "open", 1)).total).toBe(0);
    expect(await letterOf(store, { eventId, retried: 7 })).toBe(id);
    expect((await listDeadLetters(store.id, "open", 1)).rows).toMatchObject([{ attempts: 8, resolution: "" }]);
  });

  it("is said to be unreadable when it is", async () => {
    const store = await makeStore();
    const whole = callbackOf(store.id);
    const broken = [
      null,
      {},
      { ...whole, sourceBody: base64("not json") },
      { ...whole, url: "http://x/api/events/nobody" },
      { ...whole, url: "x" },
    ];
    for (const body of broken) expect(await receiveFailure(body)).toEqual({ ok: false, code: "malformed" });
    expect((await listDeadLetters(store.id, "open", 1)).total).toBe(0);
  });
});

describe("replaying", () => {
  it("sends the same event to the same consumer as a new message, once", async () => {
    const store = await makeStore();
    const eventId = newId();
    const id = await letterOf(store, { eventId });
    const both = await Promise.all([1, 2].map(() => replayDeadLetter({ id, storeId: store.id, actor: member })));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(queue.handed).toMatchObject([
      { consumer: "index-product", body: { eventId, name: "product.changed", payload: { version: 1 } } },
    ]);
    expect(queue.handed[0]?.headers["upstash-deduplication-id"]).toContain(id);
  });

  it("leaves the letter open when the queue does not take it", async () => {
    const store = await makeStore();
    const id = await letterOf(store);
    queue.answerWith(503);
    await expect(replayDeadLetter({ id, storeId: store.id, actor: member })).rejects.toThrow();
    expect((await listDeadLetters(store.id, "open", 1)).rows.map((row) => row.id)).toEqual([id]);
    queue.answerWith(200);
    expect((await replayDeadLetter({ id, storeId: store.id, actor: member })).ok).toBe(true);
  });
});

describe("another store's dead letter", () => {
  it("is not found by a member, and an operator may act on it", async () => {
    const [store, other] = [await makeStore(), await makeStore()];
    const id = await letterOf(store);
    const foreign = { id, storeId: other.id, actor: member };
    expect(await replayDeadLetter(foreign)).toEqual({ ok: false, code: "not_found" });
    expect(await discardDeadLetter({ ...foreign, reason: "mine now" })).toEqual({ ok: false, code: "not_found" });
    expect(queue.handed).toEqual([]);
    expect((await listDeadLetters(other.id, "open", 1)).total).toBe(0);
    expect((await replayDeadLetter({ id, storeId: null, actor: operator })).ok).toBe(true);
  });

  it("that belongs to no store is not found by a member of any", async () => {
    await receiveFailure(callbackOf(null));
    const { rows } = await listDeadLetters(null, "open", 1);
    const id = rows.find((row) => row.storeId === null)?.id ?? "";
    const store = await makeStore();
    expect((await replayDeadLetter({ id, storeId: store.id, actor: member })).ok).toBe(false);
    await expect(replayDeadLetter({ id, storeId: null, actor: member })).resolves.toMatchObject({ ok: false });
  });
});

describe("discarding", () => {
  it("puts the letter aside with its reason, and says who did it", async () => {
    const store = await makeStore();
    const id = await letterOf(store);
    expect((await discardDeadLetter({ id, storeId: store.id, actor: member, reason: "the product is gone" })).ok).toBe(true);
    expect((await listDeadLetters(store.id, "discarded", 1)).rows).toMatchObject([{ id, resolution: "the product is gone" }]);
    const entries = await withPlatform((tx) => tx.auditEntry.findMany({ where: { storeId: store.id } }));
    expect(entries).toMatchObject([{ action: "dead_letter.discarded", actorId: member.id, subject: id }]);
    expect((await replayDeadLetter({ id, storeId: store.id, actor: member })).ok).toBe(false);
  });
});
