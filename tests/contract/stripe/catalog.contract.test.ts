import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type Harness, SHOP, startHarness } from "./harness";

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness("stripe_catalog");
});
afterAll(() => harness.close());
afterEach(() => expect(harness.violations.splice(0)).toEqual([]));

it("keeps customers: created, changed, found, deleted", async () => {
  const { customers } = harness.stripe;
  const customer = await customers.create({
    email: "ana@example.com",
    name: "Ana",
    metadata: { storeId: "s1", plan: "basic" },
    address: { line1: "Rua A, 1", country: "BR" },
  });
  const changed = await customers.update(customer.id, { phone: "+5511999990000", metadata: { plan: "", seats: "2" } });
  const found = await customers.search({ query: `email:"ana@example.com"` });

  expect(customer.address).toMatchObject({ line1: "Rua A, 1", city: null });
  expect(changed).toMatchObject({ name: "Ana", phone: "+5511999990000", metadata: { storeId: "s1", seats: "2" } });
  expect(changed.metadata).not.toHaveProperty("plan");
  expect(found.data.map(({ id }) => id)).toEqual([customer.id]);
  expect(await customers.del(customer.id)).toMatchObject({ deleted: true });
});

it("keeps products and prices, and refuses a lookup key that is taken", async () => {
  const { products, prices } = harness.stripe;
  const product = await products.create({
    name: "Basic",
    metadata: { plan: "basic" },
    default_price_data: { currency: "brl", unit_amount: 9900, recurring: { interval: "month" } },
  });
  const price = await prices.create({
    product: product.id,
    currency: "brl",
    unit_amount: 99_000,
    recurring: { interval: "year" },
    lookup_key: "basic-year",
  });
  await expect(prices.create({ product: product.id, currency: "brl", unit_amount: 1, lookup_key: "basic-year" })).rejects.toMatchObject({
    param: "lookup_key",
  });
  const moved = await prices.create({
    product: product.id,
    currency: "brl",
    unit_amount: 98_000,
    recurring: { interval: "year" },
    lookup_key: "basic-year",
    transfer_lookup_key: true,
  });
  const listed = await prices.list({ lookup_keys: ["basic-year"], expand: ["data.product"] });

  expect(product.default_price).toMatch(/^price_/);
  expect(price).toMatchObject({ type: "recurring", recurring: { interval: "year", interval_count: 1 }, unit_amount: 99_000 });
  expect(listed.data).toMatchObject([{ id: moved.id, product: { id: product.id, name: "Basic" } }]);
  expect(await prices.update(price.id, { active: false })).toMatchObject({ active: false });
  expect(await products.update(product.id, { name: "Basic plan", active: false })).toMatchObject({ name: "Basic plan", active: false });
  await expect(products.del(product.id)).rejects.toMatchObject({ statusCode: 400 });
});

it("pages through a list in both directions", async () => {
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1) ids.unshift((await harness.stripe.coupons.create({ percent_off: 10 })).id);
  const first = await harness.stripe.coupons.list({ limit: 2 });
  const second = await harness.stripe.coupons.list({ limit: 2, starting_after: first.data[1]?.id ?? "" });
  const back = await harness.stripe.coupons.list({ limit: 2, ending_before: second.data[0]?.id ?? "" });
  const all = await harness.stripe.coupons.list({ limit: 2 }).autoPagingToArray({ limit: 10 });

  expect(first).toMatchObject({ has_more: true, url: "/v1/coupons" });
  expect(second.data.map(({ id }) => id)).toEqual(ids.slice(2, 4));
  expect(back.data.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  expect(all.map(({ id }) => id)).toEqual(ids);
});

it("keeps cards for later", async () => {
  const customer = await harness.stripe.customers.create({ payment_method: "pm_card_visa" });
  const [visa] = (await harness.stripe.customers.listPaymentMethods(customer.id)).data;
  const typed = await harness.stripe.paymentMethods.create({ type: "card", card: { token: "tok_mastercard" } });
  const attached = await harness.stripe.paymentMethods.attach(typed.id, { customer: customer.id });
  const detached = await harness.stripe.paymentMethods.detach(typed.id);

  expect(visa).toMatchObject({ card: { last4: "4242", brand: "visa" }, customer: customer.id });
  expect(attached.customer).toBe(customer.id);
  expect(detached.customer).toBeNull();
});

it("lists events by type, newest first, and refuses to expand what cannot be", async () => {
  const customer = await harness.stripe.customers.create({ email: "event@example.com" });
  const events = await harness.stripe.events.list({ type: "customer.created", limit: 1 });

  expect(events.data).toMatchObject([{ type: "customer.created", data: { object: { id: customer.id } } }]);
  await expect(harness.stripe.customers.retrieve(customer.id, { expand: ["nothing"] })).rejects.toMatchObject({ param: "expand" });
});

it("keeps portal configurations and webhook endpoints", async () => {
  const { billingPortal, webhookEndpoints } = harness.stripe;
  const configuration = await billingPortal.configurations.create({
    features: { subscription_cancel: { enabled: true, mode: "immediately" } },
  });
  const endpoint = await webhookEndpoints.create({ url: `${SHOP}/hook`, enabled_events: ["account.updated"], connect: true });
  const disabled = await webhookEndpoints.update(endpoint.id, { disabled: true });

  expect(await billingPortal.configurations.retrieve(configuration.id)).toMatchObject({
    features: { subscription_cancel: { mode: "immediately" } },
  });
  expect(endpoint.secret).toMatch(/^whsec_/);
  expect(disabled).toMatchObject({ status: "disabled" });
  expect(disabled.secret).toBeUndefined();
});

it("forgets everything but its own accounts on a reset", async () => {
  await harness.stripe.customers.create({ email: "gone@example.com" });
  await harness.control("/reset");

  expect((await harness.stripe.customers.list()).data).toEqual([]);
  expect((await harness.stripe.accounts.list()).data).toHaveLength(1);
});

it("remembers everything over a restart, its clock included", async () => {
  const before = await startHarness("stripe_restart");
  const customer = await before.stripe.customers.create({ email: "kept@example.com" }, { idempotencyKey: "kept" });
  await before.advance(86_400);
  await before.close();
  const after = await startHarness("stripe_restart");
  const repeated = await after.stripe.customers.create({ email: "kept@example.com" }, { idempotencyKey: "kept" });
  const later = await after.stripe.customers.create({ email: "later@example.com" });
  await after.close();

  expect(repeated.id).toBe(customer.id);
  expect(later.created - customer.created).toBeGreaterThanOrEqual(86_400);
});

it("shows a console with what happened", async () => {
  await harness.fault("POST /v1/refunds", { kind: "delay", ms: 5 }, null);
  const page = await (await fetch(`${harness.url}/stripe`)).text();

  expect(page).toContain("POST /v1/refunds");
  expect(page).toContain("Stripe sandbox");
});
