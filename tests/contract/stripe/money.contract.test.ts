import type Stripe from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Harness, SHOP, startHarness } from "./harness";

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness("stripe_money");
});
afterAll(() => harness.close());
afterEach(() => expect(harness.violations.splice(0)).toEqual([]));

function pay(method = "pm_card_visa", more: Partial<Stripe.PaymentIntentCreateParams> = {}): Promise<Stripe.PaymentIntent> {
  return harness.stripe.paymentIntents.create({
    amount: 5000,
    currency: "usd",
    payment_method: method,
    confirm: true,
    return_url: `${SHOP}/back`,
    ...more,
  });
}

function chargeOf(intent: Stripe.PaymentIntent): Promise<Stripe.Charge> {
  return harness.stripe.charges.retrieve(String(intent.latest_charge), { expand: ["refunds", "balance_transaction"] });
}

describe("a payment intent", () => {
  it("is captured later when asked so, in part if asked", async () => {
    const held = await pay("pm_card_visa", { capture_method: "manual" });
    const captured = await harness.stripe.paymentIntents.capture(held.id, { amount_to_capture: 3000 });

    expect(held).toMatchObject({ status: "requires_capture", amount_capturable: 5000, amount_received: 0 });
    expect(captured).toMatchObject({ status: "succeeded", amount_received: 3000 });
    expect(await chargeOf(captured)).toMatchObject({ captured: true, amount_captured: 3000 });
    await expect(harness.stripe.paymentIntents.capture(held.id)).rejects.toMatchObject({ code: "payment_intent_unexpected_state" });
  });

  it("gives the held money back when it is cancelled", async () => {
    const held = await pay("pm_card_visa", { capture_method: "manual" });
    const canceled = await harness.stripe.paymentIntents.cancel(held.id, { cancellation_reason: "requested_by_customer" });

    expect(canceled).toMatchObject({ status: "canceled", amount_capturable: 0, cancellation_reason: "requested_by_customer" });
    expect(await chargeOf(held)).toMatchObject({ captured: false, refunded: true });
  });

  it("cannot be cancelled once it is paid", async () => {
    const paid = await pay();
    await expect(harness.stripe.paymentIntents.cancel(paid.id)).rejects.toMatchObject({ code: "payment_intent_unexpected_state" });
  });

  it("asks for 3-D Secure and goes back to the shop", async () => {
    const asking = await pay("pm_card_threeDSecure2Required");
    const url = asking.next_action?.redirect_to_url?.url ?? "";
    const answer = await fetch(url, { method: "POST", body: new URLSearchParams({ answer: "approve" }), redirect: "manual" });

    expect(asking.status).toBe("requires_action");
    expect(answer.headers.get("location")).toBe(`${SHOP}/back?payment_intent=${asking.id}&redirect_status=succeeded`);
    expect(await harness.stripe.paymentIntents.retrieve(asking.id)).toMatchObject({ status: "succeeded" });
  });
});

describe("refunds", () => {
  it("add up to what was paid and no further", async () => {
    const intent = await pay();
    const part = await harness.stripe.refunds.create({ payment_intent: intent.id, amount: 2000, metadata: { refundId: "r1" } });
    await expect(harness.stripe.refunds.create({ payment_intent: intent.id, amount: 3001 })).rejects.toMatchObject({ param: "amount" });
    const rest = await harness.stripe.refunds.create({ payment_intent: intent.id });
    const charge = await chargeOf(intent);
    const listed = await harness.stripe.refunds.list({ payment_intent: intent.id });

    expect([part.amount, rest.amount]).toEqual([2000, 3000]);
    expect(part).toMatchObject({ status: "succeeded", metadata: { refundId: "r1" } });
    expect(charge).toMatchObject({ amount_refunded: 5000, refunded: true });
    expect(charge.refunds?.data.map(({ id }) => id)).toEqual(listed.data.map(({ id }) => id));
    await expect(harness.stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({ code: "charge_already_refunded" });
  });

  it("that race never give back more than was paid", async () => {
    const intent = await pay();
    const results = await Promise.allSettled(
      Array.from({ length: 4 }, () => harness.stripe.refunds.create({ payment_intent: intent.id, amount: 2000 })),
    );

    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 4000 });
  });

  it.each([
    ["made", "pm_card_refundFail", "succeeded"],
    ["accepted", undefined, "pending"],
  ])("may fail after they were %s", async (_, card, status) => {
    const intent = await pay(card);
    if (!card) await harness.fault("POST /v1/refunds", { kind: "fail_later" });
    const refund = await harness.stripe.refunds.create({ payment_intent: intent.id });
    await harness.advance(10);
    const told = await harness.awaitEvent("refund.failed", (event) => "id" in event.data.object && event.data.object.id === refund.id);

    expect(refund.status).toBe(status);
    expect(told.event.data.object).toMatchObject({ status: "failed", failure_reason: "declined" });
    expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 0, refunded: false });
  });

  it("made in the vendor's own dashboard are told", async () => {
    const intent = await pay();
    await harness.control(`/charges/${String(intent.latest_charge)}/refund`, { amount: 700 });
    const told = await harness.awaitEvent(
      "charge.refunded",
      (event) => "id" in event.data.object && event.data.object.id === intent.latest_charge,
    );

    expect(told.event.data.object).toMatchObject({ amount_refunded: 700 });
  });
});

