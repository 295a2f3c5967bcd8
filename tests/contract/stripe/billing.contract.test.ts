import type Stripe from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Harness, SHOP, startHarness } from "./harness";
import { CARDS, open, payWith, submit } from "./shopper";

const MONTH = 31 * 86_400;

let harness: Harness;
let basic: Stripe.Price;
let plus: Stripe.Price;
let yearly: Stripe.Price;
beforeAll(async () => {
  harness = await startHarness("stripe_billing");
  const product = await harness.stripe.products.create({ name: "Vitrine Basic" });
  const price = (unit_amount: number, interval: "month" | "year") =>
    harness.stripe.prices.create({
      product: product.id,
      currency: "usd",
      unit_amount,
      recurring: { interval },
      lookup_key: `${interval}-${unit_amount}`,
    });
  [basic, plus, yearly] = await Promise.all([price(3000, "month"), price(6000, "month"), price(30_000, "year")]);
});
afterAll(() => harness.close());
afterEach(() => expect(harness.violations.splice(0)).toEqual([]));

function createSession(more: Partial<Stripe.Checkout.SessionCreateParams> = {}): Promise<Stripe.Checkout.Session> {
  return harness.stripe.checkout.sessions.create({
    mode: "subscription",
    line_items: [{ price: basic.id, quantity: 1 }],
    client_reference_id: "signup-1",
    subscription_data: { metadata: { storeId: "s1" } },
    success_url: `${SHOP}/signup/status?session={CHECKOUT_SESSION_ID}`,
    cancel_url: `${SHOP}/pricing`,
    ...more,
  });
}

async function subscribed(
  card: string = CARDS.approved,
  more: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Promise<Stripe.Subscription> {
  const session = await createSession(more);
  await payWith(session.url ?? "", card);
  const done = await harness.stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription.latest_invoice.payments"] });
  if (done.subscription === null || typeof done.subscription === "string") throw new Error("no subscription");
  return done.subscription;
}

function invoicesOf(subscription: Stripe.Subscription): Promise<Stripe.ApiList<Stripe.Invoice>> {
  return harness.stripe.invoices.list({ subscription: subscription.id, expand: ["data.payments"] });
}

const about = (id: string) => (event: Stripe.Event) => "id" in event.data.object && event.data.object.id === id;

async function giveFailingCard(subscription: Stripe.Subscription): Promise<void> {
  const method = await harness.stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: String(subscription.customer) });
  await harness.stripe.subscriptions.update(subscription.id, { default_payment_method: method.id });
}

