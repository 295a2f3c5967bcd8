import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { payAgain } from "@/lib/checkout/pay-again";
import { placeOrder } from "@/lib/checkout/place";
import { withPlatform, withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { makeAccount, makeCheckout, makeRate, placing } from "@/tests/factories/checkout";
import { startGateway } from "@/tests/factories/gateway";
import { makeProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";
import { cancelOrder } from "./cancel-order";
import { chargeAttempt } from "./charge";
import { expireOrder } from "./expire";
import type { PaymentMethod } from "./gateways/port";
import { receiveNotice, settleNotice } from "./notices";
import { pollAttempt } from "./poll";
import { requestRefund, submitRefund } from "./refunds";
import { settleAttempt } from "./settle";

let sandbox: RunningSandbox;
let store: StoreView;
let rateId: string;
let accountId: string;

beforeAll(async () => {
  sandbox = await startGateway();
  store = await makeStore({ locale: "pt-BR", currency: "BRL", country: "BR" });
  rateId = await makeRate(store);
  const { id: externalId, publicKey, secretKey } = sandbox.account;
  accountId = await makeAccount(store, { externalId, publicKey, secretKey }, { boleto: true, pixDiscountPercent: 10 });
});
afterAll(() => sandbox.close());

type Buying = { method?: PaymentMethod; card?: string; stock?: number };

/** A placed and charged order of one thing for 100.00, delivered for 15.00. */
async function buy({ method = "pix", card, stock = 5 }: Buying = {}) {
  const { variantId } = await makeProduct(store, { variants: [{ priceCents: 10_000, stock }] });
  const placed = await placeOrder(store, placing(await makeCheckout(store, rateId, [{ variantId }]), method));
  if (!placed.ok || !placed.value.attemptId) throw new Error("not placed");
  const { orderId, attemptId } = placed.value;
  const status = await charge(attemptId, card);
  return { orderId, attemptId, variantId, status };
}

async function charge(attemptId: string, card?: string) {
  const cardToken = card ? await sandbox.token(card) : null;
  return chargeAttempt(store.id, attemptId, { orderUrl: "http://aurora.localhost/orders/t", cardToken });
}

const read = (orderId: string) =>
  withStore(store.id, (tx) =>
    tx.order.findUniqueOrThrow({
      where: { storeId_id: { storeId: store.id, id: orderId } },
      include: {
        payment: { include: { ledger: true, attempts: { orderBy: { attemptNo: "asc" } }, refunds: true } },
        timeline: true,
        holds: true,
      },
    }),
  );
const stockOf = async (variantId: string) => {
  const where = { storeId_variantId: { storeId: store.id, variantId } };
  const { onHand, reserved } = await withStore(store.id, (tx) => tx.inventoryLevel.findUniqueOrThrow({ where }));
  return { onHand, reserved };
};
const events = (name: string, orderId: string) =>
  withPlatform((tx) => tx.outboxEvent.count({ where: { name, payload: { path: ["orderId"], equals: orderId } } }));
const endHold = (orderId: string) =>
  withStore(store.id, (tx) =>
    tx.order.update({ where: { storeId_id: { storeId: store.id, id: orderId } }, data: { expiresAt: new Date(Date.now() - 1000) } }),
  );
const chargeIdOf = async (attemptId: string) => {
  const { gatewayRef } = await withStore(store.id, (tx) =>
    tx.paymentAttempt.findUniqueOrThrow({ where: { storeId_id: { storeId: store.id, id: attemptId } } }),
  );
  const answer = await sandbox.call("GET", `/orders/${gatewayRef}`);
  const [first] = answer.body.charges as { id: string }[];
  return first?.id ?? "";
};
const payPix = async (attemptId: string) => sandbox.press(`/pay/${await chargeIdOf(attemptId)}`, { action: "pay" });

describe("a card", () => {
  it("that is approved confirms the order and turns the hold into a sale", async () => {
    const { orderId, variantId, status } = await buy({ method: "card", card: "4000000000000010" });
    expect(status).toBe("captured");
    expect(await read(orderId)).toMatchObject({ status: "confirmed", paymentState: "paid", flags: [], payment: { capturedCents: 11_500 } });
    expect(await stockOf(variantId)).toEqual({ onHand: 4, reserved: 0 });
    expect(await events("order.paid", orderId)).toBe(1);
  });

  it("that is refused leaves the order waiting, and another card pays the same order", async () => {
    const { orderId, variantId, status } = await buy({ method: "card", card: "4000000000000028" });
    expect(status).toBe("failed");
    expect(await read(orderId)).toMatchObject({ status: "awaiting_payment", paymentState: "failed" });
    expect(await events("payment.failed", orderId)).toBe(1);

    const again = await payAgain(store.id, { orderId, method: "card", instalments: 1 });
    if (!again.ok) throw new Error(again.code);
    expect(await charge(again.value, "4000000000000010")).toBe("captured");
    expect(await read(orderId)).toMatchObject({ status: "confirmed", paymentState: "paid", payment: { capturedCents: 11_500 } });
    expect(await stockOf(variantId)).toEqual({ onHand: 4, reserved: 0 });
  });

  it("is charged once by a double click", async () => {
    const { variantId } = await makeProduct(store, { variants: [{ priceCents: 10_000, stock: 5 }] });
    const placed = await placeOrder(store, placing(await makeCheckout(store, rateId, [{ variantId }]), "card"));
    if (!placed.ok || !placed.value.attemptId) throw new Error("not placed");
    const { attemptId, orderId } = placed.value;
    const outcomes = await Promise.all([charge(attemptId, "4000000000000010"), charge(attemptId, "4000000000000010")]);
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    expect((await read(orderId)).payment?.capturedCents).toBe(11_500);
  });

  it("whose answer is lost is unknown, never failed, and the poll finds out that it was charged", async () => {
    await sandbox.fault({ operation: "POST /orders", effect: { kind: "fail_after", status: 503 } });
    const { orderId, attemptId, status } = await buy({ method: "card", card: "4000000000000010" });
    expect(status).toBe("silent");
    expect(await read(orderId)).toMatchObject({ status: "awaiting_payment", paymentState: "pending" });

    await pollAttempt(store.id, attemptId, 0);
    expect(await read(orderId)).toMatchObject({ status: "confirmed", paymentState: "paid" });
  });

  it("that was never charged fails only when the gateway says twice that it knows nothing", async () => {
    await sandbox.fault({ operation: "POST /orders", effect: { kind: "fail_before", status: 503 } });
    const { orderId, attemptId } = await buy({ method: "card", card: "4000000000000010" });
    await pollAttempt(store.id, attemptId, 0);
    expect((await read(orderId)).paymentState).toBe("pending");
    await pollAttempt(store.id, attemptId, 1);
    expect((await read(orderId)).paymentState).toBe("failed");
  });
});

describe("Pix", () => {
  it("shows its code, and is settled once however often it is asked about", async () => {
    const { orderId, attemptId, variantId, status } = await buy();
    expect(status).toBe("pending");
    await payPix(attemptId);
    await Promise.all(Array.from({ length: 12 }, () => settleAttempt(store.id, attemptId)));
    for (let i = 0; i < 20; i++) await settleAttempt(store.id, attemptId);

    const order = await read(orderId);
    expect(order).toMatchObject({ status: "confirmed", paymentState: "paid", totalCents: 10_500, payment: { capturedCents: 10_500 } });
    expect(order.payment?.ledger).toHaveLength(1);
    expect(order.timeline.map(({ kind }) => kind)).toEqual(["placed", "payment_captured", "confirmed"]);
    expect(await events("order.paid", orderId)).toBe(1);
    expect(await stockOf(variantId)).toEqual({ onHand: 4, reserved: 0 });
  });

  it("is settled by a notice, which changes state once however often it arrives", async () => {
    const { orderId, attemptId } = await buy();
    await payPix(attemptId);
    const { gatewayCode } = (await read(orderId)).payment?.attempts[0] ?? {};
    const notice = { eventId: `hook_${orderId}`, kind: "charge.paid", accountId: null, reference: gatewayCode ?? "", gatewayRef: null };
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => receiveNotice({ storeId: store.id, id: accountId }, notice)));
    expect(outcomes.filter((outcome) => outcome === "received")).toHaveLength(1);

    const inbox = await withStore(store.id, (tx) => tx.gatewayNotice.findMany({ where: { gatewayEventId: notice.eventId } }));
    expect(inbox).toHaveLength(1);
    await settleNotice(store.id, inbox[0]?.id ?? "");
    expect(await read(orderId)).toMatchObject({ status: "confirmed", paymentState: "paid" });
    expect(await events("order.paid", orderId)).toBe(1);
  });

  it("believes no notice: one about an unpaid order changes nothing", async () => {
    const { orderId } = await buy();
    const reference = (await read(orderId)).payment?.attempts[0]?.gatewayCode ?? "";
    await receiveNotice(
      { storeId: store.id, id: accountId },
      { eventId: `lie_${orderId}`, kind: "charge.paid", accountId: null, reference, gatewayRef: null },
    );
    const inbox = await withStore(store.id, (tx) => tx.gatewayNotice.findFirstOrThrow({ where: { gatewayEventId: `lie_${orderId}` } }));
    await settleNotice(store.id, inbox.id);
    expect(await read(orderId)).toMatchObject({ status: "awaiting_payment", paymentState: "pending" });
  });

  it("is paid in another way on the same order, which then costs what that way costs", async () => {
    const { orderId, attemptId } = await buy();
    const again = await payAgain(store.id, { orderId, method: "card", instalments: 1 });
    if (!again.ok) throw new Error(again.code);
    expect(await charge(again.value, "4000000000000010")).toBe("captured");
    expect(await read(orderId)).toMatchObject({ status: "confirmed", totalCents: 11_500, discountCents: 0, flags: [] });
    expect(await settleAttempt(store.id, attemptId)).toBe("voided");
  });
});

