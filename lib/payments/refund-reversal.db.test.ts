import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { findOrder } from "@/lib/orders/queries";
import type { StoreView } from "@/lib/stores/types";
import type { Harness } from "@/tests/contract/stripe/harness";
import { CARDS } from "@/tests/contract/stripe/shopper";
import { startStripe } from "@/tests/factories/stripe";
import { makeStripeShop, payOnPage } from "@/tests/factories/stripe-shop";
import { checkInvariants } from "./invariants";
import { findPayment } from "./queries";
import { recheckAttempt } from "./reconcile-recheck";
import { noteRefundFailure } from "./refund-failure";
import { requestRefund, submitRefund } from "./refunds";
import { settleAttempt } from "./settle";

let harness: Harness;
let store: StoreView;
beforeAll(async () => {
  harness = await startStripe("refundreversal");
  store = await makeStripeShop();
});
afterAll(() => harness.close());

async function bought(card: string = CARDS.approved) {
  const paid = await payOnPage(store, card);
  expect(await settleAttempt(store.id, paid.attemptId)).toBe("captured");
  return paid;
}

async function giveBack(attemptId: string, amountCents?: number): Promise<string> {
  const wish = { reason: "", restock: false, requestedBy: null, ...(amountCents ? { amountCents } : {}) };
  const asked = await requestRefund(store.id, attemptId, wish);
  if (!asked.ok) throw new Error(asked.code);
  expect(await submitRefund(store.id, asked.value)).toBe("settled");
  return asked.value;
}

const refundRow = (id: string) =>
  withStore(store.id, (tx) => tx.refund.findUniqueOrThrow({ where: { storeId_id: { storeId: store.id, id } } }));

async function pageIdOf(id: string): Promise<string | null> {
  const attempt = await withStore(store.id, (tx) =>
    tx.paymentAttempt.findUniqueOrThrow({ where: { storeId_id: { storeId: store.id, id } } }),
  );
  return attempt.gatewayRef;
}

async function stateOf(orderId: string) {
  const [order, payment] = [await findOrder(store.id, orderId), await findPayment(store.id, orderId)];
  if (!order || !payment) throw new Error("no order");
  const told = order.timeline.map(({ kind }) => kind).filter((kind) => kind.includes("refund"));
  return { paymentState: order.paymentState, flags: order.flags, refundedCents: payment.refundedCents, refunds: payment.refunds, told };
}

const brokenOnes = async () => {
  const ports = { listBookDifferences: async () => [], listStaleProducts: async () => [] };
  return (await checkInvariants(store.id, { graceMs: 60_000, ports })).filter(({ findings }) => findings.length > 0);
};

it("a refund that Stripe made and that fails days later is not given back: the merchant is told, and can try again", async () => {
  const { orderId, attemptId } = await bought(CARDS.refundBounces);
  const refundId = await giveBack(attemptId);
  expect(await stateOf(orderId)).toMatchObject({ paymentState: "refunded", refundedCents: 11_500, flags: [] });

  await harness.advance(10);
  for (let asked = 0; asked < 3; asked++) await settleAttempt(store.id, attemptId);
  const after = await stateOf(orderId);
  expect(after).toMatchObject({
    paymentState: "paid",
    refundedCents: 0,
    flags: ["refund_failed"],
    refunds: [{ id: refundId, status: "failed" }],
  });
  expect(after.told).toEqual(["refund_requested", "payment_refunded", "refund_reversed", "refund_failed"]);
  const where = { name: "refund.failed", payload: { path: ["refundId"], equals: refundId } };
  expect(await withPlatform((tx) => tx.outboxEvent.count({ where }))).toBe(1);
  expect((await findPayment(store.id, orderId))?.attempts[0]?.refundableCents).toBe(11_500);
  expect(await recheckAttempt(store.id, attemptId)).toMatchObject({ kind: "agrees" });
  expect(await brokenOnes()).toEqual([]);
});

it("only the refund that came back is undone, and what the shopper gets instead lowers the flag", async () => {
  const { orderId, attemptId } = await bought();
  const [first, second] = [await giveBack(attemptId, 3000), await giveBack(attemptId, 3000)];
  const { gatewayRef } = await refundRow(first);
  await harness.control(`/refunds/${gatewayRef}/fail`);
  await settleAttempt(store.id, attemptId);
  expect(await stateOf(orderId)).toMatchObject({
    paymentState: "partially_refunded",
    refundedCents: 3000,
    refunds: [
      { id: first, status: "failed" },
      { id: second, status: "settled" },
    ],
  });

  await giveBack(attemptId);
  expect(await stateOf(orderId)).toMatchObject({ paymentState: "refunded", refundedCents: 11_500, flags: [] });
  expect(await brokenOnes()).toEqual([]);
});

it("a refund that fails before it was ever made is told as that alone", async () => {
  const { orderId, attemptId } = await bought();
  await harness.fault("POST /v1/refunds", { kind: "fail_later" });
  const asked = await requestRefund(store.id, attemptId, { reason: "", restock: false, requestedBy: null });
  expect(asked.ok && (await submitRefund(store.id, asked.value))).toBe("submitted");
  await harness.advance(10);
  await settleAttempt(store.id, attemptId);
  expect(await stateOf(orderId)).toMatchObject({
    paymentState: "paid",
    refunds: [{ status: "failed" }],
    told: ["refund_requested", "refund_failed"],
  });
});

it("a refund made in Stripe's dashboard that comes back is undone too", async () => {
  const { orderId, attemptId } = await bought();
  const { payment_intent } = await harness.stripe.checkout.sessions.retrieve((await pageIdOf(attemptId)) ?? "", {}, harness.asMerchant);
  const made = [];
  for (const amount of [1000, 2000]) {
    made.push(await harness.stripe.refunds.create({ payment_intent: String(payment_intent), amount }, harness.asMerchant));
  }
  await settleAttempt(store.id, attemptId);
  await harness.control(`/refunds/${made[0]?.id}/fail`);
  await settleAttempt(store.id, attemptId);
  expect(await stateOf(orderId)).toMatchObject({
    refundedCents: 2000,
    flags: ["refund_failed"],
    refunds: expect.arrayContaining([
      expect.objectContaining({ amountCents: 1000, status: "failed" }),
      expect.objectContaining({ amountCents: 2000, status: "settled" }),
    ]),
  });
});

it("a person who paid the shopper in another way ends the asking, once, and it is on record", async () => {
  const { orderId, attemptId } = await bought(CARDS.refundBounces);
  await giveBack(attemptId, 1000);
  await harness.advance(10);
  await settleAttempt(store.id, attemptId);
  const actorId = newId();
  expect(await noteRefundFailure(store.id, orderId, actorId)).toEqual({ ok: true, value: undefined });
  expect((await stateOf(orderId)).flags).toEqual([]);
  await settleAttempt(store.id, attemptId);
  expect((await stateOf(orderId)).flags).toEqual([]);
  expect(await noteRefundFailure(store.id, orderId, actorId)).toEqual({ ok: false, code: "not_found" });
  const records = await withStore(store.id, (tx) => tx.auditEntry.findMany({ where: { actorId } }));
  expect(records).toMatchObject([{ action: "payments.refund_failure_noted", subject: orderId }]);
});
