import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { withPlatform, withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { makeProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";
import { outsideConsumer, platformConsumer, type RawDelivery, storeBatchConsumer, storeConsumer } from "./consume";
import { NotRetryable } from "./failures";

let store: StoreView;
let productId: string;
beforeEach(async () => {
  store = await makeStore();
  productId = (await makeProduct(store)).id;
});

const countSale = storeConsumer("count-sales", "order.paid", async (tx, storeId) => {
  const key = { storeId_productId: { storeId, productId } };
  await tx.productSales.upsert({ where: key, create: { storeId, productId, units: 1 }, update: { units: { increment: 1 } } });
});

function delivery(wanted: Partial<RawDelivery> = {}): RawDelivery {
  return { eventId: newId(), storeId: store.id, payload: { storeId: store.id, orderId: newId() }, retried: 0, ...wanted };
}

async function unitsSold(): Promise<number> {
  const row = await withStore(store.id, (tx) => tx.productSales.findFirst());
  return row?.units ?? 0;
}

const isMarked = async (eventId: string) => (await withPlatform((tx) => tx.processedEvent.count({ where: { eventId } }))) > 0;

describe("a delivery that comes twice", () => {
  it("does its work once", async () => {
    const twice = delivery();
    expect(await countSale(twice)).toBe("done");
    expect(await countSale({ ...twice, retried: 1 })).toBe("seen_before");
    expect(await unitsSold()).toBe(1);
  });

  it("does its work once also at the same moment", async () => {
    const twice = delivery();
    const outcomes = await Promise.all([countSale(twice), countSale(twice), countSale(twice)]);
    expect(outcomes.sort()).toEqual(["done", "seen_before", "seen_before"]);
    expect(await unitsSold()).toBe(1);
  });

  it("is one per consumer: another consumer of the same event still does its own", async () => {
    const shared = delivery();
    let mails = 0;
    const mail = outsideConsumer("mail-order-paid", "order.paid", async () => void mails++);
    await countSale(shared);
    expect(await mail(shared)).toBe("done");
    expect(await mail(shared)).toBe("seen_before");
    expect(mails).toBe(1);
  });
});

describe("a delivery that fails", () => {
  it("leaves neither effects nor mark, and is done whole the next time", async () => {
    let isBroken = true;
    const count = storeConsumer("count-sales", "order.paid", async (tx, storeId) => {
      await tx.productSales.create({ data: { storeId, productId, units: 1 } });
      if (isBroken) throw new Error("down");
    });
    const tried = delivery();
    await expect(count(tried)).rejects.toThrow("down");
    expect([await unitsSold(), await isMarked(tried.eventId)]).toEqual([0, false]);
    isBroken = false;
    expect(await count(tried)).toBe("done");
    expect([await unitsSold(), await isMarked(tried.eventId)]).toEqual([1, true]);
  });

  it("is done again when the work went outside", async () => {
    let calls = 0;
    const callOut = outsideConsumer("mail-order-paid", "order.paid", async () => {
      calls++;
      if (calls === 1) throw new Error("the provider is down");
    });
    const tried = delivery();
    await expect(callOut(tried)).rejects.toThrow("down");
    expect(await callOut(tried)).toBe("done");
    expect(calls).toBe(2);
  });

  it("is never tried again when it cannot be read", async () => {
    const broken = [delivery({ payload: { storeId: store.id } }), delivery({ payload: null }), delivery({ storeId: null })];
    for (const one of broken) await expect(countSale(one)).rejects.toThrow(NotRetryable);
    expect(await unitsSold()).toBe(0);
  });
});

describe("what a consumer may touch", () => {
  it("is the rows of the message's store alone", async () => {
    const other = await makeStore();
    await countSale(delivery({ storeId: other.id }));
    expect(await unitsSold()).toBe(0);
    const sold = await withStore(other.id, (tx) => tx.productSales.count());
    expect(sold).toBe(1);
  });

  it("is the platform's rows where the event is the platform's", async () => {
    const userId = newId();
    const note = platformConsumer("mail-verify-address", "member.registered", async (tx, { payload }) => {
      await tx.auditEntry.create({ data: { id: newId(), actorKind: "system", action: "noted", subject: payload.userId } });
    });
    const twice = delivery({ storeId: null, payload: { userId } });
    expect([await note(twice), await note(twice)]).toEqual(["done", "seen_before"]);
    expect(await withPlatform((tx) => tx.auditEntry.count({ where: { subject: userId } }))).toBe(1);
  });
});

describe("a dry run", () => {
  it("runs the work to its end and leaves nothing of it", async () => {
    const tried = delivery();
    expect(await countSale({ ...tried, isRehearsal: true })).toBe("would_succeed");
    expect([await unitsSold(), await isMarked(tried.eventId)]).toEqual([0, false]);
    expect(await countSale(tried)).toBe("done");
    expect(await countSale({ ...tried, isRehearsal: true })).toBe("seen_before");
  });

  it("does not begin what goes outside", async () => {
    let calls = 0;
    const callOut = outsideConsumer("mail-order-paid", "order.paid", async () => void calls++);
    const tried = delivery();
    expect(await callOut({ ...tried, isRehearsal: true })).toBe("would_go_outside");
    expect([calls, await isMarked(tried.eventId)]).toEqual([0, false]);
  });
});

describe("deliveries of a store that come together", () => {
  /** Counts deliveries, fails on orders whose id ends in f, and remembers the sizes of its batches. */
  function counting() {
    const sizes: number[] = [];
    const consumer = storeBatchConsumer("count-sales", "order.paid", async (tx, storeId, deliveries) => {
      sizes.push(deliveries.length);
      if (deliveries.some(({ payload }) => payload.orderId.endsWith("f"))) throw new Error("a bad one");
      const added = deliveries.length;
      const key = { storeId_productId: { storeId, productId } };
      await tx.productSales.upsert({ where: key, create: { storeId, productId, units: added }, update: { units: { increment: added } } });
    });
    return { consumer, sizes };
  }

  const ending = (last: string) => delivery({ payload: { storeId: store.id, orderId: newId().slice(0, -1) + last } });

  it("are done in few transactions, each once, whoever comes twice", async () => {
    const { consumer, sizes } = counting();
    const told = Array.from({ length: 8 }, () => ending("1"));
    const outcomes = await Promise.all([...told, ...told].map((one) => consumer(one)));
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(8);
    expect(outcomes.filter((outcome) => outcome === "seen_before")).toHaveLength(8);
    expect(await unitsSold()).toBe(8);
    expect(sizes).toEqual([1, 7]);
  });

  it("fail alone: the others of the batch are done", async () => {
    const { consumer } = counting();
    const bad = ending("f");
    const told = [ending("1"), ending("1"), bad, ending("1")];
    const settled = await Promise.allSettled(told.map((one) => consumer(one)));
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
    expect([await unitsSold(), await isMarked(bad.eventId)]).toEqual([3, false]);
  });

  it("do not mix stores, and rehearse without a trace", async () => {
    const { consumer } = counting();
    const other = await makeStore();
    await Promise.all([consumer(ending("1")), consumer({ ...ending("1"), storeId: other.id }), consumer(ending("1"))]);
    expect(await unitsSold()).toBe(2);
    expect(await consumer({ ...ending("1"), isRehearsal: true })).toBe("would_succeed");
    expect(await unitsSold()).toBe(2);
  });
});
