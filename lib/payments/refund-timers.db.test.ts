import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { dayMs, hourMs, minuteMs } from "@/lib/core/time";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { type PagarmeShop, startPagarmeShop } from "@/tests/factories/pagarme-shop";
import { approved } from "@/tests/factories/shop";
import { cancelOrder } from "./cancel-order";
import { recheckRefund } from "./due-refunds";
import type { BankAccount } from "./gateways/port";
import { checkInvariants } from "./invariants";
import { pollAttempt } from "./poll";
import { completeRefund, requestRefund, submitRefund } from "./refunds";
import { settleAttempt } from "./settle";
import { withdrawRefund } from "./withdraw-refund";

const member = newId();
const account: BankAccount = {
  holderName: "Ana Souza",
  holderDocument: "52998224725",
  bank: "001",
  branch: "1234",
  branchDigit: "5",
  account: "56789",
  accountDigit: "0",
  kind: "checking",
};

let shop: PagarmeShop;
beforeAll(async () => {
  shop = await startPagarmeShop();
});
afterAll(() => shop.close());

async function ask(attemptId: string, amountCents?: number): Promise<string> {
  const wish = { reason: "", restock: false, requestedBy: member, ...(amountCents ? { amountCents } : {}) };
  const asked = await requestRefund(shop.store.id, attemptId, wish);
  if (!asked.ok) throw new Error(asked.code);
  return asked.value;
}

/** A boleto that was paid, with a refund of it that waits for the account. */
async function waitingBoleto() {
  const bought = await shop.buy({ method: "boleto" });
  await shop.pay(bought.attemptId);
  expect(await settleAttempt(shop.store.id, bought.attemptId)).toBe("captured");
  return { ...bought, refundId: await ask(bought.attemptId) };
}

const keyed = (id: string) => ({ storeId_id: { storeId: shop.store.id, id } });
const attemptOf = (id: string) => withStore(shop.store.id, (tx) => tx.paymentAttempt.findUniqueOrThrow({ where: keyed(id) }));
const refundOf = (id: string) => withStore(shop.store.id, (tx) => tx.refund.findUniqueOrThrow({ where: keyed(id) }));
const complete = (orderId: string, refundId: string, bankAccount = account) =>
  completeRefund(shop.store.id, { orderId, refundId, actorId: member }, bankAccount);

/** The refund was sent so long ago. */
const sentBefore = (id: string, ms: number) =>
  withStore(shop.store.id, (tx) => tx.refund.update({ where: keyed(id), data: { sentAt: new Date(Date.now() - ms) } }));

/** The order's timers of its payment that are still to be published. */
const timersOf = (attemptId: string) =>
  withPlatform((tx) => tx.outboxEvent.count({ where: { name: "payment.poll_due", payload: { path: ["attemptId"], equals: attemptId } } }));

const brokenOnes = async () => {
  const ports = { listBookDifferences: async () => [], listStaleProducts: async () => [] };
  const checks = await checkInvariants(shop.store.id, { graceMs: 0, ports });
  return checks.flatMap(({ findings }) => findings).filter(({ problem }) => problem !== "order_overdue");
};

const loseAnswer = (effect: "fail_before" | "fail_after") =>
  shop.sandbox.fault({ operation: "DELETE /charges/{id}", effect: { kind: effect, status: 503 } });

describe("a boleto's refund that was sent", () => {
  it("is asked about by a timer until its outcome is known", async () => {
    const { orderId, attemptId, refundId } = await waitingBoleto();
    expect((await attemptOf(attemptId)).nextPollAt).toBeNull();
    const before = await timersOf(attemptId);
    await loseAnswer("fail_after");
    expect(await complete(orderId, refundId)).toMatchObject({ value: { outcome: "unknown" } });
    const { nextPollAt, pollCount } = await attemptOf(attemptId);
    expect((nextPollAt?.getTime() ?? 0) - Date.now()).toBeLessThan(minuteMs);
    expect(pollCount).toBe(0);
    expect(await timersOf(attemptId)).toBe(before + 1);

    await pollAttempt(shop.store.id, attemptId, 0);
    expect(await shop.read(orderId)).toMatchObject({ paymentState: "refunded", payment: { refunds: [{ status: "settled" }] } });
    expect((await attemptOf(attemptId)).nextPollAt).toBeNull();
  });

  it("keeps its timer while it waits at the bank, also when somebody looks meanwhile", async () => {
    const { orderId, attemptId, refundId } = await waitingBoleto();
    await shop.sandbox.fault({ operation: "DELETE /charges/{id}", effect: { kind: "fail_later" } });
    expect(await complete(orderId, refundId)).toMatchObject({ value: { outcome: "submitted" } });
    await settleAttempt(shop.store.id, attemptId);
    await pollAttempt(shop.store.id, attemptId, 0);
    expect((await refundOf(refundId)).status).toBe("submitted");
    expect((await attemptOf(attemptId)).nextPollAt).not.toBeNull();
  });

  it("names the field that the bank does not know, and goes through with the right one", async () => {
    const { orderId, refundId } = await waitingBoleto();
    const wrong = { ...account, branch: "12345" };
    expect(await complete(orderId, refundId, wrong)).toEqual({
      ok: true,
      value: { outcome: "needs_data", refusedFields: ["branch"] },
    });
    expect(await complete(orderId, refundId)).toMatchObject({ value: { outcome: "settled" } });
  });
});

