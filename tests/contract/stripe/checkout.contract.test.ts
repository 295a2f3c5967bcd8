import type Stripe from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Harness, SHOP, startHarness } from "./harness";
import { CARDS, open, payWith, submit } from "./shopper";

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness("stripe_checkout");
});
afterAll(() => harness.close());
afterEach(() => expect(harness.violations.splice(0)).toEqual([]));

type Overrides = Partial<Stripe.Checkout.SessionCreateParams>;

function createSession(overrides: Overrides = {}): Promise<Stripe.Checkout.Session> {
  return harness.stripe.checkout.sessions.create({
    mode: "payment",
    line_items: [
      { price_data: { currency: "usd", unit_amount: 2500, product_data: { name: "Linen shirt" } }, quantity: 2 },
      { price_data: { currency: "usd", unit_amount: 990, product_data: { name: "Pão & café" } }, quantity: 1 },
    ],
    client_reference_id: "order-1",
    metadata: { storeId: "store-1", orderId: "order-1" },
    payment_intent_data: { metadata: { orderId: "order-1" } },
    success_url: `${SHOP}/orders/token?session={CHECKOUT_SESSION_ID}`,
    cancel_url: `${SHOP}/checkout`,
    expires_at: Math.floor(Date.now() / 1000) + 1800,
    ...overrides,
  });
}

function urlOf(session: Stripe.Checkout.Session): string {
  if (!session.url) throw new Error(`session ${session.id} has no page`);
  return session.url;
}

