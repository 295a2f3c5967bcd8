import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { hourMs, minuteMs, after as moment } from "@/lib/core/time";
import { withPlatform } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { callbackOf, type FailureWish, letterOf, openFilter } from "@/tests/factories/dead-letters";
import { startQueue, type TestQueue } from "@/tests/factories/queue";
import { makeStore } from "@/tests/factories/store";
import { countDeadLetters, findDeadLetter, listDeadLetters } from "./dead-letters";
import { inScope } from "./letter-scope";
import { receiveFailure } from "./receive-failure";
import { type AskFirst, discardDeadLetters, replayDeadLetters } from "./resolve-letters";

let queue: TestQueue;
beforeAll(async () => {
  queue = await startQueue();
});
afterAll(() => queue.close());
afterEach(() => {
  queue.answerWith(200);
  queue.handed.splice(0);
  queue.logged.splice(0);
});

const member = { id: newId(), kind: "member" } as const;
const operator = { id: newId(), kind: "operator" } as const;
const nothingToAsk: AskFirst = async () => "nothing_to_ask";

const listOpen = (store: StoreView, changes: Partial<typeof openFilter> = {}) =>
  listDeadLetters({ storeId: store.id }, { ...openFilter, ...changes }, 1);
const replay = (store: StoreView, id: string, askFirst = nothingToAsk) =>
  replayDeadLetters({ id, storeId: store.id, actor: member }, askFirst);
const actsOn = (subject: string) => withPlatform((tx) => tx.auditEntry.findMany({ where: { subject }, orderBy: { createdAt: "asc" } }));

