import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { payAgain } from "@/lib/checkout/pay-again";
import { placeOrder } from "@/lib/checkout/place";
import { after, minuteMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import { makeCheckout, placing } from "@/tests/factories/checkout";
import { type PagarmeShop, startPagarmeShop } from "@/tests/factories/pagarme-shop";
import { makeProduct } from "@/tests/factories/product";
import { receiveNotice, settleNotice } from "./notices";
import { pollAttempt } from "./poll";
import { settleAttempt } from "./settle";

const approved = "4000000000000010";

let shop: PagarmeShop;
beforeAll(async () => {
  shop = await startPagarmeShop();
});
afterAll(() => shop.close());

describe("a card", () => {
  it("that is approved confirms the order and turns the hold into a sale", async () => {
    const { orderId, variantId, status } = await shop.buy({ method: "card", card: approved });
    expect(status).toBe("captured");
    expect(await shop.read(orderId)).toMatchObject({
      status: "confirmed",
      paymentState: "paid",
      flags: [],
      payment: { capturedCents: 11_500 },
    });
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 4, reserved: 0 });
    expect(await shop.events("order.paid", orderId)).toBe(1);
  });

  it("that is refused leaves the order waiting, and another card pays the same order", async () => {
    const { orderId, variantId, status } = await shop.buy({ method: "card", card: "4000000000000028" });
    expect(status).toBe("failed");
    expect(await shop.read(orderId)).toMatchObject({ status: "awaiting_payment", paymentState: "failed" });
    expect(await shop.events("payment.failed", orderId)).toBe(1);

    const again = await payAgain(shop.store.id, { orderId, method: "card", instalments: 1 });
    if (!again.ok) throw new Error(again.code);
    expect(await shop.charge(again.value, approved)).toBe("captured");
    expect(await shop.read(orderId)).toMatchObject({ status: "confirmed", paymentState: "paid", payment: { capturedCents: 11_500 } });
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 4, reserved: 0 });
  });

  it("is charged once by a double click", async () => {
    const { variantId } = await makeProduct(shop.store, { variants: [{ priceCents: 10_000, stock: 5 }] });
    const placed = await placeOrder(shop.store, placing(await makeCheckout(shop.store, shop.rateId, [{ variantId }]), "card"));
    if (!placed.ok || !placed.value.attemptId) throw new Error("not placed");
    const { attemptId, orderId } = placed.value;
    const outcomes = await Promise.all([shop.charge(attemptId, approved), shop.charge(attemptId, approved)]);
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    expect((await shop.read(orderId)).payment?.capturedCents).toBe(11_500);
  });

  it("whose answer is lost is unknown, never failed, and the poll finds out that it was charged", async () => {
    await shop.sandbox.fault({ operation: "POST /orders", effect: { kind: "fail_after", status: 503 } });
    const { orderId, attemptId, status } = await shop.buy({ method: "card", card: approved });
    expect(status).toBe("silent");
    expect(await shop.read(orderId)).toMatchObject({ status: "awaiting_payment", paymentState: "pending" });

    await pollAttempt(shop.store.id, attemptId, 0);
    expect(await shop.read(orderId)).toMatchObject({ status: "confirmed", paymentState: "paid" });
  });

  it("that was never charged fails only when the gateway says twice that it knows nothing", async () => {
    await shop.sandbox.fault({ operation: "POST /orders", effect: { kind: "fail_before", status: 503 } });
    const { orderId, attemptId } = await shop.buy({ method: "card", card: approved });
    await pollAttempt(shop.store.id, attemptId, 0);
    expect((await shop.read(orderId)).paymentState).toBe("pending");
    await settleAttempt(shop.store.id, attemptId);
    expect((await shop.read(orderId)).paymentState).toBe("pending");

    const where = { storeId_id: { storeId: shop.store.id, id: attemptId } };
    await withStore(shop.store.id, (tx) => tx.paymentAttempt.update({ where, data: { submittedAt: after(-2 * minuteMs) } }));
    await pollAttempt(shop.store.id, attemptId, 1);
    expect((await shop.read(orderId)).paymentState).toBe("failed");
  });
});