describe("the end of the hold", () => {
  it("asks the gateway first: an order that was paid at the last moment is confirmed, not expired", async () => {
    const { orderId, attemptId, variantId } = await buy();
    await payPix(attemptId);
    await endHold(orderId);
    await expireOrder(store.id, orderId);
    expect(await read(orderId)).toMatchObject({ status: "confirmed", paymentState: "paid" });
    expect(await stockOf(variantId)).toEqual({ onHand: 4, reserved: 0 });
  });

  it("cancels an unpaid Pix at the gateway and gives the goods back", async () => {
    const { orderId, attemptId, variantId } = await buy();
    await endHold(orderId);
    expect(await expireOrder(store.id, orderId)).toBe("expired");
    expect(await read(orderId)).toMatchObject({ status: "expired", paymentState: "failed" });
    expect(await stockOf(variantId)).toEqual({ onHand: 5, reserved: 0 });
    expect(await settleAttempt(store.id, attemptId)).toBe("voided");
    expect(await expireOrder(store.id, orderId)).toBe("nothing");
    expect(await stockOf(variantId)).toEqual({ onHand: 5, reserved: 0 });
  });

  it("keeps the goods while the gateway is silent", async () => {
    const { orderId, variantId } = await buy();
    await endHold(orderId);
    await sandbox.fault({ operation: "GET /orders/{id}", effect: { kind: "fail_before", status: 500 } });
    expect(await expireOrder(store.id, orderId)).toBe("prolonged");
    expect(await stockOf(variantId)).toEqual({ onHand: 5, reserved: 1 });
    expect((await read(orderId)).status).toBe("awaiting_payment");
  });

  it("comes to nothing before its time", async () => {
    const { orderId } = await buy();
    expect(await expireOrder(store.id, orderId)).toBe("nothing");
  });
});