describe("a subscription bought through Checkout", () => {
  it("begins with a paid invoice and a customer, and is told", async () => {
    const session = await createSession();
    const shown = await open(session.url ?? "");
    const page = await payWith(session.url ?? "", CARDS.approved);
    const done = await harness.stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription", "invoice", "customer"] });
    await harness.awaitEvent("checkout.session.completed", about(session.id));

    expect(shown.html).toMatch(/<button type="submit">\s*Subscribe\s*<\/button>/);
    expect(shown.html).toContain("per month");
    expect(page.location).toContain(`session=${session.id}`);
    expect(done).toMatchObject({ status: "complete", payment_status: "paid", payment_intent: null });
    expect(done.subscription).toMatchObject({
      status: "active",
      metadata: { storeId: "s1" },
      items: { data: [{ price: { id: basic.id }, quantity: 1 }] },
    });
    expect(done.invoice).toMatchObject({ status: "paid", amount_paid: 3000, billing_reason: "subscription_create" });
    expect(done.customer).toMatchObject({ email: "shopper@example.com" });
    await harness.awaitEvent("invoice.paid");
    await harness.awaitEvent("customer.subscription.created");
  });

  it("leaves nothing behind when the card is declined, and can be tried again", async () => {
    const session = await createSession();
    const declined = await payWith(session.url ?? "", CARDS.declined);
    const between = await harness.stripe.checkout.sessions.retrieve(session.id);
    const paid = await payWith(session.url ?? "", CARDS.approved);

    expect(declined).toMatchObject({ status: 402 });
    expect(between).toMatchObject({ status: "open", subscription: null, customer: null });
    expect(paid.status).toBe(303);
  });

  it("begins after 3-D Secure was approved", async () => {
    const session = await createSession();
    const asked = await payWith(session.url ?? "", CARDS.asksHolder);
    const approved = await submit(new URL(asked.location ?? "", harness.url).href, { answer: "approve" });
    const done = await harness.stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] });

    expect(approved.location).toContain(SHOP);
    expect(done.subscription).toMatchObject({ status: "active" });
  });

  it("charges nothing during a trial and the price after it", async () => {
    const subscription = await subscribed(CARDS.approved, { subscription_data: { trial_period_days: 14 } });
    await harness.advance(12 * 86_400);
    await harness.awaitEvent("customer.subscription.trial_will_end", about(subscription.id));
    await harness.advance(3 * 86_400);
    const after = await harness.stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });

    expect(subscription).toMatchObject({ status: "trialing", latest_invoice: { amount_due: 0, status: "paid" } });
    expect(after).toMatchObject({ status: "active", latest_invoice: { amount_paid: 3000, billing_reason: "subscription_cycle" } });
  });

  it("takes a coupon off the first invoice only when it lasts once", async () => {
    const coupon = await harness.stripe.coupons.create({ amount_off: 1000, currency: "usd", duration: "once" });
    const subscription = await subscribed(CARDS.approved, { discounts: [{ coupon: coupon.id }] });
    await harness.advance(MONTH);

    expect((await invoicesOf(subscription)).data.map((invoice) => invoice.total)).toEqual([3000, 2000]);
  });

  it("by boleto waits for the money", async () => {
    const product = await harness.stripe.products.create({ name: "Vitrine" });
    const price = await harness.stripe.prices.create({
      product: product.id,
      currency: "brl",
      unit_amount: 9900,
      recurring: { interval: "month" },
    });
    const session = await createSession({ line_items: [{ price: price.id, quantity: 1 }], locale: "pt-BR" });
    await submit(session.url ?? "", { email: "loja@example.com.br", method: "boleto" });
    const waiting = await harness.stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] });
    await harness.advance(15);
    await harness.awaitEvent("checkout.session.async_payment_succeeded", about(session.id));

    expect(waiting).toMatchObject({ status: "complete", payment_status: "unpaid", subscription: { status: "incomplete" } });
    expect(await harness.stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] })).toMatchObject({
      payment_status: "paid",
      subscription: { status: "active" },
    });
  });
});