describe("a message whose retries are spent", () => {
  it("becomes a dead letter of its store, with what it was and why it failed", async () => {
    const store = await makeStore();
    await receiveFailure(callbackOf(store.id, { answer: { cause: "failed", detail: "TypeError" } }));
    const { rows, total } = await listOpen(store);
    expect(total).toBe(1);
    expect(rows).toMatchObject([{ consumer: "index-product", cause: "failed", attempts: 6 }]);
    expect(await findDeadLetter({ storeId: store.id }, rows[0]?.id ?? "")).toMatchObject({
      eventName: "product.changed",
      detail: "failed: TypeError",
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
    expect((await listOpen(store)).rows).toMatchObject([{ cause }]);
  });

  it("has the cause that the application itself gave, where it gave one", async () => {
    const store = await makeStore();
    await letterOf(store, { status: 500, answer: { cause: "outside", detail: "ECONNREFUSED" } });
    expect((await listOpen(store)).rows).toMatchObject([{ cause: "outside" }]);
  });

  it("is one letter when the queue tells twice, and opens again when a replay fails", async () => {
    const store = await makeStore();
    const eventId = newId();
    const id = await letterOf(store, { eventId });
    expect(await letterOf(store, { eventId })).toBe(id);
    await replay(store, id);
    expect((await listOpen(store)).total).toBe(0);
    expect(await letterOf(store, { eventId, retried: 7, messageId: "msg_2" })).toBe(id);
    expect((await listOpen(store)).rows).toMatchObject([{ attempts: 8, resolution: "" }]);
  });

  it("stays discarded when the queue tells of the same message again, and opens for another", async () => {
    const store = await makeStore();
    const eventId = newId();
    const id = await letterOf(store, { eventId });
    await discardDeadLetters({ id, storeId: store.id, actor: member }, "known");
    await letterOf(store, { eventId });
    expect((await listOpen(store, { state: "discarded" })).rows).toMatchObject([{ id, resolution: "known" }]);
    await letterOf(store, { eventId, messageId: "msg_of_a_replay" });
    expect((await listOpen(store)).rows.map((row) => row.id)).toEqual([id]);
    expect((await actsOn(id)).map(({ action }) => action)).toEqual(["dead_letter.discarded", "dead_letter.reopened"]);
  });

  it("is told again while this version does not know its work", async () => {
    const store = await makeStore();
    expect(await receiveFailure(callbackOf(store.id, { consumer: "of-tomorrow" }))).toEqual({ ok: false, code: "unknown_consumer" });
  });

  it("is said to be unreadable when it is", async () => {
    const store = await makeStore();
    const whole = callbackOf(store.id);
    const text = (value: string) => Buffer.from(value).toString("base64");
    const broken = [null, {}, { ...whole, sourceBody: text("not json") }, { ...whole, url: "x" }];
    for (const body of broken) expect(await receiveFailure(body)).toEqual({ ok: false, code: "malformed" });
    expect((await listOpen(store)).total).toBe(0);
  });
});

describe("the tries of a dead letter", () => {
  const triesOf = async (store: StoreView, id: string) => (await findDeadLetter({ storeId: store.id }, id))?.tries;
  const at = (minutes: number) => moment(minutes * minuteMs, new Date("2026-03-01T10:00:00Z")).getTime();

  it("are those that the queue remembers, each with its time and its cause", async () => {
    const store = await makeStore();
    queue.logged.push(
      { state: "ERROR", time: at(2), responseStatus: 500, responseBody: JSON.stringify({ cause: "outside", detail: "ESOCKET" }) },
      { state: "RETRY", time: at(1) },
      { state: "ERROR", time: at(1), responseStatus: 0, responseBody: "connect ECONNREFUSED" },
      { state: "CREATED", time: at(0) },
    );
    const id = await letterOf(store);
    expect(await triesOf(store, id)).toEqual([
      { at: "2026-03-01T10:01:00.000Z", status: 0, cause: "unreachable" },
      { at: "2026-03-01T10:02:00.000Z", status: 500, cause: "outside" },
    ]);
  });

  it("are kept with those of a replay that failed as well", async () => {
    const store = await makeStore();
    const eventId = newId();
    queue.logged.push({ state: "ERROR", time: at(1), responseStatus: 500, responseBody: "" });
    const id = await letterOf(store, { eventId });
    await replay(store, id);
    queue.logged.splice(0, 1, { state: "ERROR", time: at(9), responseStatus: 504, responseBody: "" });
    await letterOf(store, { eventId, messageId: "msg_2" });
    expect((await triesOf(store, id))?.map(({ cause }) => cause)).toEqual(["failed", "timeout"]);
  });

  it("are the last one alone when the queue does not tell", async () => {
    const store = await makeStore();
    queue.answerWith(503);
    const id = await letterOf(store, { status: 504 });
    expect(await triesOf(store, id)).toMatchObject([{ status: 504, cause: "timeout" }]);
  });
});

describe("the list", () => {
  it("is narrowed by consumer, cause, state and time, and counts what it could be narrowed to", async () => {
    const store = await makeStore();
    const wanted: FailureWish[] = [
      { status: 500 },
      { status: 500, consumer: "refresh-product" },
      { status: 504 },
      { status: 504, consumer: "refresh-product" },
      { status: 503 },
    ];
    const ids: string[] = [];
    for (const wish of wanted) ids.push(await letterOf(store, wish));
    await withPlatform((tx) => tx.deadLetter.update({ where: { id: ids[4] ?? "" }, data: { lastFailedAt: moment(-2 * hourMs) } }));
    await discardDeadLetters({ id: ids[0] ?? "", storeId: store.id, actor: member }, "known");

    expect((await listOpen(store)).total).toBe(4);
    expect((await listOpen(store, { consumers: ["refresh-product"] })).total).toBe(2);
    expect((await listOpen(store, { causes: ["timeout"], consumers: ["refresh-product"] })).rows.map(({ id }) => id)).toEqual([ids[3]]);
    expect((await listOpen(store, { state: "discarded" })).rows).toMatchObject([{ resolution: "known" }]);
    expect((await listOpen(store, { since: moment(-hourMs) })).total).toBe(3);

    const counts = await countDeadLetters({ storeId: store.id }, { ...openFilter, causes: ["timeout"] });
    expect(counts.states).toEqual({ open: 4, replayed: 0, resolved: 0, discarded: 1 });
    expect(new Map(counts.causes.map(({ value, count }) => [value, count]))).toEqual(
      new Map([
        ["timeout", 2],
        ["failed", 1],
        ["unreachable", 1],
      ]),
    );
    expect(counts.consumers.map(({ count }) => count)).toEqual([1, 1]);
  });

  it("shows no secret and nothing about a person", async () => {
    const store = await makeStore();
    const invitationId = newId();
    const payload = { storeId: store.id, invitationId, tokenSealed: "k1.abc", email: "ana@example.com", note: "Ana Souza, Rua A" };
    const id = await letterOf(store, { consumer: "mail-invitation", name: "member.invited", payload });
    const letter = await findDeadLetter({ storeId: store.id }, id);
    expect(Object.fromEntries(letter?.payload.map(({ key, value }) => [key, value]) ?? [])).toEqual({
      storeId: store.id,
      invitationId,
      tokenSealed: null,
      email: null,
      note: null,
    });
    expect(JSON.stringify((await listOpen(store)).rows)).not.toContain("Ana");
  });
});

describe("replaying", () => {
  it("sends the same event to the same consumer as a new message, once, within its store's share", async () => {
    const store = await makeStore();
    const eventId = newId();
    const id = await letterOf(store, { eventId });
    const both = await Promise.all([replay(store, id), replay(store, id)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(queue.handed).toMatchObject([
      { consumer: "index-product", body: { eventId, name: "product.changed", payload: { version: 1 }, deadLetterId: id } },
    ]);
    expect(queue.handed[0]?.headers).toMatchObject({
      "upstash-deduplication-id": expect.stringContaining(id),
      "upstash-flow-control-key": `catalog.${store.id}`,
    });
    expect(await actsOn(id)).toMatchObject([{ action: "dead_letter.replayed", actorId: member.id, storeId: store.id }]);
  });

  it("leaves the letter open when the queue does not take it", async () => {
    const store = await makeStore();
    const id = await letterOf(store);
    queue.answerWith(503);
    expect(await replay(store, id)).toEqual({ ok: false, code: "queue_silent" });
    expect((await listOpen(store)).rows.map((row) => row.id)).toEqual([id]);
    expect((await actsOn(id)).map(({ action, actorKind }) => [action, actorKind])).toEqual([
      ["dead_letter.replayed", "member"],
      ["dead_letter.reopened", "system"],
    ]);
    queue.answerWith(200);
    expect((await replay(store, id)).ok).toBe(true);
  });

  it("asks first, and leaves open what could not be asked about", async () => {
    const store = await makeStore();
    const [asked, silent] = [await letterOf(store), await letterOf(store, { status: 504 })];
    const askFirst: AskFirst = async ({ payload }) => (JSON.stringify(payload) === silentPayload ? "silent" : "asked");
    const letter = await withPlatform((tx) => tx.deadLetter.findUniqueOrThrow({ where: { id: silent } }));
    const silentPayload = JSON.stringify(letter.payload);
    const all = { storeId: store.id, actor: member, filter: openFilter };
    expect(await replayDeadLetters(all, askFirst)).toEqual({ ok: true, value: { replayed: 1, silent: 1, unsent: 0 } });
    expect((await listOpen(store)).rows.map(({ id }) => id)).toEqual([silent]);
    expect(await replayDeadLetters(all, askFirst)).toEqual({ ok: false, code: "gateway_silent" });
    expect(queue.handed.map(({ body }) => body.deadLetterId)).toEqual([asked]);
  });

  it("leaves a letter open that could not be asked about, and sends the others", async () => {
    const store = await makeStore();
    const [fine, strange] = [await letterOf(store), await letterOf(store, { consumer: "refresh-product" })];
    const askFirst: AskFirst = async ({ consumer }) => {
      if (consumer === "refresh-product") throw new Error("nobody expected this");
      return "asked";
    };
    const all = { storeId: store.id, actor: member, filter: openFilter };
    expect(await replayDeadLetters(all, askFirst)).toEqual({ ok: true, value: { replayed: 1, silent: 0, unsent: 1 } });
    expect(queue.handed.map(({ body }) => body.deadLetterId)).toEqual([fine]);
    expect((await listOpen(store)).rows.map(({ id }) => id)).toEqual([strange]);
    expect(await replayDeadLetters(all, askFirst)).toEqual({ ok: false, code: "not_asked" });
  });

  it("reaches all of one cause at once, what the person saw and no more, each written down", async () => {
    const store = await makeStore();
    const ids = [await letterOf(store, { status: 504 }), await letterOf(store, { status: 504 })];
    const other = await letterOf(store, { status: 500 });
    const until = new Date();
    const later = await letterOf(store, { status: 504 });
    await withPlatform((tx) => tx.deadLetter.update({ where: { id: later }, data: { lastFailedAt: moment(minuteMs) } }));
    const selection = { storeId: store.id, actor: member, filter: { ...openFilter, causes: ["timeout"], until } };
    expect(await replayDeadLetters(selection, nothingToAsk)).toEqual({ ok: true, value: { replayed: 2, silent: 0, unsent: 0 } });
    expect(queue.handed.map(({ body }) => body.deadLetterId).sort()).toEqual([...ids].sort());
    expect(new Set((await listOpen(store)).rows.map(({ id }) => id))).toEqual(new Set([other, later]));
    for (const id of ids) expect(await actsOn(id)).toMatchObject([{ action: "dead_letter.replayed", after: { cause: "timeout" } }]);
  });
});

describe("another store's dead letter", () => {
  it("is behind the wall of its store: a console of one store reads as that store alone", async () => {
    const [store, other] = [await makeStore(), await makeStore()];
    await letterOf(store);
    const seen = (storeId: string | null) => inScope({ storeId }, (tx) => tx.deadLetter.findMany({ where: { storeId: store.id } }));
    expect([(await seen(store.id)).length, (await seen(other.id)).length, (await seen(null)).length]).toEqual([1, 0, 1]);
  });

  it("is not found by a member, and an operator may act on it", async () => {
    const [store, other] = [await makeStore(), await makeStore()];
    const id = await letterOf(store);
    const foreign = { id, storeId: other.id, actor: member };
    expect(await replayDeadLetters(foreign, nothingToAsk)).toEqual({ ok: false, code: "not_found" });
    expect(await discardDeadLetters(foreign, "mine now")).toEqual({ ok: false, code: "not_found" });
    expect(await findDeadLetter({ storeId: other.id }, id)).toBeNull();
    expect(await discardDeadLetters({ storeId: other.id, actor: member, filter: openFilter }, "all of mine")).toEqual({
      ok: false,
      code: "not_found",
    });
    expect(queue.handed).toEqual([]);
    expect((await replayDeadLetters({ id, storeId: null, actor: operator }, nothingToAsk)).ok).toBe(true);
  });

  it("that belongs to no store is not found by a member of any", async () => {
    await receiveFailure(callbackOf(null));
    const { rows } = await listDeadLetters({ storeId: null }, openFilter, 1);
    const id = rows.find((row) => row.storeId === null)?.id ?? "";
    const store = await makeStore();
    expect((await replay(store, id)).ok).toBe(false);
    for (const selection of [{ id }, { filter: openFilter }]) {
      expect((await replayDeadLetters({ ...selection, storeId: null, actor: member }, nothingToAsk)).ok).toBe(false);
    }
  });
});

describe("discarding", () => {
  it("puts the letter aside with its reason, and says who did it", async () => {
    const store = await makeStore();
    const id = await letterOf(store);
    const act = { id, storeId: store.id, actor: member };
    expect(await discardDeadLetters(act, "the product is gone")).toEqual({ ok: true, value: { discarded: 1 } });
    expect((await replay(store, id)).ok).toBe(false);
    expect((await listOpen(store, { state: "discarded" })).rows).toMatchObject([{ resolution: "the product is gone" }]);
    const found = await findDeadLetter({ storeId: store.id }, id);
    expect(found?.acts).toMatchObject([{ action: "dead_letter.discarded", actorKind: "member", detail: "the product is gone" }]);
  });
});
