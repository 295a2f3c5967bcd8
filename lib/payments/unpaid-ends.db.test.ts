import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { after, minuteMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { startGateway } from "@/tests/factories/gateway";
import { type PagarmeFront, startFront } from "@/tests/factories/pagarme-front";
import { approved, openShop, type Shop } from "@/tests/factories/shop";
import { expireOrder } from "./expire";
import { pollAttempt } from "./poll";
import { settleAttempt } from "./settle";

let sandbox: RunningSandbox;
let front: PagarmeFront;
let shop: Shop;
beforeAll(async () => {
  sandbox = await startGateway();
  front = await startFront(sandbox.apiBase);
  vi.stubEnv("PAGARME_API_BASE", front.url);
  shop = await openShop(sandbox, { capture: "manual" });
});
afterEach(() => {
  vi.useRealTimers();
  front.thaw();
});
afterAll(async () => {
  front.close();
  await sandbox.close();
});

const wait = (minutes: number) => vi.useFakeTimers({ toFake: ["Date"], now: after(minutes * minuteMs) });
const attemptOf = (id: string) =>
  withStore(shop.store.id, (tx) => tx.paymentAttempt.findUniqueOrThrow({ where: { storeId_id: { storeId: shop.store.id, id } } }));

const orderOf = (id: string) =>
  withStore(shop.store.id, (tx) => tx.order.findUniqueOrThrow({ where: { storeId_id: { storeId: shop.store.id, id } } }));
const heldOf = async (variantId: string) => {
  const where = { storeId_variantId: { storeId: shop.store.id, variantId } };
  return (await withStore(shop.store.id, (tx) => tx.inventoryLevel.findUniqueOrThrow({ where }))).reserved;
};

describe("a Pix that the gateway does not let be ended", () => {
  const buyFrozen = async () => {
    const bought = await shop.buy();
    await settleAttempt(shop.store.id, bought.attemptId);
    front.freeze();
    return bought;
  };

  it("keeps the goods while it can be paid, and gives them back once its time and the grace are over", async () => {
    const { orderId, attemptId, variantId } = await buyFrozen();
    await shop.endHold(orderId);
    expect(await expireOrder(shop.store.id, orderId)).toBe("prolonged");
    expect(await heldOf(variantId)).toBe(1);

    wait(101);
    expect(await expireOrder(shop.store.id, orderId)).toBe("expired");
    expect(await heldOf(variantId)).toBe(0);
    expect(await attemptOf(attemptId)).toMatchObject({ status: "expired", failureCode: "payment_expired", nextPollAt: null });
    expect((await orderOf(orderId)).paymentState).toBe("failed");
  });

  it("is late money when it is paid after that", async () => {
    const { orderId, attemptId } = await buyFrozen();
    wait(101);
    expect(await expireOrder(shop.store.id, orderId)).toBe("expired");
    expect(await settleAttempt(shop.store.id, attemptId)).toBe("expired");
    front.thaw();
    await shop.pay(attemptId);
    expect(await settleAttempt(shop.store.id, attemptId)).toBe("captured");
    expect(await orderOf(orderId)).toMatchObject({ status: "confirmed", paymentState: "paid" });
  });

  it("keeps the goods, however late it is, while the gateway is silent", async () => {
    const { orderId } = await shop.buy();
    wait(101);
    await sandbox.fault({ operation: "GET /orders/{id}", effect: { kind: "fail_before", status: 500 } });
    expect(await expireOrder(shop.store.id, orderId)).toBe("prolonged");
  });
});

describe("card money that turns out to be held for an attempt which was believed to have failed", () => {
  const heldInVain = async () => {
    const { attemptId, status } = await shop.buy({ method: "card", card: approved });
    expect(status).toBe("authorized");
    const where = { storeId_id: { storeId: shop.store.id, id: attemptId } };
    const data = { status: "failed", finalAt: new Date(), nextPollAt: null };
    await withStore(shop.store.id, (tx) => tx.paymentAttempt.update({ where, data }));
    expect(await settleAttempt(shop.store.id, attemptId)).toBe("failed");
    expect(await settleAttempt(shop.store.id, attemptId)).toBe("failed");
    expect(await attemptOf(attemptId)).toMatchObject({ nextPollAt: expect.any(Date), pollCount: 0 });
    return attemptId;
  };
  const statusThere = async (attemptId: string) => (await sandbox.call("GET", `/charges/${await shop.chargeId(attemptId)}`)).body.status;

  it("is let go by the next poll", async () => {
    const attemptId = await heldInVain();
    await pollAttempt(shop.store.id, attemptId, 0);
    expect(await statusThere(attemptId)).toBe("canceled");
    expect(await attemptOf(attemptId)).toMatchObject({ status: "failed", nextPollAt: null });
  });

  it("is let go by a later one where the gateway was silent", async () => {
    const attemptId = await heldInVain();
    await sandbox.fault({ operation: "DELETE /charges/{id}", effect: { kind: "fail_before", status: 500 } });
    await pollAttempt(shop.store.id, attemptId, 0);
    expect(await attemptOf(attemptId)).toMatchObject({ nextPollAt: expect.any(Date), pollCount: 1 });

    await pollAttempt(shop.store.id, attemptId, 1);
    expect(await statusThere(attemptId)).toBe("canceled");
  });
});