describe("a refund without an answer", () => {
  it("of a payment that was asked about for days is asked about within the minute", async () => {
    const { attemptId } = await shop.buy({ method: "card", card: approved });
    await withStore(shop.store.id, (tx) => tx.paymentAttempt.update({ where: keyed(attemptId), data: { pollCount: 120 } }));
    const refundId = await ask(attemptId, 4000);
    await loseAnswer("fail_before");
    expect(await submitRefund(shop.store.id, refundId)).toBe("unknown");
    await loseAnswer("fail_before");
    await pollAttempt(shop.store.id, attemptId, 0);
    const { nextPollAt, pollCount } = await attemptOf(attemptId);
    expect(pollCount).toBe(1);
    expect((nextPollAt?.getTime() ?? 0) - Date.now()).toBeLessThan(hourMs);
  });

  it("is not sent again a day later: it ends, the merchant is told, and may ask anew", async () => {
    const { orderId, attemptId } = await shop.buy({ method: "card", card: approved });
    const refundId = await ask(attemptId);
    await loseAnswer("fail_before");
    expect(await submitRefund(shop.store.id, refundId)).toBe("unknown");
    await sentBefore(refundId, dayMs + minuteMs);

    await shop.sandbox.fault({ operation: "GET /orders/{id}", effect: { kind: "fail_before", status: 500 } });
    await pollAttempt(shop.store.id, attemptId, 0);
    expect((await refundOf(refundId)).status).toBe("unknown");
    expect((await attemptOf(attemptId)).pollCount).toBe(1);

    await pollAttempt(shop.store.id, attemptId, 1);
    expect(await shop.read(orderId)).toMatchObject({
      flags: ["refund_failed"],
      payment: { refundedCents: 0, refunds: [{ status: "failed" }] },
    });
    expect(await shop.events("refund.failed", orderId)).toBe(1);
    expect(await submitRefund(shop.store.id, await ask(attemptId))).toBe("settled");
    expect(await shop.read(orderId)).toMatchObject({ paymentState: "refunded", flags: [] });
    expect(await brokenOnes()).toEqual([]);
  });

  it("does not end while the gateway holds a refund that it took on: giving back anew could give back twice", async () => {
    const { orderId, attemptId, refundId } = await waitingBoleto();
    await shop.sandbox.fault({ operation: "DELETE /charges/{id}", effect: { kind: "fail_later" } });
    await complete(orderId, refundId);
    await withStore(shop.store.id, (tx) => tx.refund.update({ where: keyed(refundId), data: { status: "unknown" } }));
    await sentBefore(refundId, dayMs + minuteMs);

    await pollAttempt(shop.store.id, attemptId, 0);
    expect((await refundOf(refundId)).status).toBe("submitted");
    expect(await shop.read(orderId)).toMatchObject({ flags: [] });
  });

  it("is settled a day later when the gateway did make it", async () => {
    const { orderId, attemptId } = await shop.buy({ method: "card", card: approved });
    const refundId = await ask(attemptId);
    await loseAnswer("fail_after");
    expect(await submitRefund(shop.store.id, refundId)).toBe("unknown");
    await sentBefore(refundId, 2 * dayMs);
    await pollAttempt(shop.store.id, attemptId, 0);
    expect(await shop.read(orderId)).toMatchObject({ flags: [], payment: { refunds: [{ status: "settled" }] } });
  });

  it("is looked into at once when a member asks, and by the name of its own order alone", async () => {
    const { orderId, attemptId } = await shop.buy({ method: "card", card: approved });
    const refundId = await ask(attemptId);
    await loseAnswer("fail_after");
    expect(await submitRefund(shop.store.id, refundId)).toBe("unknown");
    expect(await recheckRefund(shop.store.id, { orderId: newId(), refundId, actorId: member })).toEqual({ ok: false, code: "not_found" });
    expect(await recheckRefund(shop.store.id, { orderId, refundId, actorId: member })).toEqual({ ok: true, value: "settled" });
    expect(await recheckRefund(shop.store.id, { orderId, refundId, actorId: member })).toEqual({ ok: false, code: "not_found" });
  });
});

