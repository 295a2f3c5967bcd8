import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { payAgain } from "@/lib/checkout/pay-again";
import { placeOrder } from "@/lib/checkout/place";
import { withStore } from "@/lib/db/transaction";
import { makeCheckout, placing } from "@/tests/factories/checkout";
import { type PagarmeShop, startPagarmeShop } from "@/tests/factories/pagarme-shop";
import { expireOrder } from "./expire";
import { pollAttempt } from "./poll";
import { requestRefund, submitRefund } from "./refunds";
import { settleAttempt } from "./settle";

const approved = "4000000000000010";

let shop: PagarmeShop;
beforeAll(async () => {
  shop = await startPagarmeShop();
});
afterAll(() => shop.close());

describe("the end of the hold", () => {
  it("asks the gateway first: an order that was paid at the last moment is confirmed, not expired", async () => {
    const { orderId, attemptId, variantId } = await shop.buy();
    await shop.pay(attemptId);
    await shop.endHold(orderId);
    await expireOrder(shop.store.id, orderId);
    expect(await shop.read(orderId)).toMatchObject({ status: "confirmed", paymentState: "paid" });
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 4, reserved: 0 });
  });

  it("cancels an unpaid Pix at the gateway and gives the goods back", async () => {
    const { orderId, attemptId, variantId } = await shop.buy();
    await shop.endHold(orderId);
    expect(await expireOrder(shop.store.id, orderId)).toBe("expired");
    expect(await shop.read(orderId)).toMatchObject({ status: "expired", paymentState: "failed" });
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 5, reserved: 0 });
    expect(await settleAttempt(shop.store.id, attemptId)).toBe("voided");
    expect(await expireOrder(shop.store.id, orderId)).toBe("nothing");
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 5, reserved: 0 });
  });

  it("keeps the goods while the gateway is silent", async () => {
    const { orderId, variantId } = await shop.buy();
    await shop.endHold(orderId);
    await shop.sandbox.fault({ operation: "GET /orders/{id}", effect: { kind: "fail_before", status: 500 } });
    expect(await expireOrder(shop.store.id, orderId)).toBe("prolonged");
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 5, reserved: 1 });
    expect((await shop.read(orderId)).status).toBe("awaiting_payment");
  });

  it("comes to nothing before its time", async () => {
    const { orderId } = await shop.buy();
    expect(await expireOrder(shop.store.id, orderId)).toBe("nothing");
  });
});

/** An order whose Pix was believed dead and is paid all the same, as banks do. */
async function paidLate(stock: number) {
  const bought = await shop.buy({ stock });
  await withStore(shop.store.id, async (tx) => {
    await tx.paymentAttempt.update({
      where: { storeId_id: { storeId: shop.store.id, id: bought.attemptId } },
      data: { status: "expired", finalAt: new Date() },
    });
  });
  await shop.endHold(bought.orderId);
  expect(await expireOrder(shop.store.id, bought.orderId)).toBe("expired");
  await shop.pay(bought.attemptId);
  return bought;
}

describe("late money", () => {
  it("confirms the order when the goods are still there", async () => {
    const { orderId, attemptId, variantId } = await paidLate(5);
    expect(await settleAttempt(shop.store.id, attemptId)).toBe("captured");
    const order = await shop.read(orderId);
    expect(order).toMatchObject({ status: "confirmed", paymentState: "paid", flags: [] });
    expect(order.timeline.some(({ kind }) => kind === "confirmed_late")).toBe(true);
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 4, reserved: 0 });
    expect(await shop.events("order.paid", orderId)).toBe(1);
  });

  it("goes back by itself when the goods went to somebody else", async () => {
    const { orderId, attemptId, variantId } = await paidLate(1);
    await placeOrder(shop.store, placing(await makeCheckout(shop.store, shop.rateId, [{ variantId }])));
    await settleAttempt(shop.store.id, attemptId);
    expect(await shop.read(orderId)).toMatchObject({
      status: "expired",
      flags: ["paid_unfulfillable"],
      payment: { refunds: [{ status: "requested" }] },
    });

    await pollAttempt(shop.store.id, attemptId, 0);
    const order = await shop.read(orderId);
    expect(order).toMatchObject({ status: "expired", paymentState: "refunded", flags: [], payment: { refundedCents: 10_500 } });
    expect(await shop.events("order.paid", orderId)).toBe(0);
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 1, reserved: 1 });
  });

  it("flags an order that was paid twice, until the surplus went back", async () => {
    const { orderId, attemptId } = await paidLate(5);
    const again = await payAgain(shop.store.id, { orderId, method: "card", instalments: 1 });
    if (!again.ok) throw new Error(again.code);
    await shop.charge(again.value, approved);
    await settleAttempt(shop.store.id, attemptId);
    expect(await shop.read(orderId)).toMatchObject({ status: "confirmed", flags: ["overpaid"], payment: { capturedCents: 22_000 } });

    const refund = await requestRefund(shop.store.id, attemptId, { reason: "overpaid", restock: false, requestedBy: null });
    if (!refund.ok) throw new Error(refund.code);
    expect(await submitRefund(shop.store.id, refund.value)).toBe("settled");
    expect(await shop.read(orderId)).toMatchObject({ flags: [], paymentState: "partially_refunded" });
  });
});