/** An order whose Pix was believed dead and is paid all the same, as banks do. */
async function paidLate(stock: number) {
  const bought = await buy({ stock });
  await withStore(store.id, async (tx) => {
    await tx.paymentAttempt.update({
      where: { storeId_id: { storeId: store.id, id: bought.attemptId } },
      data: { status: "expired", finalAt: new Date() },
    });
  });
  await endHold(bought.orderId);
  expect(await expireOrder(store.id, bought.orderId)).toBe("expired");
  await payPix(bought.attemptId);
  return bought;
}

describe("late money", () => {
  it("confirms the order when the goods are still there", async () => {
    const { orderId, attemptId, variantId } = await paidLate(5);
    expect(await settleAttempt(store.id, attemptId)).toBe("captured");
    const order = await read(orderId);
    expect(order).toMatchObject({ status: "confirmed", paymentState: "paid", flags: [] });
    expect(order.timeline.some(({ kind }) => kind === "confirmed_late")).toBe(true);
    expect(await stockOf(variantId)).toEqual({ onHand: 4, reserved: 0 });
    expect(await events("order.paid", orderId)).toBe(1);
  });

  it("goes back by itself when the goods went to somebody else", async () => {
    const { orderId, attemptId, variantId } = await paidLate(1);
    await placeOrder(store, placing(await makeCheckout(store, rateId, [{ variantId }])));
    await settleAttempt(store.id, attemptId);
    expect(await read(orderId)).toMatchObject({
      status: "expired",
      flags: ["paid_unfulfillable"],
      payment: { refunds: [{ status: "requested" }] },
    });

    await pollAttempt(store.id, attemptId, 0);
    const order = await read(orderId);
    expect(order).toMatchObject({ status: "expired", paymentState: "refunded", flags: [], payment: { refundedCents: 10_500 } });
    expect(await events("order.paid", orderId)).toBe(0);
    expect(await stockOf(variantId)).toEqual({ onHand: 1, reserved: 1 });
  });

  it("flags an order that was paid twice, until the surplus went back", async () => {
    const { orderId, attemptId } = await paidLate(5);
    const again = await payAgain(store.id, { orderId, method: "card", instalments: 1 });
    if (!again.ok) throw new Error(again.code);
    await charge(again.value, "4000000000000010");
    await settleAttempt(store.id, attemptId);
    expect(await read(orderId)).toMatchObject({ status: "confirmed", flags: ["overpaid"], payment: { capturedCents: 22_000 } });

    const refund = await requestRefund(store.id, attemptId, { reason: "overpaid", restock: false, requestedBy: null });
    if (!refund.ok) throw new Error(refund.code);
    expect(await submitRefund(store.id, refund.value)).toBe("settled");
    expect(await read(orderId)).toMatchObject({ flags: [], paymentState: "partially_refunded" });
  });
});

