import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { about, type Billing, MONTH, startBilling } from "./billing";
import { SHOP } from "./harness";
import { CARDS, open, payWith, submit } from "./shopper";

let billing: Billing;
beforeAll(async () => {
  billing = await startBilling("stripe_billing");
});
afterAll(() => billing.harness.close());
afterEach(() => expect(billing.harness.violations.splice(0)).toEqual([]));

describe("a subscription bought through Checkout", () => {
  it("begins with a paid invoice and a customer, and is told", async () => {
    const session = await billing.createSession();
    const shown = await open(session.url ?? "");
    const page = await payWith(session.url ?? "", CARDS.approved);
    const done = await billing.harness.stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription", "invoice", "customer"] });
    await billing.harness.awaitEvent("checkout.session.completed", about(session.id));

    expect(shown.html).toMatch(/<button type="submit">\s*Subscribe\s*<\/button>/);
    expect(shown.html).toContain("per month");
    expect(page.location).toContain(`session=${session.id}`);
    expect(done).toMatchObject({ status: "complete", payment_status: "paid", payment_intent: null });
    expect(done.subscription).toMatchObject({
      status: "active",
      metadata: { storeId: "s1" },
      items: { data: [{ price: { id: billing.prices.basic.id }, quantity: 1 }] },
    });
    expect(done.invoice).toMatchObject({ status: "paid", amount_paid: 3000, billing_reason: "subscription_create" });
    expect(done.customer).toMatchObject({ email: "shopper@example.com" });
    await billing.harness.awaitEvent("invoice.paid");
    await billing.harness.awaitEvent("customer.subscription.created");
  });

  it("leaves nothing behind when the card is declined, and can be tried again", async () => {
    const session = await billing.createSession();
    const declined = await payWith(session.url ?? "", CARDS.declined);
    const between = await billing.harness.stripe.checkout.sessions.retrieve(session.id);
    const paid = await payWith(session.url ?? "", CARDS.approved);

    expect(declined).toMatchObject({ status: 402 });
    expect(between).toMatchObject({ status: "open", subscription: null, customer: null });
    expect(paid.status).toBe(303);
  });

  it("begins after 3-D Secure was approved", async () => {
    const session = await billing.createSession();
    const asked = await payWith(session.url ?? "", CARDS.asksHolder);
    const approved = await submit(new URL(asked.location ?? "", billing.harness.url).href, { answer: "approve" });
    const done = await billing.harness.stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] });

    expect(approved.location).toContain(SHOP);
    expect(done.subscription).toMatchObject({ status: "active" });
  });

  it("charges nothing during a trial and the price after it", async () => {
    const subscription = await billing.subscribe(CARDS.approved, { subscription_data: { trial_period_days: 14 } });
    await billing.harness.advance(12 * 86_400);
    await billing.harness.awaitEvent("customer.subscription.trial_will_end", about(subscription.id));
    await billing.harness.advance(3 * 86_400);
    const after = await billing.harness.stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });

    expect(subscription).toMatchObject({ status: "trialing", latest_invoice: { amount_due: 0, status: "paid" } });
    expect(after).toMatchObject({ status: "active", latest_invoice: { amount_paid: 3000, billing_reason: "subscription_cycle" } });
  });

  it("takes a coupon off the first invoice only when it lasts once", async () => {
    const coupon = await billing.harness.stripe.coupons.create({ amount_off: 1000, currency: "usd", duration: "once" });
    const subscription = await billing.subscribe(CARDS.approved, { discounts: [{ coupon: coupon.id }] });
    await billing.harness.advance(MONTH);

    expect((await billing.invoicesOf(subscription)).data.map((invoice) => invoice.total)).toEqual([3000, 2000]);
  });

  it("by boleto waits for the money", async () => {
    const product = await billing.harness.stripe.products.create({ name: "Vitrine" });
    const price = await billing.harness.stripe.prices.create({
      product: product.id,
      currency: "brl",
      unit_amount: 9900,
      recurring: { interval: "month" },
    });
    const session = await billing.createSession({ line_items: [{ price: price.id, quantity: 1 }], locale: "pt-BR" });
    await submit(session.url ?? "", { email: "loja@example.com.br", method: "boleto" });
    const waiting = await billing.harness.stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] });
    await billing.harness.advance(15);
    await billing.harness.awaitEvent("checkout.session.async_payment_succeeded", about(session.id));

    expect(waiting).toMatchObject({ status: "complete", payment_status: "unpaid", subscription: { status: "incomplete" } });
    expect(await billing.harness.stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] })).toMatchObject({
      payment_status: "paid",
      subscription: { status: "active" },
    });
  });
});