describe("Pix", () => {
  it("shows its code, and is settled once however often it is asked about", async () => {
    const { orderId, attemptId, variantId, status } = await shop.buy();
    expect(status).toBe("pending");
    await shop.pay(attemptId);
    await Promise.all(Array.from({ length: 12 }, () => settleAttempt(shop.store.id, attemptId)));
    for (let i = 0; i < 20; i++) await settleAttempt(shop.store.id, attemptId);

    const order = await shop.read(orderId);
    expect(order).toMatchObject({ status: "confirmed", paymentState: "paid", totalCents: 10_500, payment: { capturedCents: 10_500 } });
    expect(order.payment?.ledger).toHaveLength(1);
    expect(order.timeline.map(({ kind }) => kind)).toEqual(["placed", "payment_captured", "confirmed"]);
    expect(await shop.events("order.paid", orderId)).toBe(1);
    expect(await shop.stockOf(variantId)).toEqual({ onHand: 4, reserved: 0 });
  });

  it("is settled by a notice, which changes state once however often it arrives", async () => {
    const { orderId, attemptId } = await shop.buy();
    await shop.pay(attemptId);
    const { gatewayCode } = (await shop.read(orderId)).payment?.attempts[0] ?? {};
    const notice = { eventId: `hook_${orderId}`, kind: "charge.paid", accountId: null, reference: gatewayCode ?? "", gatewayRef: null };
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => receiveNotice({ storeId: shop.store.id, id: shop.accountId }, notice)),
    );
    expect(outcomes.filter((outcome) => outcome === "received")).toHaveLength(1);

    const inbox = await withStore(shop.store.id, (tx) => tx.gatewayNotice.findMany({ where: { gatewayEventId: notice.eventId } }));
    expect(inbox).toHaveLength(1);
    await settleNotice(shop.store.id, inbox[0]?.id ?? "");
    expect(await shop.read(orderId)).toMatchObject({ status: "confirmed", paymentState: "paid" });
    expect(await shop.events("order.paid", orderId)).toBe(1);
  });

  it("believes no notice: one about an unpaid order changes nothing", async () => {
    const { orderId } = await shop.buy();
    const reference = (await shop.read(orderId)).payment?.attempts[0]?.gatewayCode ?? "";
    await receiveNotice(
      { storeId: shop.store.id, id: shop.accountId },
      { eventId: `lie_${orderId}`, kind: "charge.paid", accountId: null, reference, gatewayRef: null },
    );
    const inbox = await withStore(shop.store.id, (tx) =>
      tx.gatewayNotice.findFirstOrThrow({ where: { gatewayEventId: `lie_${orderId}` } }),
    );
    await settleNotice(shop.store.id, inbox.id);
    expect(await shop.read(orderId)).toMatchObject({ status: "awaiting_payment", paymentState: "pending" });
  });

  it("is paid in another way on the same order, which then costs what that way costs", async () => {
    const { orderId, attemptId } = await shop.buy();
    const again = await payAgain(shop.store.id, { orderId, method: "card", instalments: 1 });
    if (!again.ok) throw new Error(again.code);
    expect(await shop.charge(again.value, approved)).toBe("captured");
    expect(await shop.read(orderId)).toMatchObject({ status: "confirmed", totalCents: 11_500, discountCents: 0, flags: [] });
    expect(await settleAttempt(shop.store.id, attemptId)).toBe("voided");
  });
});

describe("what the gateway says strangely", () => {
  it("a smaller amount than asked is flagged and confirms nothing", async () => {
    await shop.sandbox.fault({ operation: "POST /orders", effect: { kind: "wrong_amount", amount: 100 } });
    const { orderId } = await shop.buy({ method: "card", card: approved });
    const order = await shop.read(orderId);
    expect(order.status).toBe("awaiting_payment");
    expect(order.flags).toEqual(["amount_mismatch"]);
  });

  it("an unknown status is kept, told once, and changes nothing", async () => {
    const { orderId, attemptId } = await shop.buy();
    await shop.sandbox.fault({ operation: "GET /orders/{id}", effect: { kind: "unknown_status", status: "under_observation" }, times: 2 });
    await settleAttempt(shop.store.id, attemptId);
    await settleAttempt(shop.store.id, attemptId);
    const order = await shop.read(orderId);
    expect(order).toMatchObject({ status: "awaiting_payment", paymentState: "pending" });
    expect(order.timeline.filter(({ kind }) => kind === "unknown_word")).toHaveLength(1);
  });
});
