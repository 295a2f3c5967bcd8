import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { placeOrder } from "@/lib/checkout/place";
import { newId } from "@/lib/core/ids";
import { dayMs, minuteMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import { listOrders } from "@/lib/orders/list";
import { findOrder } from "@/lib/orders/queries";
import { shipOrder } from "@/lib/orders/ship";
import { pageStateOf } from "@/lib/orders/standing";
import type { StoreView } from "@/lib/stores/types";
import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { makeAccount, makeCheckout, makeRate, placing } from "@/tests/factories/checkout";
import { startGateway } from "@/tests/factories/gateway";
import { makeProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";
import { cancelOrder } from "./cancel-order";
import { captureOrder } from "./capture";
import { chargeAttempt } from "./charge";
import { expireOrder } from "./expire";
import type { BankAccount, PaymentMethod } from "./gateways/port";
import { pollAttempt } from "./poll";
import { findPayment } from "./queries";
import { completeRefund, requestRefund, submitRefund } from "./refunds";
import { settleAttempt } from "./settle";
import type { PaymentTerms } from "./terms";

const approved = "4000000000000010";
const member = newId();

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startGateway();
});
afterAll(() => sandbox.close());

async function makeShop(terms: Partial<PaymentTerms> = {}): Promise<StoreView> {
  const store = await makeStore({ locale: "pt-BR", currency: "BRL", country: "BR" });
  const { id: externalId, publicKey, secretKey } = sandbox.account;
  await makeAccount(store, { externalId, publicKey, secretKey }, { boleto: true, ...terms });
  return store;
}

/** An order of one thing for 100.00 and its delivery for 15.00, charged. */
async function buy(store: StoreView, method: PaymentMethod = "card") {
  const rateId = await makeRate(store);
  const { variantId } = await makeProduct(store, { variants: [{ priceCents: 10_000, stock: 5 }] });
  const placed = await placeOrder(store, placing(await makeCheckout(store, rateId, [{ variantId }]), method));
  if (!placed.ok || !placed.value.attemptId) throw new Error("not placed");
  const { orderId, attemptId } = placed.value;
  const cardToken = method === "card" ? await sandbox.token(approved) : null;
  const status = await chargeAttempt(store.id, attemptId, { orderUrl: "http://shop.test/orders/t", cardToken });
  return { store, orderId, attemptId, variantId, status };
}

async function order(store: StoreView, id: string) {
  const found = await findOrder(store.id, id);
  const payment = await findPayment(store.id, id);
  if (!found || !payment) throw new Error("no order");
  return { ...found, payment, page: pageStateOf(found, payment.attempts.at(-1) ?? null) };
}

const stockOf = async (store: StoreView, variantId: string) => {
  const where = { storeId_variantId: { storeId: store.id, variantId } };
  const { onHand, reserved } = await withStore(store.id, (tx) => tx.inventoryLevel.findUniqueOrThrow({ where }));
  return { onHand, reserved };
};

