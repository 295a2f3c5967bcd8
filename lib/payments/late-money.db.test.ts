import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { shipOrder } from "@/lib/orders/ship";
import { type PagarmeShop, startPagarmeShop } from "@/tests/factories/pagarme-shop";
import { confirmHeldOrder } from "./confirm-order";
import { expireOrder } from "./expire";
import { checkInvariants } from "./invariants";
import { requestRefund, submitRefund } from "./refunds";
import { settleAttempt } from "./settle";

const member = newId();
let shop: PagarmeShop;
beforeAll(async () => {
  shop = await startPagarmeShop({ lateMoney: "hold" });
});
afterAll(() => shop.close());

const broken = async () => {
  const ports = { listBookDifferences: async () => [], listStaleProducts: async () => [] };
  return (await checkInvariants(shop.store.id, { graceMs: 0, ports })).flatMap(({ findings }) => findings);
};

/** An order whose Pix was paid after its one unit was sold to somebody else. */
async function paidTooLate() {
  const bought = await shop.buy({ stock: 1 });
  await shop.endHold(bought.orderId);
  expect(await expireOrder(shop.store.id, bought.orderId)).toBe("expired");
  await setStock(bought.variantId, 0);
  await shop.pay(bought.attemptId);
  await settleAttempt(shop.store.id, bought.attemptId);
  return bought;
}

const setStock = (variantId: string, onHand: number) =>
  withStore(shop.store.id, (tx) =>
    tx.inventoryLevel.update({ where: { storeId_variantId: { storeId: shop.store.id, variantId } }, data: { onHand } }),
  );

describe("money that went back before it was seen", () => {
  it("confirms nothing: no goods are sold, nobody is told that the order is paid", async () => {
    const { orderId, attemptId, variantId } = await shop.buy();
    await shop.pay(attemptId);
    await shop.inPanel(attemptId, { action: "refund", amount: "" });
    expect(await settleAttempt(shop.store.id, attemptId)).toBe("refunded");
    expect(await shop.read(orderId)).toMatchObject({ status: "awaiting_payment", paymentState: "refunded", confirmedAt: null });
    expect(await shop.events("order.paid", orderId)).toBe(0);
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 5, reserved: 1 });

    await shop.endHold(orderId);
    expect(await expireOrder(shop.store.id, orderId)).toBe("expired");
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 5, reserved: 0 });
    expect(await broken()).toEqual([]);
  });

  it("confirms the order when a part alone was given back", async () => {
    const { orderId, attemptId } = await shop.buy();
    await shop.pay(attemptId);
    await shop.inPanel(attemptId, { action: "refund", amount: "10.00" });
    await settleAttempt(shop.store.id, attemptId);
    expect(await shop.read(orderId)).toMatchObject({ status: "confirmed", paymentState: "partially_refunded" });
  });
});

describe("money that came after the goods were sold, held for a person", () => {
  it("is told to the merchant, and confirms the order once the goods are there again", async () => {
    const { orderId, variantId } = await paidTooLate();
    expect(await shop.read(orderId)).toMatchObject({ status: "expired", flags: ["paid_unfulfillable"] });
    expect(await shop.events("order.flagged", orderId)).toBe(1);
    expect(await confirmHeldOrder(shop.store.id, orderId, member)).toEqual({ ok: false, code: "no_stock_again" });

    await setStock(variantId, 2);
    expect(await confirmHeldOrder(shop.store.id, orderId, member)).toEqual({ ok: true });
    const order = await shop.read(orderId);
    expect(order).toMatchObject({ status: "confirmed", flags: [] });
    expect(order.timeline.at(-1)).toMatchObject({ kind: "confirmed_late", actorId: member });
    expect(await shop.events("order.paid", orderId)).toBe(1);
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 1, reserved: 0 });
    expect(await confirmHeldOrder(shop.store.id, orderId, member)).toEqual({ ok: false, code: "nothing_to_confirm" });
    const records = await withStore(shop.store.id, (tx) => tx.auditEntry.findMany({ where: { subject: orderId } }));
    expect(records).toMatchObject([{ action: "order.confirmed", actorId: member, after: { from: "expired" } }]);
    expect((await shipOrder(shop.store.id, { orderId, actorId: member, carrier: "", trackingCode: "", trackingUrl: "" })).ok).toBe(true);
    expect(await broken()).toEqual([]);
  });

  it("confirms nothing once it is being given back, wholly or in part", async () => {
    const { orderId, attemptId, variantId } = await paidTooLate();
    await setStock(variantId, 2);
    const wish = { amountCents: 1000, reason: "", restock: false, requestedBy: member };
    const asked = await requestRefund(shop.store.id, attemptId, wish);
    expect(await confirmHeldOrder(shop.store.id, orderId, member)).toEqual({ ok: false, code: "refund_open" });
    expect(asked.ok && (await submitRefund(shop.store.id, asked.value))).toBe("settled");
    expect(await confirmHeldOrder(shop.store.id, orderId, member)).toEqual({ ok: false, code: "not_all_paid" });
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 2, reserved: 0 });
  });

  it("sells its goods once, however often it is pressed", async () => {
    const { orderId, variantId } = await paidTooLate();
    await setStock(variantId, 1);
    const pressed = await Promise.all([1, 2, 3].map(() => confirmHeldOrder(shop.store.id, orderId, member)));
    expect(pressed.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 0, reserved: 0 });
  });
});