describe("a running subscription", () => {
  it("renews once for every period that passed", async () => {
    const subscription = await subscribed();
    await harness.advance(3 * MONTH);
    const invoices = await invoicesOf(subscription);
    const [latest] = invoices.data;
    const after = await harness.stripe.subscriptions.retrieve(subscription.id);
    const now = Math.floor(Date.now() / 1000);

    expect(invoices.data).toHaveLength(4);
    expect(new Set(invoices.data.map((invoice) => invoice.number)).size).toBe(4);
    expect(latest).toMatchObject({
      billing_reason: "subscription_cycle",
      status: "paid",
      parent: { subscription_details: { subscription: subscription.id } },
    });
    expect(latest?.payments?.data).toMatchObject([{ status: "paid", payment: { type: "payment_intent" } }]);
    expect(after.items.data[0]?.current_period_end).toBeGreaterThan(now + 3 * MONTH);
  });

  it("falls behind when the renewal is declined, recovers when it is paid, and ends after the last try", async () => {
    const recovering = await subscribed();
    const failing = await subscribed();
    for (const subscription of [recovering, failing]) await giveFailingCard(subscription);
    await harness.advance(MONTH);
    const behind = await harness.stripe.subscriptions.retrieve(recovering.id);
    const unpaid = await harness.stripe.invoices.pay(String(behind.latest_invoice), { payment_method: "pm_card_visa" });
    const recovered = await harness.stripe.subscriptions.retrieve(recovering.id);
    await harness.advance(16 * 86_400);
    const ended = await harness.stripe.subscriptions.retrieve(failing.id);

    expect(behind.status).toBe("past_due");
    expect(unpaid).toMatchObject({ status: "paid", amount_paid: 3000 });
    expect(recovered.status).toBe("active");
    expect(ended).toMatchObject({ status: "canceled", cancellation_details: { reason: "payment_failed" } });
    await harness.awaitEvent("invoice.payment_failed");
    await harness.awaitEvent("customer.subscription.deleted", about(failing.id));
  });

  it("can end with its period, be resumed, or end at once", async () => {
    const subscription = await subscribed();
    const ending = await harness.stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    const resumed = await harness.stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false });
    await harness.stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    await harness.advance(MONTH);
    const other = await subscribed();
    const cancelled = await harness.stripe.subscriptions.cancel(other.id);

    expect(ending).toMatchObject({ cancel_at_period_end: true, cancel_at: ending.items.data[0]?.current_period_end, status: "active" });
    expect(resumed).toMatchObject({ cancel_at_period_end: false, cancel_at: null, canceled_at: null });
    expect(await harness.stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: "canceled" });
    expect(cancelled).toMatchObject({ status: "canceled", cancellation_details: { reason: "cancellation_requested" } });
    expect((await invoicesOf(subscription)).data).toHaveLength(1);
  });

  it("changes its plan: the difference is previewed, invoiced and paid", async () => {
    const subscription = await subscribed();
    const item = subscription.items.data[0]?.id ?? "";
    const preview = await harness.stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: { items: [{ id: item, price: plus.id }], proration_behavior: "always_invoice" },
    });
    const changed = await harness.stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: plus.id }],
      proration_behavior: "always_invoice",
    });
    const [invoice] = (await invoicesOf(subscription)).data;

    expect(changed.items.data).toMatchObject([{ id: item, price: { id: plus.id } }]);
    expect(invoice).toMatchObject({ billing_reason: "subscription_update", status: "paid" });
    expect(invoice?.lines.data).toHaveLength(2);
    expect(invoice?.amount_paid).toBeGreaterThan(2900);
    expect(invoice?.amount_paid).toBeLessThanOrEqual(3000);
    expect(Math.abs((preview.amount_due ?? 0) - (invoice?.amount_paid ?? 0))).toBeLessThanOrEqual(2);
  });

  it("credits a cheaper plan to the next invoices", async () => {
    const subscription = await subscribed(CARDS.approved, { line_items: [{ price: plus.id, quantity: 1 }] });
    const item = subscription.items.data[0]?.id ?? "";
    await harness.stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: basic.id }],
      proration_behavior: "always_invoice",
    });
    await harness.advance(MONTH);
    const [renewal, change] = (await invoicesOf(subscription)).data;

    expect(change?.total).toBeLessThan(-2900);
    expect(renewal?.starting_balance).toBe(change?.total);
    expect(renewal?.amount_paid).toBe(3000 + (change?.total ?? 0));
  });

  it("begins a new period at once when the rhythm changes", async () => {
    const subscription = await subscribed();
    const item = subscription.items.data[0]?.id ?? "";
    const changed = await harness.stripe.subscriptions.update(subscription.id, { items: [{ id: item, price: yearly.id }] });
    const [invoice] = (await invoicesOf(subscription)).data;
    const period = changed.items.data[0];

    expect((period?.current_period_end ?? 0) - (period?.current_period_start ?? 0)).toBeGreaterThan(364 * 86_400);
    expect(invoice?.total).toBeGreaterThanOrEqual(27_000);
    expect(invoice).toMatchObject({ billing_reason: "subscription_update", status: "paid" });
  });

  it("is found by its customer, its metadata and its state", async () => {
    const subscription = await subscribed();
    const customer = String(subscription.customer);
    const listed = await harness.stripe.subscriptions.list({ customer });
    const found = await harness.stripe.subscriptions.search({ query: `metadata["storeId"]:"s1" AND status:"active"` });
    await harness.stripe.customers.del(customer);

    expect(listed.data.map(({ id }) => id)).toEqual([subscription.id]);
    expect(found.data.map(({ id }) => id)).toContain(subscription.id);
    expect((await harness.stripe.subscriptions.list({ customer })).data).toEqual([]);
    expect((await harness.stripe.subscriptions.list({ customer, status: "all" })).data).toMatchObject([{ status: "canceled" }]);
    expect(await harness.stripe.customers.retrieve(customer)).toMatchObject({ deleted: true });
  });

  it("takes further items and gives them back", async () => {
    const subscription = await subscribed();
    const extra = await harness.stripe.subscriptionItems.create({ subscription: subscription.id, price: plus.id, quantity: 2 });
    const more = await harness.stripe.subscriptionItems.update(extra.id, { quantity: 3 });
    const listed = await harness.stripe.subscriptionItems.list({ subscription: subscription.id });
    const deleted = await harness.stripe.subscriptionItems.del(extra.id);

    expect(more.quantity).toBe(3);
    expect(listed.data).toHaveLength(2);
    expect(deleted).toMatchObject({ deleted: true });
    expect((await harness.stripe.subscriptions.retrieve(subscription.id)).items.data).toHaveLength(1);
  });
});