describe("a boleto's refund that waits for the bank account", () => {
  it("can be taken back, by the name of its own order and once, and its money asked for anew", async () => {
    const { orderId, attemptId, refundId } = await waitingBoleto();
    const asked = { orderId, refundId, actorId: member };
    expect(await withdrawRefund(shop.store.id, { ...asked, orderId: newId() })).toEqual({ ok: false, code: "not_found" });
    expect(await withdrawRefund(shop.store.id, asked)).toEqual({ ok: true });
    expect(await withdrawRefund(shop.store.id, asked)).toEqual({ ok: false, code: "not_found" });
    expect(await complete(orderId, refundId)).toEqual({ ok: false, code: "not_found" });
    const order = await shop.read(orderId);
    expect(order.timeline.map(({ kind }) => kind)).toContain("refund_withdrawn");
    expect(await complete(orderId, await ask(attemptId))).toMatchObject({ value: { outcome: "settled" } });
    expect(await brokenOnes()).toEqual([]);
  });

  it("ends by itself when its money was given back in the gateway's dashboard", async () => {
    const { orderId, attemptId, refundId } = await waitingBoleto();
    const { amountCents } = await refundOf(refundId);
    const value = `${Math.floor(amountCents / 100)}.00`;
    await shop.inPanel(attemptId, { action: "refund", amount: value });
    await settleAttempt(shop.store.id, attemptId);
    expect((await refundOf(refundId)).status).toBe("withdrawn");
    expect((await shop.read(orderId)).payment?.refunds).toHaveLength(2);
    expect(await brokenOnes()).toEqual([]);
  });

  it("stays asked for while it still fits beside what was given back in the dashboard", async () => {
    const bought = await shop.buy({ method: "boleto" });
    await shop.pay(bought.attemptId);
    await settleAttempt(shop.store.id, bought.attemptId);
    const refundId = await ask(bought.attemptId, 3000);
    await shop.inPanel(bought.attemptId, { action: "refund", amount: "20.00" });
    await settleAttempt(shop.store.id, bought.attemptId);
    expect((await refundOf(refundId)).status).toBe("needs_data");
  });

  it("leaves a cancelled order's money to a person when it is taken back", async () => {
    const bought = await shop.buy({ method: "boleto" });
    await shop.pay(bought.attemptId);
    await settleAttempt(shop.store.id, bought.attemptId);
    const cancelled = await cancelOrder(shop.store.id, { orderId: bought.orderId, actorId: member, restock: true });
    const refundId = (cancelled.ok && cancelled.value.refundIds[0]) || "";
    expect((await withdrawRefund(shop.store.id, { orderId: bought.orderId, refundId, actorId: member })).ok).toBe(true);
    expect((await shop.read(bought.orderId)).flags).toEqual(["paid_unfulfillable"]);
    expect(await brokenOnes()).toEqual([]);
  });
});

it("who asked for a refund, gave its account and cancelled an order is on record, with the amounts", async () => {
  const { orderId, refundId } = await waitingBoleto();
  await complete(orderId, refundId);
  const { orderId: other } = await shop.buy({ method: "card", card: approved });
  await cancelOrder(shop.store.id, { orderId: other, actorId: member, restock: false });
  const recordsOf = (subject: string) =>
    withStore(shop.store.id, (tx) => tx.auditEntry.findMany({ where: { subject }, orderBy: { id: "asc" } }));
  const amountCents = 11_500;
  expect(await recordsOf(orderId)).toMatchObject([
    { action: "payments.refund_requested", actorId: member, after: { refundId, amountCents, restock: false } },
    { action: "payments.refund_account_given", actorId: member, after: { refundId, amountCents } },
  ]);
  expect(await recordsOf(other)).toMatchObject([
    { action: "payments.refund_requested", actorId: member, after: { amountCents } },
    { action: "order.cancelled", actorId: member, after: { restock: false } },
  ]);
});
