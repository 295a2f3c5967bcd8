import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { type PagarmeShop, startPagarmeShop } from "@/tests/factories/pagarme-shop";
import { cancelOrder } from "./cancel-order";
import { pollAttempt } from "./poll";
import { requestRefund, submitRefund } from "./refunds";
import { settleAttempt } from "./settle";

const approved = "4000000000000010";

let shop: PagarmeShop;
beforeAll(async () => {
  shop = await startPagarmeShop();
});
afterAll(() => shop.close());

describe("refunds", () => {
  it("never give back more than was paid, whatever is clicked at the same time", async () => {
    const { orderId, attemptId } = await shop.buy({ method: "card", card: approved });
    const wishes = Array.from({ length: 6 }, () =>
      requestRefund(shop.store.id, attemptId, { amountCents: 5000, reason: "", restock: false, requestedBy: null }),
    );
    const asked = await Promise.all(wishes);
    expect(asked.filter(({ ok }) => ok)).toHaveLength(2);
    for (const one of asked) if (one.ok) await submitRefund(shop.store.id, one.value);
    expect(await shop.read(orderId)).toMatchObject({ paymentState: "partially_refunded", payment: { refundedCents: 10_000 } });
  });

  it("whose answer is lost are sent again and give back once", async () => {
    const { orderId, attemptId } = await shop.buy({ method: "card", card: approved });
    const asked = await requestRefund(shop.store.id, attemptId, { amountCents: 5000, reason: "", restock: false, requestedBy: null });
    if (!asked.ok) throw new Error(asked.code);
    await shop.sandbox.fault({ operation: "DELETE /charges/{id}", effect: { kind: "fail_after", status: 503 } });
    expect(await submitRefund(shop.store.id, asked.value)).toBe("unknown");
    await pollAttempt(shop.store.id, attemptId, 0);
    expect(await shop.read(orderId)).toMatchObject({ payment: { refundedCents: 5000, refunds: [{ status: "settled" }] } });
    expect(await shop.events("order.refunded", orderId)).toBe(1);
  });

  it("made at the gateway itself are found and shown", async () => {
    const { orderId, attemptId } = await shop.buy({ method: "card", card: approved });
    await shop.inPanel(attemptId, { action: "refund", amount: "25.00" });
    await settleAttempt(shop.store.id, attemptId);
    await settleAttempt(shop.store.id, attemptId);
    const order = await shop.read(orderId);
    expect(order).toMatchObject({ paymentState: "partially_refunded", payment: { refundedCents: 2500 } });
    expect(order.payment?.refunds).toMatchObject([{ status: "settled", reason: "made_at_gateway", amountCents: 2500 }]);
  });
});

const cancel = (orderId: string, restock = true) => cancelOrder(shop.store.id, { orderId, actorId: newId(), restock });

describe("a refund that waits at the bank", () => {
  const refundLater = async (attemptId: string, amountCents: number) => {
    await shop.sandbox.fault({ operation: "DELETE /charges/{id}", effect: { kind: "fail_later" } });
    const asked = await requestRefund(shop.store.id, attemptId, { amountCents, reason: "", restock: false, requestedBy: null });
    if (!asked.ok) throw new Error(asked.code);
    expect(await submitRefund(shop.store.id, asked.value)).toBe("submitted");
    await shop.sandbox.advance(3600);
    return asked.value;
  };

  it("and is refused there ends, is told once, and its money can be given back again", async () => {
    const { orderId, attemptId } = await shop.buy({ method: "card", card: approved });
    const refundId = await refundLater(attemptId, 4000);
    for (let asked = 0; asked < 3; asked++) await settleAttempt(shop.store.id, attemptId);

    const order = await shop.read(orderId);
    expect(order).toMatchObject({ paymentState: "paid", flags: ["refund_failed"], payment: { refundedCents: 0 } });
    expect(order.payment?.refunds).toMatchObject([{ id: refundId, status: "failed" }]);
    expect(order.timeline.filter(({ kind }) => kind === "refund_failed")).toHaveLength(1);
    expect(await shop.events("refund.failed", orderId)).toBe(1);

    const again = await requestRefund(shop.store.id, attemptId, { reason: "", restock: false, requestedBy: null });
    expect(again.ok && (await submitRefund(shop.store.id, again.value))).toBe("settled");
    expect(await shop.read(orderId)).toMatchObject({ paymentState: "refunded", flags: [] });
  });
});

describe("cancelling", () => {
  it("keeps the units of a paid order off sale when the merchant says so", async () => {
    const { orderId, variantId } = await shop.buy({ method: "card", card: approved });
    expect((await cancel(orderId, false)).ok).toBe(true);
    const order = await shop.read(orderId);
    expect(order.status).toBe("cancelled");
    expect(order.timeline.map(({ kind }) => kind)).not.toContain("restocked");
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 4, reserved: 0 });
  });

  it("gives units that were only held back to sale, whatever was ticked", async () => {
    const { orderId, variantId } = await shop.buy();
    expect((await cancel(orderId, false)).ok).toBe(true);
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 5, reserved: 0 });
  });

  it("a paid order gives the goods back to sale and the money back to the shopper", async () => {
    const { orderId, variantId } = await shop.buy({ method: "card", card: approved });
    const cancelled = await cancel(orderId);
    if (!cancelled.ok) throw new Error(cancelled.code);
    for (const id of cancelled.value.refundIds) expect(await submitRefund(shop.store.id, id)).toBe("settled");
    expect(await shop.read(orderId)).toMatchObject({ status: "cancelled", paymentState: "refunded", flags: [] });
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 5, reserved: 0 });
    expect((await cancel(orderId)).ok).toBe(false);
  });

  it("an unpaid order ends its Pix at the gateway first", async () => {
    const { orderId, attemptId, variantId } = await shop.buy();
    expect((await cancel(orderId)).ok).toBe(true);
    expect(await settleAttempt(shop.store.id, attemptId)).toBe("voided");
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 5, reserved: 0 });
  });
});