describe("a running subscription", () => {
  it("renews once for every period that passed", async () => {
    const subscription = await billing.subscribe();
    await billing.harness.advance(3 * MONTH);
    const invoices = await billing.invoicesOf(subscription);
    const [latest] = invoices.data;
    const after = await billing.harness.stripe.subscriptions.retrieve(subscription.id);
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
    const recovering = await billing.subscribe();
    const failing = await billing.subscribe();
    for (const subscription of [recovering, failing]) await billing.giveFailingCard(subscription);
    await billing.harness.advance(MONTH);
    const behind = await billing.harness.stripe.subscriptions.retrieve(recovering.id);
    const unpaid = await billing.harness.stripe.invoices.pay(String(behind.latest_invoice), { payment_method: "pm_card_visa" });
    const recovered = await billing.harness.stripe.subscriptions.retrieve(recovering.id);
    await billing.harness.advance(16 * 86_400);
    const ended = await billing.harness.stripe.subscriptions.retrieve(failing.id);

    expect(behind.status).toBe("past_due");
    expect(unpaid).toMatchObject({ status: "paid", amount_paid: 3000 });
    expect(recovered.status).toBe("active");
    expect(ended).toMatchObject({ status: "canceled", cancellation_details: { reason: "payment_failed" } });
    await billing.harness.awaitEvent("invoice.payment_failed");
    await billing.harness.awaitEvent("customer.subscription.deleted", about(failing.id));
  });

  it("can end with its period, be resumed, or end at once", async () => {
    const subscription = await billing.subscribe();
    const ending = await billing.harness.stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    const resumed = await billing.harness.stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false });
    await billing.harness.stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    await billing.harness.advance(MONTH);
    const other = await billing.subscribe();
    const cancelled = await billing.harness.stripe.subscriptions.cancel(other.id);

    expect(ending).toMatchObject({ cancel_at_period_end: true, cancel_at: ending.items.data[0]?.current_period_end, status: "active" });
    expect(resumed).toMatchObject({ cancel_at_period_end: false, cancel_at: null, canceled_at: null });
    expect(await billing.harness.stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: "canceled" });
    expect(cancelled).toMatchObject({ status: "canceled", cancellation_details: { reason: "cancellation_requested" } });
    expect((await billing.invoicesOf(subscription)).data).toHaveLength(1);
  });

  it("changes its plan: the difference is previewed, invoiced and paid", async () => {
    const subscription = await billing.subscribe();
    const item = subscription.items.data[0]?.id ?? "";
    const preview = await billing.harness.stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: { items: [{ id: item, price: billing.prices.plus.id }], proration_behavior: "always_invoice" },
    });
    const changed = await billing.harness.stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: billing.prices.plus.id }],
      proration_behavior: "always_invoice",
    });
    const [invoice] = (await billing.invoicesOf(subscription)).data;

    expect(changed.items.data).toMatchObject([{ id: item, price: { id: billing.prices.plus.id } }]);
    expect(invoice).toMatchObject({ billing_reason: "subscription_update", status: "paid" });
    expect(invoice?.lines.data).toHaveLength(2);
    expect(invoice?.amount_paid).toBeGreaterThan(2900);
    expect(invoice?.amount_paid).toBeLessThanOrEqual(3000);
    expect(Math.abs((preview.amount_due ?? 0) - (invoice?.amount_paid ?? 0))).toBeLessThanOrEqual(2);
  });

  it("credits a cheaper plan to the next invoices", async () => {
    const subscription = await billing.subscribe(CARDS.approved, { line_items: [{ price: billing.prices.plus.id, quantity: 1 }] });
    const item = subscription.items.data[0]?.id ?? "";
    await billing.harness.stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: billing.prices.basic.id }],
      proration_behavior: "always_invoice",
    });
    await billing.harness.advance(MONTH);
    const [renewal, change] = (await billing.invoicesOf(subscription)).data;

    expect(change?.total).toBeLessThan(-2900);
    expect(renewal?.starting_balance).toBe(change?.total);
    expect(renewal?.amount_paid).toBe(3000 + (change?.total ?? 0));
  });

  it("begins a new period at once when the rhythm changes", async () => {
    const subscription = await billing.subscribe();
    const item = subscription.items.data[0]?.id ?? "";
    const changed = await billing.harness.stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: billing.prices.yearly.id }],
    });
    const [invoice] = (await billing.invoicesOf(subscription)).data;
    const period = changed.items.data[0];

    expect((period?.current_period_end ?? 0) - (period?.current_period_start ?? 0)).toBeGreaterThan(364 * 86_400);
    expect(invoice?.total).toBeGreaterThanOrEqual(27_000);
    expect(invoice).toMatchObject({ billing_reason: "subscription_update", status: "paid" });
  });

  it("is found by its customer, its metadata and its state", async () => {
    const subscription = await billing.subscribe();
    const customer = String(subscription.customer);
    const listed = await billing.harness.stripe.subscriptions.list({ customer });
    const found = await billing.harness.stripe.subscriptions.search({ query: `metadata["storeId"]:"s1" AND status:"active"` });
    await billing.harness.stripe.customers.del(customer);

    expect(listed.data.map(({ id }) => id)).toEqual([subscription.id]);
    expect(found.data.map(({ id }) => id)).toContain(subscription.id);
    expect((await billing.harness.stripe.subscriptions.list({ customer })).data).toEqual([]);
    expect((await billing.harness.stripe.subscriptions.list({ customer, status: "all" })).data).toMatchObject([{ status: "canceled" }]);
    expect(await billing.harness.stripe.customers.retrieve(customer)).toMatchObject({ deleted: true });
  });

  it("takes further items and gives them back", async () => {
    const subscription = await billing.subscribe();
    const extra = await billing.harness.stripe.subscriptionItems.create({
      subscription: subscription.id,
      price: billing.prices.plus.id,
      quantity: 2,
    });
    const more = await billing.harness.stripe.subscriptionItems.update(extra.id, { quantity: 3 });
    const listed = await billing.harness.stripe.subscriptionItems.list({ subscription: subscription.id });
    const deleted = await billing.harness.stripe.subscriptionItems.del(extra.id);

    expect(more.quantity).toBe(3);
    expect(listed.data).toHaveLength(2);
    expect(deleted).toMatchObject({ deleted: true });
    expect((await billing.harness.stripe.subscriptions.retrieve(subscription.id)).items.data).toHaveLength(1);
  });
});