describe("disputes", () => {
  it("take the money away and bring it back when they are won", async () => {
    const intent = await pay();
    await harness.control(`/charges/${String(intent.latest_charge)}/dispute`, { reason: "product_not_received" });
    const [dispute] = (await harness.stripe.disputes.list({ payment_intent: intent.id })).data;
    if (!dispute) throw new Error("no dispute");
    const answered = await harness.stripe.disputes.update(dispute.id, {
      evidence: { uncategorized_text: "Delivered on Monday" },
      submit: true,
    });
    await harness.control(`/disputes/${dispute.id}/decide`, { outcome: "won" });

    expect(dispute).toMatchObject({ amount: 5000, status: "needs_response", reason: "product_not_received" });
    expect(answered).toMatchObject({ status: "under_review", evidence: { uncategorized_text: "Delivered on Monday" } });
    expect(await harness.stripe.disputes.retrieve(dispute.id)).toMatchObject({ status: "won" });
    expect(await chargeOf(intent)).toMatchObject({ disputed: false });
    await harness.awaitEvent("charge.dispute.closed", (event) => "id" in event.data.object && event.data.object.id === dispute.id);
  });

  it("come by themselves for the card that disputes, block refunds, and can be given up", async () => {
    const intent = await pay("pm_card_createDispute");
    await harness.advance(5);
    const told = await harness.awaitEvent(
      "charge.dispute.created",
      (event) => "charge" in event.data.object && event.data.object.charge === intent.latest_charge,
    );
    const dispute = told.event.data.object;
    if (dispute.object !== "dispute") throw new Error("not a dispute");

    await expect(harness.stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({ code: "charge_disputed" });
    expect(await harness.stripe.disputes.close(dispute.id)).toMatchObject({ status: "lost" });
  });
});

describe("a bank that asks before it disputes", () => {
  const ask = async () => {
    const intent = await pay();
    await harness.control(`/charges/${String(intent.latest_charge)}/dispute`, { kind: "inquiry" });
    return { intent, dispute: await disputeOf(intent) };
  };
  const disputeOf = async (intent: Stripe.PaymentIntent) => {
    const [dispute] = (await harness.stripe.disputes.list({ payment_intent: intent.id })).data;
    if (!dispute) throw new Error("no dispute");
    return dispute;
  };

  it("takes no money, and is content with an answer", async () => {
    const { intent, dispute } = await ask();
    const answered = await harness.stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: "Sent on Monday" }, submit: true });
    await harness.control(`/disputes/${dispute.id}/decide`, { outcome: "closed" });

    expect(dispute).toMatchObject({ status: "warning_needs_response", is_charge_refundable: true });
    expect(answered.status).toBe("warning_under_review");
    expect((await disputeOf(intent)).status).toBe("warning_closed");
    expect(await chargeOf(intent)).toMatchObject({ disputed: false, amount_refunded: 0 });
  });

  it("asks no more once the payment is given back", async () => {
    const { intent } = await ask();
    await harness.stripe.refunds.create({ payment_intent: intent.id, amount: 1000 });
    expect((await disputeOf(intent)).status).toBe("warning_needs_response");
    await harness.stripe.refunds.create({ payment_intent: intent.id });

    expect((await disputeOf(intent)).status).toBe("warning_closed");
    expect(await chargeOf(intent)).toMatchObject({ disputed: false, refunded: true });
  });

  it("may take what is left of the payment after all", async () => {
    const { intent, dispute } = await ask();
    await harness.stripe.refunds.create({ payment_intent: intent.id, amount: 1000 });
    await harness.control(`/disputes/${dispute.id}/decide`, { outcome: "escalated" });

    expect(await disputeOf(intent)).toMatchObject({ id: dispute.id, status: "needs_response", amount: 4000, is_charge_refundable: false });
    await expect(harness.stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({ code: "charge_disputed" });
    await harness.awaitEvent("charge.dispute.funds_withdrawn", (event) => "id" in event.data.object && event.data.object.id === dispute.id);
  });

  it("is over before it began where the vendor prevents disputes: the money went back as a refund", async () => {
    const intent = await pay();
    await harness.control(`/charges/${String(intent.latest_charge)}/dispute`, { kind: "prevented" });

    expect(await disputeOf(intent)).toMatchObject({ status: "prevented", amount: 5000 });
    expect(await chargeOf(intent)).toMatchObject({ disputed: false, refunded: true });
  });
});

describe("3-D Secure on demand", () => {
  it("is asked for whatever the card is", async () => {
    await harness.fault("POST /v1/payment_intents", { kind: "authenticate" });
    const asking = await pay("pm_card_visa");
    const url = asking.next_action?.redirect_to_url?.url ?? "";
    await fetch(url, { method: "POST", body: new URLSearchParams({ answer: "approve" }), redirect: "manual" });

    expect(asking.status).toBe("requires_action");
    expect((await harness.stripe.paymentIntents.retrieve(asking.id)).status).toBe("succeeded");
  });
});

it("keeps the account's balance", async () => {
  const before = await harness.stripe.balance.retrieve();
  const intent = await pay();
  await harness.stripe.refunds.create({ payment_intent: intent.id, amount: 1000 });
  const after = await harness.stripe.balance.retrieve();
  const charge = await chargeOf(intent);

  const pending = (balance: Stripe.Balance): number => balance.pending.find(({ currency }) => currency === "usd")?.amount ?? 0;
  expect(charge.balance_transaction).toMatchObject({ amount: 5000, fee: 175, net: 4825 });
  expect(pending(after) - pending(before)).toBe(3825);
});
