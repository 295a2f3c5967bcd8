import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { CONNECT_SECRET, type Harness, MERCHANT, SHOP, startHarness, WEBHOOK_SECRET } from "./harness";
import { CARDS, open, payWith, submit } from "./shopper";

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness("stripe_connect");
});
afterAll(() => harness.close());
afterEach(() => expect(harness.violations.splice(0)).toEqual([]));

it("onboards a merchant: link, page, confirmation, and the account can charge", async () => {
  const account = await harness.stripe.accounts.create({
    type: "standard",
    country: "US",
    email: "new@example.com",
    business_profile: { name: "Harbor" },
    metadata: { storeId: "s1" },
  });
  const link = await harness.stripe.accountLinks.create({
    account: account.id,
    type: "account_onboarding",
    refresh_url: `${SHOP}/again`,
    return_url: `${SHOP}/payments`,
  });
  const page = await open(link.url);
  const confirmed = await submit(link.url, { answer: "confirm" });
  const told = await harness.awaitEvent("account.updated", (event) => event.account === account.id);

  expect(account).toMatchObject({ charges_enabled: false, details_submitted: false });
  expect(account.requirements?.currently_due).not.toEqual([]);
  expect(page.html).toContain("Harbor");
  expect(confirmed.location).toBe(`${SHOP}/payments`);
  expect(await harness.stripe.accounts.retrieve(account.id)).toMatchObject({
    charges_enabled: true,
    payouts_enabled: true,
    details_submitted: true,
  });
  expect(harness.stripe.webhooks.constructEvent(told.body, told.signature, CONNECT_SECRET).account).toBe(account.id);
  expect((await open(link.url)).location).toBe(`${SHOP}/again`);
});

it("does not let an account charge before it is ready", async () => {
  const account = await harness.stripe.accounts.create({ type: "standard", country: "US" });
  const session = createSession({ stripeAccount: account.id });
  await expect(session).rejects.toMatchObject({ statusCode: 400 });
});

it("stops an account that the vendor restricts", async () => {
  const account = await harness.stripe.accounts.create({ country: "BR", type: "standard" });
  await harness.control(`/accounts/${account.id}/complete`);
  await harness.control(`/accounts/${account.id}/restrict`);

  expect(await harness.stripe.accounts.retrieve(account.id)).toMatchObject({
    charges_enabled: false,
    requirements: { disabled_reason: "requirements.past_due" },
  });
});

it("takes direct charges: the merchant's objects, events with its account, signed for connect", async () => {
  const session = await createSession(harness.asMerchant);
  await payWith(session.url ?? "", CARDS.approved);
  const paid = await harness.stripe.checkout.sessions.retrieve(session.id, {}, harness.asMerchant);
  const told = await harness.awaitEvent("checkout.session.completed", (event) => event.account === MERCHANT);

  expect(paid.payment_status).toBe("paid");
  expect(harness.stripe.webhooks.constructEvent(told.body, told.signature, CONNECT_SECRET).account).toBe(MERCHANT);
  expect(() => harness.stripe.webhooks.constructEvent(told.body, told.signature, WEBHOOK_SECRET)).toThrow(/signature/);
  const refund = await harness.stripe.refunds.create({ payment_intent: String(paid.payment_intent), amount: 100 }, harness.asMerchant);
  expect(refund.status).toBe("succeeded");
});

it("hides one account's objects from every other", async () => {
  await harness.control("/accounts", { id: "acct_othermerchant" });
  const session = await createSession(harness.asMerchant);
  const customer = await harness.stripe.customers.create({ email: "hers@example.com" }, harness.asMerchant);
  const other = { stripeAccount: "acct_othermerchant" };
  const missing = { code: "resource_missing", statusCode: 404 };

  await expect(harness.stripe.checkout.sessions.retrieve(session.id, {}, other)).rejects.toMatchObject(missing);
  await expect(harness.stripe.checkout.sessions.expire(session.id, {}, other)).rejects.toMatchObject(missing);
  await expect(harness.stripe.customers.retrieve(customer.id)).rejects.toMatchObject(missing);
  await expect(harness.stripe.customers.update(customer.id, { name: "x" }, other)).rejects.toMatchObject(missing);
  expect((await harness.stripe.customers.list({ email: "hers@example.com" }, other)).data).toEqual([]);
  expect((await harness.stripe.events.list({ type: "customer.created" }, harness.asMerchant)).data).toMatchObject([{ account: MERCHANT }]);
});

it("knows whose idempotency key it is", async () => {
  const mine = await harness.stripe.customers.create({ email: "x@example.com" }, { idempotencyKey: "same" });
  const hers = await harness.stripe.customers.create({ email: "y@example.com" }, { idempotencyKey: "same", ...harness.asMerchant });
  expect(hers.id).not.toBe(mine.id);
});

it("refuses an account that does not exist", async () => {
  await expect(harness.stripe.customers.list({}, { stripeAccount: "acct_nobody" })).rejects.toMatchObject({
    code: "account_invalid",
    statusCode: 403,
  });
});

it("answers the account that a call is made for", async () => {
  expect(await harness.stripe.accounts.retrieveCurrent({}, harness.asMerchant)).toMatchObject({ id: MERCHANT, charges_enabled: true });
  expect(await harness.stripe.accounts.retrieveCurrent()).toMatchObject({ object: "account", charges_enabled: true });
});

function createSession(options: { stripeAccount: string }) {
  return harness.stripe.checkout.sessions.create(
    {
      mode: "payment",
      line_items: [{ price_data: { currency: "usd", unit_amount: 4200, product_data: { name: "Lamp" } }, quantity: 1 }],
      success_url: `${SHOP}/done`,
      cancel_url: `${SHOP}/checkout`,
      payment_intent_data: { application_fee_amount: 42 },
    },
    options,
  );
}