describe("refunds", () => {
  it("never give back more than was paid, whatever is clicked at the same time", async () => {
    const { orderId, attemptId } = await buy({ method: "card", card: "4000000000000010" });
    const wishes = Array.from({ length: 6 }, () =>
      requestRefund(store.id, attemptId, { amountCents: 5000, reason: "", restock: false, requestedBy: null }),
    );
    const asked = await Promise.all(wishes);
    expect(asked.filter(({ ok }) => ok)).toHaveLength(2);
    for (const one of asked) if (one.ok) await submitRefund(store.id, one.value);
    expect(await read(orderId)).toMatchObject({ paymentState: "partially_refunded", payment: { refundedCents: 10_000 } });
  });

  it("whose answer is lost are sent again and give back once", async () => {
    const { orderId, attemptId } = await buy({ method: "card", card: "4000000000000010" });
    const asked = await requestRefund(store.id, attemptId, { amountCents: 5000, reason: "", restock: false, requestedBy: null });
    if (!asked.ok) throw new Error(asked.code);
    await sandbox.fault({ operation: "DELETE /charges/{id}", effect: { kind: "fail_after", status: 503 } });
    expect(await submitRefund(store.id, asked.value)).toBe("unknown");
    await pollAttempt(store.id, attemptId, 0);
    expect(await read(orderId)).toMatchObject({ payment: { refundedCents: 5000, refunds: [{ status: "settled" }] } });
    expect(await events("order.refunded", orderId)).toBe(1);
  });

  it("made at the gateway itself are found and shown", async () => {
    const { orderId, attemptId } = await buy({ method: "card", card: "4000000000000010" });
    await sandbox.press(`/panel/${await chargeIdOf(attemptId)}`, { action: "refund", amount: "25.00" });
    await settleAttempt(store.id, attemptId);
    await settleAttempt(store.id, attemptId);
    const order = await read(orderId);
    expect(order).toMatchObject({ paymentState: "partially_refunded", payment: { refundedCents: 2500 } });
    expect(order.payment?.refunds).toMatchObject([{ status: "settled", reason: "made_at_gateway", amountCents: 2500 }]);
  });
});

describe("cancelling", () => {
  it("a paid order gives the goods back to sale and the money back to the shopper", async () => {
    const { orderId, variantId } = await buy({ method: "card", card: "4000000000000010" });
    const cancelled = await cancelOrder(store.id, orderId, "0190a0a0-0000-7000-8000-000000000000");
    if (!cancelled.ok) throw new Error(cancelled.code);
    for (const id of cancelled.value.refundIds) expect(await submitRefund(store.id, id)).toBe("settled");
    expect(await read(orderId)).toMatchObject({ status: "cancelled", paymentState: "refunded", flags: [] });
    expect(await stockOf(variantId)).toEqual({ onHand: 5, reserved: 0 });
    expect((await cancelOrder(store.id, orderId, "0190a0a0-0000-7000-8000-000000000000")).ok).toBe(false);
  });

  it("an unpaid order ends its Pix at the gateway first", async () => {
    const { orderId, attemptId, variantId } = await buy();
    expect((await cancelOrder(store.id, orderId, "0190a0a0-0000-7000-8000-000000000000")).ok).toBe(true);
    expect(await settleAttempt(store.id, attemptId)).toBe("voided");
    expect(await stockOf(variantId)).toEqual({ onHand: 5, reserved: 0 });
  });
});

describe("what the gateway says strangely", () => {
  it("a smaller amount than asked is flagged and confirms nothing", async () => {
    await sandbox.fault({ operation: "POST /orders", effect: { kind: "wrong_amount", amount: 100 } });
    const { orderId } = await buy({ method: "card", card: "4000000000000010" });
    const order = await read(orderId);
    expect(order.status).toBe("awaiting_payment");
    expect(order.flags).toEqual(["amount_mismatch"]);
  });

  it("an unknown status is kept, told once, and changes nothing", async () => {
    const { orderId, attemptId } = await buy();
    await sandbox.fault({ operation: "GET /orders/{id}", effect: { kind: "unknown_status", status: "under_observation" }, times: 2 });
    await settleAttempt(store.id, attemptId);
    await settleAttempt(store.id, attemptId);
    const order = await read(orderId);
    expect(order).toMatchObject({ status: "awaiting_payment", paymentState: "pending" });
    expect(order.timeline.filter(({ kind }) => kind === "unknown_word")).toHaveLength(1);
  });
});