describe("a payment session", () => {
  it("carries what the platform gave it and the sum of its lines", async () => {
    const session = await createSession();
    const items = await harness.stripe.checkout.sessions.listLineItems(session.id);

    expect(session).toMatchObject({
      amount_total: 5990,
      currency: "usd",
      client_reference_id: "order-1",
      payment_status: "unpaid",
      status: "open",
      payment_intent: null,
    });
    expect(session.metadata).toEqual({ storeId: "store-1", orderId: "order-1" });
    expect(items.data.map((item) => [item.description, item.quantity, item.amount_total])).toEqual([
      ["Linen shirt", 2, 5000],
      ["Pão & café", 1, 990],
    ]);
  });

  it("shows the buyer the lines, the total and a way back, in the session's language", async () => {
    const english = await open(urlOf(await createSession({ locale: "en" })));
    const portuguese = await open(urlOf(await createSession({ locale: "pt-BR" })));

    expect(english.html).toContain("Pão &amp; café");
    expect(english.html).toContain("$59.90");
    expect(english.html).toMatch(new RegExp(`href="${SHOP}/checkout"[^>]*>Back<`));
    expect(english.html).toMatch(/<button type="submit">\s*Pay\s*<\/button>/);
    expect(portuguese.html).toContain('lang="pt-BR"');
    expect(portuguese.html).toMatch(/<button type="submit">\s*Pagar\s*<\/button>/);
  });

  it("is paid by an approved card: money, charge and notification agree", async () => {
    const session = await createSession();
    const page = await payWith(urlOf(session), CARDS.approved);
    const paid = await harness.stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent.latest_charge", "line_items"] });
    const told = await harness.awaitEvent(
      "checkout.session.completed",
      (event) => "id" in event.data.object && event.data.object.id === session.id,
    );

    expect(page).toMatchObject({ status: 303, location: `${SHOP}/orders/token?session=${session.id}` });
    expect(paid).toMatchObject({ status: "complete", payment_status: "paid", url: null });
    expect(paid.customer_details?.email).toBe("shopper@example.com");
    expect(paid.payment_intent).toMatchObject({
      status: "succeeded",
      amount_received: 5990,
      metadata: { orderId: "order-1" },
      latest_charge: { paid: true, amount_captured: 5990 },
    });
    expect(paid.line_items?.data).toHaveLength(2);
    expect(told.event.data.object).toMatchObject({ payment_status: "paid", amount_total: 5990 });
  });

  it("says why a card was declined and can be paid with another one", async () => {
    const session = await createSession();
    const declined = await payWith(urlOf(session), CARDS.declined);
    const between = await harness.stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
    const retried = await payWith(urlOf(session), CARDS.approved);
    const charges = await harness.stripe.charges.list({ payment_intent: idOf(between.payment_intent) });

    expect(declined.status).toBe(402);
    expect(declined.html).toContain("Your card was declined");
    expect(declined.html).toContain('name="number" value=""');
    expect(between).toMatchObject({ status: "open", payment_status: "unpaid" });
    expect(between.payment_intent).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { code: "card_declined", decline_code: "generic_decline" },
    });
    expect(retried.status).toBe(303);
    expect(charges.data.map((charge) => charge.status)).toEqual(["succeeded", "failed"]);
  });

  it("asks again for a form that is not filled in", async () => {
    const page = await submit(urlOf(await createSession()), {
      email: "nobody",
      number: "4242 4242 4242 4241",
      expiry: "01/20",
      cvc: "",
      name: "",
    });

    expect(page.status).toBe(422);
    expect([...page.html.matchAll(/id="(\w+)-error"/g)].map(([, field]) => field)).toEqual(["email", "number", "expiry", "cvc", "name"]);
  });

  it("takes the money once however often the button is pressed", async () => {
    const session = await createSession({
      line_items: [{ price_data: { currency: "usd", unit_amount: 7777, product_data: { name: "Only one" } }, quantity: 1 }],
    });
    const pages = await Promise.all(Array.from({ length: 5 }, () => payWith(urlOf(session), CARDS.approved)));
    const charges = await harness.stripe.charges.list({ limit: 100 });

    expect(new Set(pages.map((page) => page.location))).toEqual(new Set([`${SHOP}/orders/token?session=${session.id}`]));
    expect(charges.data.filter((charge) => charge.amount === 7777)).toHaveLength(1);
  });

  it("is paid after the card holder approved 3-D Secure", async () => {
    const session = await createSession();
    const asked = await payWith(urlOf(session), CARDS.asksHolder);
    const waiting = await harness.stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
    const approved = await submit(new URL(asked.location ?? "", harness.url).href, { answer: "approve" });

    expect(asked.location).toMatch(/^\/c\/authenticate\/pi_/);
    expect(waiting).toMatchObject({ status: "open", payment_intent: { status: "requires_action" } });
    expect(approved.location).toBe(`${SHOP}/orders/token?session=${session.id}`);
    expect(await harness.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ status: "complete", payment_status: "paid" });
  });

  it("stays open after the card holder refused 3-D Secure", async () => {
    const session = await createSession();
    const asked = await payWith(urlOf(session), CARDS.asksHolder);
    const refused = await submit(new URL(asked.location ?? "", harness.url).href, { answer: "refuse" });
    const after = await harness.stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });

    expect(refused.html).toContain("could not be confirmed");
    expect(after).toMatchObject({
      status: "open",
      payment_intent: { status: "requires_payment_method", last_payment_error: { code: "payment_intent_authentication_failure" } },
    });
  });

  it.each([
    { ending: "paid", status: "paid", event: "checkout.session.async_payment_succeeded" },
    { ending: "refused", status: "unpaid", event: "checkout.session.async_payment_failed" },
  ])("by a bank debit that is $ending later ends with $event", async ({ ending, status, event }) => {
    const session = await createSession();
    const page = await submit(urlOf(session), { email: "shopper@example.com", method: "us_bank_account", ending });
    const pending = await harness.stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
    await harness.advance(30);
    const told = await harness.awaitEvent(event, (one) => "id" in one.data.object && one.data.object.id === session.id);

    expect(page.status).toBe(303);
    expect(pending).toMatchObject({ status: "complete", payment_status: "unpaid", payment_intent: { status: "processing" } });
    expect(told.event.data.object).toMatchObject({ payment_status: status });
    expect(await harness.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: status });
  });

  it("by boleto shows where it is paid until it is", async () => {
    const session = await createSession({
      line_items: [{ price_data: { currency: "brl", unit_amount: 5000, product_data: { name: "Camisa" } }, quantity: 1 }],
    });
    await submit(urlOf(session), { email: "shopper@example.com", method: "boleto" });
    const pending = await harness.stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
    await harness.control(`/payments/${idOf(pending.payment_intent)}/settle`, { outcome: "succeeded" });

    expect(pending.payment_intent).toMatchObject({ status: "requires_action", next_action: { type: "boleto_display_details" } });
    expect(await harness.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: "paid" });
  });

  it("only holds the money when capture is manual", async () => {
    const session = await createSession({ payment_intent_data: { capture_method: "manual" } });
    await payWith(urlOf(session), CARDS.approved);
    const held = await harness.stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
    const captured = await harness.stripe.paymentIntents.capture(idOf(held.payment_intent), { amount_to_capture: 5000 });

    expect(held).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
      payment_intent: { status: "requires_capture", amount_capturable: 5990 },
    });
    expect(captured).toMatchObject({ status: "succeeded", amount_received: 5000 });
  });

  it("takes a coupon's discount off its lines", async () => {
    const coupon = await harness.stripe.coupons.create({ percent_off: 10, duration: "once" });
    const session = await createSession({ discounts: [{ coupon: coupon.id }] });
    const items = await harness.stripe.checkout.sessions.listLineItems(session.id);
    await payWith(urlOf(session), CARDS.approved);

    expect(session).toMatchObject({ amount_subtotal: 5990, amount_total: 5391, total_details: { amount_discount: 599 } });
    expect(items.data.reduce((sum, item) => sum + item.amount_total, 0)).toBe(5391);
    expect(await harness.stripe.coupons.retrieve(coupon.id)).toMatchObject({ times_redeemed: 1 });
  });

  it("charges the delivery that the buyer chose", async () => {
    const rate = (display_name: string, amount: number) => ({
      shipping_rate_data: { display_name, type: "fixed_amount" as const, fixed_amount: { amount, currency: "usd" } },
    });
    const session = await createSession({ shipping_options: [rate("Standard", 500), rate("Express", 1500)] });
    const express = String(session.shipping_options[1]?.shipping_rate);
    await payWith(urlOf(session), CARDS.approved, { shipping: express });

    expect(session.amount_total).toBe(6490);
    expect(await harness.stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] })).toMatchObject({
      amount_total: 7490,
      payment_intent: { amount_received: 7490 },
    });
  });

  it("without anything to pay needs no card", async () => {
    const coupon = await harness.stripe.coupons.create({ percent_off: 100, duration: "once" });
    const session = await createSession({ discounts: [{ coupon: coupon.id }] });
    const page = await submit(urlOf(session), { email: "shopper@example.com" });

    expect(page.status).toBe(303);
    expect(await harness.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: "complete",
      payment_status: "no_payment_required",
      payment_intent: null,
    });
  });
});