describe("the customer's portal", () => {
  it("cancels, resumes and changes the card", async () => {
    const subscription = await subscribed();
    const portal = await harness.stripe.billingPortal.sessions.create({
      customer: String(subscription.customer),
      return_url: `${SHOP}/admin/billing`,
      locale: "pt-BR",
    });
    const shown = await open(portal.url);
    await submit(portal.url, { act: "cancel", subscription: subscription.id });
    const ending = await harness.stripe.subscriptions.retrieve(subscription.id);
    await submit(portal.url, { act: "resume", subscription: subscription.id });
    const wrong = await submit(portal.url, { act: "card", name: "", number: "4242", expiry: "", cvc: "" });
    const changed = await submit(portal.url, { act: "card", name: "Ana", number: "5555555555554444", expiry: "12/34", cvc: "123" });
    const after = await harness.stripe.subscriptions.retrieve(subscription.id, { expand: ["default_payment_method"] });

    expect(shown.html).toContain("Cancelar assinatura");
    expect(shown.html).toContain(`href="${SHOP}/admin/billing"`);
    expect(ending.cancel_at_period_end).toBe(true);
    expect(wrong.status).toBe(422);
    expect(changed.html).toContain("4444");
    expect(after).toMatchObject({ cancel_at_period_end: false, default_payment_method: { card: { last4: "4444", brand: "mastercard" } } });
  });

  it("pays what is overdue when a good card is saved, and leads back where the flow was to end", async () => {
    const subscription = await subscribed();
    await giveFailingCard(subscription);
    await harness.advance(MONTH);
    const behind = await harness.stripe.subscriptions.retrieve(subscription.id);
    const after_completion = { type: "redirect" as const, redirect: { return_url: `${SHOP}/admin/billing?card=changed` } };
    const portal = await harness.stripe.billingPortal.sessions.create({
      customer: String(subscription.customer),
      flow_data: { type: "payment_method_update", after_completion },
    });
    const changed = await submit(portal.url, { act: "card", name: "Ana", number: CARDS.approved, expiry: "12/34", cvc: "123" });

    expect(behind.status).toBe("past_due");
    expect(changed.location).toBe(`${SHOP}/admin/billing?card=changed`);
    expect(await harness.stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: "active" });
  });

  it("touches nobody else's subscription", async () => {
    const mine = await subscribed();
    const hers = await subscribed();
    const portal = await harness.stripe.billingPortal.sessions.create({ customer: String(mine.customer), return_url: SHOP });
    await submit(portal.url, { act: "cancel", subscription: hers.id });

    expect(await harness.stripe.subscriptions.retrieve(hers.id)).toMatchObject({ cancel_at_period_end: false });
  });
});