describe("money that is held first", () => {
  it("confirms nothing before it is taken, and keeps the goods aside for days", async () => {
    const { store, orderId, variantId, status } = await buy(await makeShop({ capture: "manual" }));
    expect(status).toBe("authorized");
    const held = await order(store, orderId);
    expect(held).toMatchObject({ status: "awaiting_payment", paymentState: "authorized", page: "authorized" });
    expect((held.expiresAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(4 * dayMs);
    expect(await stockOf(store, variantId)).toEqual({ onHand: 5, reserved: 1 });
    expect((await listOrders(store.id, { state: "to_capture", page: 1 })).items).toMatchObject([{ id: orderId }]);
    expect((await shipOrder(store.id, { orderId, actorId: member, carrier: "", trackingCode: "", trackingUrl: "" })).ok).toBe(false);
  });

  it("is taken once, however often the button is pressed", async () => {
    const { store, orderId, variantId } = await buy(await makeShop({ capture: "manual" }));
    const pressed = await Promise.all([1, 2, 3].map(() => captureOrder(store.id, orderId, member)));
    expect(pressed.some(({ ok }) => ok)).toBe(true);
    expect(await order(store, orderId)).toMatchObject({ status: "confirmed", paymentState: "paid", payment: { capturedCents: 11_500 } });
    expect(await stockOf(store, variantId)).toEqual({ onHand: 4, reserved: 0 });
    expect(await captureOrder(store.id, orderId, member)).toEqual({ ok: false, code: "nothing_to_capture" });
  });

  it("is let go when the order is cancelled, and when nobody takes it in time", async () => {
    const shop = await makeShop({ capture: "manual" });
    const [cancelled, forgotten] = [await buy(shop), await buy(shop)];
    expect((await cancelOrder(shop.id, { orderId: cancelled.orderId, actorId: member, restock: true })).ok).toBe(true);
    await withStore(shop.id, (tx) =>
      tx.order.update({
        where: { storeId_id: { storeId: shop.id, id: forgotten.orderId } },
        data: { expiresAt: new Date(Date.now() - 1000) },
      }),
    );
    expect(await expireOrder(shop.id, forgotten.orderId)).toBe("expired");
    for (const { attemptId, variantId } of [cancelled, forgotten]) {
      expect(await settleAttempt(shop.id, attemptId)).toBe("voided");
      expect(await stockOf(shop, variantId)).toEqual({ onHand: 5, reserved: 0 });
    }
    expect(await captureOrder(shop.id, cancelled.orderId, member)).toEqual({ ok: false, code: "nothing_to_capture" });
  });

  it("stays held when the gateway does not answer, and can be taken afterwards", async () => {
    const { store, orderId } = await buy(await makeShop({ capture: "manual" }));
    await sandbox.fault({ operation: "GET /orders/{id}", effect: { kind: "fail_before", status: 500 } });
    expect(await captureOrder(store.id, orderId, member)).toEqual({ ok: false, code: "still_checking" });
    expect((await order(store, orderId)).paymentState).toBe("authorized");
    expect((await captureOrder(store.id, orderId, member)).ok).toBe(true);
  });
});

const wish = { reason: "", restock: false, requestedBy: member };

describe("giving money back", () => {
  it("in several parts adds up, and ends at what was paid", async () => {
    const { store, orderId, attemptId } = await buy(await makeShop());
    for (const amountCents of [1000, 2500]) {
      const asked = await requestRefund(store.id, attemptId, { ...wish, amountCents });
      expect(asked.ok && (await submitRefund(store.id, asked.value))).toBe("settled");
    }
    expect(await order(store, orderId)).toMatchObject({ paymentState: "partially_refunded", payment: { refundedCents: 3500 } });
    expect(await requestRefund(store.id, attemptId, { ...wish, amountCents: 8001 })).toEqual({ ok: false, code: "too_much" });
    const rest = await requestRefund(store.id, attemptId, wish);
    expect(rest.ok && (await submitRefund(store.id, rest.value))).toBe("settled");
    expect(await order(store, orderId)).toMatchObject({ paymentState: "refunded", page: "refunded", payment: { refundedCents: 11_500 } });
    expect(await requestRefund(store.id, attemptId, wish)).toEqual({ ok: false, code: "too_much" });
  });

  it("happens once for one form, however often it is sent", async () => {
    const { store, orderId, attemptId } = await buy(await makeShop());
    const id = newId();
    const asked = await Promise.all([1, 2, 3, 4].map(() => requestRefund(store.id, attemptId, { ...wish, id, amountCents: 1000 })));
    expect(asked).toEqual(Array.from({ length: 4 }, () => ({ ok: true, value: id })));
    await Promise.all(asked.map(() => submitRefund(store.id, id)));
    await settleAttempt(store.id, attemptId);
    const { payment } = await order(store, orderId);
    expect(payment).toMatchObject({ refundedCents: 1000, refunds: [{ id, status: "settled" }] });
  });

  it("that the gateway refuses leaves the money to be given back again", async () => {
    const { store, orderId, attemptId } = await buy(await makeShop());
    await sandbox.fault({ operation: "DELETE /charges/{id}", effect: { kind: "refuse", status: 412, message: "No balance." } });
    const asked = await requestRefund(store.id, attemptId, wish);
    expect(asked.ok && (await submitRefund(store.id, asked.value))).toBe("failed");
    expect((await order(store, orderId)).payment.attempts[0]?.refundableCents).toBe(11_500);
    const again = await requestRefund(store.id, attemptId, wish);
    expect(again.ok && (await submitRefund(store.id, again.value))).toBe("settled");
  });

  it("for goods that came back puts them on sale again, and the order is returned", async () => {
    const { store, orderId, attemptId, variantId } = await buy(await makeShop());
    await shipOrder(store.id, { orderId, actorId: member, carrier: "", trackingCode: "", trackingUrl: "" });
    const asked = await requestRefund(store.id, attemptId, { ...wish, amountCents: 10_000, restock: true });
    expect(asked.ok && (await submitRefund(store.id, asked.value))).toBe("settled");
    expect(await order(store, orderId)).toMatchObject({ status: "returned", paymentState: "partially_refunded", page: "refunded" });
    expect(await stockOf(store, variantId)).toEqual({ onHand: 5, reserved: 0 });
  });
});

const account: BankAccount = {
  holderName: "Ana Souza",
  holderDocument: "52998224725",
  bank: "001",
  branch: "1234",
  branchDigit: "",
  account: "56789",
  accountDigit: "0",
  kind: "checking",
};

/** A boleto that was paid. */
async function paidBoleto() {
  const bought = await buy(await makeShop(), "boleto");
  const attempt = await withStore(bought.store.id, (tx) =>
    tx.paymentAttempt.findUniqueOrThrow({ where: { storeId_id: { storeId: bought.store.id, id: bought.attemptId } } }),
  );
  const { charges } = (await sandbox.call("GET", `/orders/${attempt.gatewayRef}`)).body as { charges: { id: string }[] };
  await sandbox.press(`/pay/${charges[0]?.id}`, { action: "pay" });
  expect(await settleAttempt(bought.store.id, bought.attemptId)).toBe("captured");
  return bought;
}

/** The refund was sent so long ago. */
async function minutesAgo(store: StoreView, id: string, minutes: number): Promise<void> {
  const data = { sentAt: new Date(Date.now() - minutes * minuteMs) };
  await withStore(store.id, (tx) => tx.refund.update({ where: { storeId_id: { storeId: store.id, id } }, data }));
}

describe("a boleto's money", () => {
  it("waits for the shopper's bank account, goes there, and the account is kept nowhere", async () => {
    const { store, orderId, attemptId } = await paidBoleto();
    const asked = await requestRefund(store.id, attemptId, wish);
    if (!asked.ok) throw new Error(asked.code);
    expect(await submitRefund(store.id, asked.value)).toBe("needs_data");
    expect((await order(store, orderId)).payment.refunds).toMatchObject([{ status: "needs_data" }]);

    const target = { orderId, refundId: asked.value, actorId: member };
    expect(await completeRefund(store.id, target, account)).toEqual({ ok: true, value: { outcome: "settled", refusedFields: [] } });
    expect(await order(store, orderId)).toMatchObject({ paymentState: "refunded" });
    expect(await completeRefund(store.id, target, account)).toEqual({ ok: false, code: "not_found" });
    const kept = await withStore(store.id, (tx) => tx.refund.findMany());
    expect(JSON.stringify(kept)).not.toContain(account.holderDocument);
  });

  it("asks for the account again when the answer was lost and nothing had happened", async () => {
    const { store, orderId, attemptId } = await paidBoleto();
    const asked = await requestRefund(store.id, attemptId, wish);
    if (!asked.ok) throw new Error(asked.code);
    await sandbox.fault({ operation: "DELETE /charges/{id}", effect: { kind: "fail_before", status: 503 } });
    const target = { orderId, refundId: asked.value, actorId: member };
    expect(await completeRefund(store.id, target, account)).toMatchObject({ value: { outcome: "unknown" } });
    await minutesAgo(store, asked.value, 2);
    await pollAttempt(store.id, attemptId, 0);
    expect((await order(store, orderId)).payment.refunds).toMatchObject([{ status: "needs_data" }]);
    expect(await completeRefund(store.id, target, account)).toMatchObject({ value: { outcome: "settled" } });
    expect((await order(store, orderId)).payment.refundedCents).toBe(11_500);
  });

  it("goes nowhere by the name of another order", async () => {
    const [mine, theirs] = [await paidBoleto(), await paidBoleto()];
    const asked = await requestRefund(mine.store.id, mine.attemptId, wish);
    if (!asked.ok) throw new Error(asked.code);
    const refund = { refundId: asked.value, actorId: member };
    expect((await completeRefund(mine.store.id, { ...refund, orderId: theirs.orderId }, account)).ok).toBe(false);
    expect((await completeRefund(theirs.store.id, { ...refund, orderId: mine.orderId }, account)).ok).toBe(false);
  });
});