describe("the end of a session", () => {
  it("comes by itself, is told, and closes the page", async () => {
    const session = await createSession();
    await harness.advance(1900);
    const told = await harness.awaitEvent(
      "checkout.session.expired",
      (event) => "id" in event.data.object && event.data.object.id === session.id,
    );
    const page = await payWith(urlOf(session), CARDS.approved);
    await harness.control("/clock", { reset: true });

    expect(told.event.data.object).toMatchObject({ status: "expired", url: null });
    expect(page.status).toBe(410);
    expect(page.html).toContain("expired");
  });

  it("comes at once when the platform asks, and cancels a payment that was begun", async () => {
    const session = await createSession();
    await payWith(urlOf(session), CARDS.declined);
    const expired = await harness.stripe.checkout.sessions.expire(session.id);
    const intent = await harness.stripe.paymentIntents.retrieve(idOf(expired.payment_intent));

    expect(expired.status).toBe("expired");
    expect(intent).toMatchObject({ status: "canceled", cancellation_reason: "expired" });
    await expect(harness.stripe.checkout.sessions.expire(session.id)).rejects.toMatchObject({
      type: "StripeInvalidRequestError",
      statusCode: 400,
    });
  });

  it.each([
    { what: "too near", seconds: 60 },
    { what: "too far", seconds: 25 * 3600 },
  ])("is refused when it lies $what", async ({ seconds }) => {
    const expires_at = Math.floor(Date.now() / 1000) + seconds;
    await expect(createSession({ expires_at })).rejects.toMatchObject({ param: "expires_at", statusCode: 400 });
  });
});

it("refuses an amount below the vendor's minimum", async () => {
  const line_items = [{ price_data: { currency: "usd", unit_amount: 20, product_data: { name: "Button" } }, quantity: 1 }];
  await expect(createSession({ line_items })).rejects.toMatchObject({ code: "amount_too_small" });
});

it("answers an unknown page with a page", async () => {
  const page = await open(`${harness.url}/c/pay/cs_test_unknown`);
  expect(page.status).toBe(404);
  expect(page.html).toContain("does not exist");
});

function idOf(reference: string | { id: string } | null): string {
  if (reference === null) throw new Error("no reference");
  return typeof reference === "string" ? reference : reference.id;
}
