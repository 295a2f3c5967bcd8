import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { dayMs, hourMs, minuteMs, after as moment } from "@/lib/core/time";
import { withPlatform, withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { letterOf, openFilter } from "@/tests/factories/dead-letters";
import { startQueue, type TestQueue } from "@/tests/factories/queue";
import { makeStore } from "@/tests/factories/store";
import { listDeadLetters } from "./dead-letters";
import { flushOutbox } from "./flush";
import { record } from "./outbox";
import { prune } from "./prune";
import { replayDeadLetters } from "./resolve-letters";
import { lostAfterMs, reopenLostReplays, resolveDone, settlePublished } from "./settle-published";

let queue: TestQueue;
let store: StoreView;
beforeAll(async () => {
  queue = await startQueue();
});
afterAll(() => queue.close());
beforeEach(async () => {
  await withPlatform((tx) => tx.outboxEvent.deleteMany());
  store = await makeStore();
});

const longAgo = () => moment(-lostAfterMs - minuteMs);

/** A changed product whose event was published so long ago; gives the event's id. */
async function published(publishedAt: Date): Promise<string> {
  await withStore(store.id, (tx) => record(tx, "product.changed", { storeId: store.id, productId: newId(), version: 1 }));
  await flushOutbox();
  const { id } = await withPlatform((tx) => tx.outboxEvent.findFirstOrThrow({ orderBy: { id: "desc" } }));
  await withPlatform((tx) => tx.outboxEvent.update({ where: { id }, data: { publishedAt } }));
  return id;
}

const mark = (consumer: string, eventId: string) =>
  withPlatform((tx) => tx.processedEvent.create({ data: { consumer, eventId, storeId: store.id } }));
const openLetters = async () => (await listDeadLetters({ storeId: store.id }, openFilter, 1)).rows;

describe("a delivery of which nothing was heard", () => {
  it("becomes a dead letter after six hours, alone among the deliveries of its event", async () => {
    const eventId = await published(longAgo());
    await mark("index-product", eventId);
    expect(await settlePublished()).toBe(1);
    expect(await openLetters()).toMatchObject([{ consumer: "refresh-product", cause: "lost", attempts: 0 }]);
    expect(await settlePublished()).toBe(0);
  });

  it("is waited for until then, and until its own time", async () => {
    await published(moment(-lostAfterMs + hourMs));
    const delayed = await published(longAgo());
    await withPlatform((tx) => tx.outboxEvent.update({ where: { id: delayed }, data: { notBefore: moment(-hourMs) } }));
    expect(await settlePublished()).toBe(0);
    expect(await openLetters()).toEqual([]);
  });

  it("is not told of twice when it has its dead letter already", async () => {
    const eventId = await published(longAgo());
    await mark("index-product", eventId);
    const id = await letterOf(store, { eventId, consumer: "refresh-product" });
    expect(await settlePublished()).toBe(0);
    expect((await openLetters()).map((letter) => letter.id)).toEqual([id]);
  });

  it("is found before its event and the marks of its other deliveries are forgotten", async () => {
    const eventId = await published(moment(-30 * dayMs));
    await mark("index-product", eventId);
    await withPlatform((tx) => tx.processedEvent.updateMany({ where: { eventId }, data: { processedAt: moment(-30 * dayMs) } }));
    const left = async () => [
      await withPlatform((tx) => tx.outboxEvent.count({ where: { storeId: store.id } })),
      await withPlatform((tx) => tx.processedEvent.count({ where: { eventId } })),
    ];
    await prune();
    expect(await left()).toEqual([1, 1]);
    await settlePublished();
    await prune();
    expect(await left()).toEqual([0, 0]);
    expect(await openLetters()).toMatchObject([{ consumer: "refresh-product" }]);
  });

  it("is found in one sweep, however many events a busy minute published", async () => {
    const told = { storeId: store.id, productId: newId(), version: 1 };
    const rows = Array.from({ length: 1100 }, () => ({ id: newId(), storeId: store.id, name: "product.changed", payload: told }));
    await withPlatform((tx) => tx.outboxEvent.createMany({ data: rows.map((row) => ({ ...row, publishedAt: longAgo() })) }));
    const done = rows.slice(1).map(({ id }) => ({ consumer: "index-product", eventId: id, storeId: store.id }));
    const marks = [...done, ...done.map((one) => ({ ...one, consumer: "refresh-product" }))];
    await withPlatform((tx) => tx.processedEvent.createMany({ data: marks }));
    expect(await settlePublished()).toBe(2);
    expect(await withPlatform((tx) => tx.outboxEvent.count({ where: { storeId: store.id, settledAt: null } }))).toBe(0);
  });
});

describe("a dead letter", () => {
  const stateOf = async (id: string) => (await withPlatform((tx) => tx.deadLetter.findUniqueOrThrow({ where: { id } }))).status;
  const replay = (id: string) =>
    replayDeadLetters({ id, storeId: null, actor: { id: newId(), kind: "operator" } }, async () => "nothing_to_ask");

  it("whose delivery was done after all is resolved by itself, and the audit says so", async () => {
    const eventId = newId();
    const id = await letterOf(store, { eventId });
    await resolveDone();
    expect(await stateOf(id)).toBe("open");
    await mark("index-product", eventId);
    await resolveDone();
    expect(await stateOf(id)).toBe("resolved");
    expect(await withPlatform((tx) => tx.auditEntry.findMany({ where: { subject: id } }))).toMatchObject([
      { action: "dead_letter.resolved", actorKind: "system", storeId: store.id },
    ]);
  });

  it("whose replay was lost waits for a person again", async () => {
    const id = await letterOf(store);
    expect((await replay(id)).ok).toBe(true);
    await reopenLostReplays();
    expect(await stateOf(id)).toBe("replayed");
    await withPlatform((tx) => tx.deadLetter.update({ where: { id }, data: { resolvedAt: longAgo() } }));
    await reopenLostReplays();
    expect(await openLetters()).toMatchObject([{ id, cause: "lost" }]);
  });

  it("is kept while it is open, and for ninety days after", async () => {
    const [open, old, recent] = [await letterOf(store), await letterOf(store), await letterOf(store)];
    const closed = (resolvedAt: Date) => ({ status: "discarded", resolvedAt });
    await withPlatform((tx) => tx.deadLetter.update({ where: { id: open }, data: { lastFailedAt: moment(-200 * dayMs) } }));
    await withPlatform((tx) => tx.deadLetter.update({ where: { id: old }, data: closed(moment(-91 * dayMs)) }));
    await withPlatform((tx) => tx.deadLetter.update({ where: { id: recent }, data: closed(moment(-89 * dayMs)) }));
    await prune();
    const left = await withPlatform((tx) => tx.deadLetter.findMany({ where: { storeId: store.id }, select: { id: true } }));
    expect(new Set(left.map(({ id }) => id))).toEqual(new Set([open, recent]));
  });
});
