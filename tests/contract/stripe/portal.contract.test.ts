import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Billing, MONTH, startBilling } from "./billing";
import { SHOP } from "./harness";
import { CARDS, open, submit } from "./shopper";

let billing: Billing;
beforeAll(async () => {
  billing = await startBilling("stripe_portal");
});
afterAll(() => billing.harness.close());
afterEach(() => expect(billing.harness.violations.splice(0)).toEqual([]));

describe("the customer's portal", () => {
  it("cancels, resumes and changes the card", async () => {
    const subscription = await billing.subscribe();
    const portal = await billing.harness.stripe.billingPortal.sessions.create({
      customer: String(subscription.customer),
      return_url: `${SHOP}/admin/billing`,
      locale: "pt-BR",
    });
    const shown = await open(portal.url);
    await submit(portal.url, { act: "cancel", subscription: subscription.id });
    const ending = await billing.harness.stripe.subscriptions.retrieve(subscription.id);
    await submit(portal.url, { act: "resume", subscription: subscription.id });
    const wrong = await submit(portal.url, { act: "card", name: "", number: "4242", expiry: "", cvc: "" });
    const changed = await submit(portal.url, { act: "card", name: "Ana", number: "5555555555554444", expiry: "12/34", cvc: "123" });
    const after = await billing.harness.stripe.subscriptions.retrieve(subscription.id, { expand: ["default_payment_method"] });

    expect(shown.html).toContain("Cancelar assinatura");
    expect(shown.html).toContain(`href="${SHOP}/admin/billing"`);
    expect(ending.cancel_at_period_end).toBe(true);
    expect(wrong.status).toBe(422);
    expect(changed.html).toContain("4444");
    expect(after).toMatchObject({ cancel_at_period_end: false, default_payment_method: { card: { last4: "4444", brand: "mastercard" } } });
  });

  it("pays what is overdue when a good card is saved, and leads back where the flow was to end", async () => {
    const subscription = await billing.subscribe();
    await billing.giveFailingCard(subscription);
    await billing.harness.advance(MONTH);
    const behind = await billing.harness.stripe.subscriptions.retrieve(subscription.id);
    const after_completion = { type: "redirect" as const, redirect: { return_url: `${SHOP}/admin/billing?card=changed` } };
    const portal = await billing.harness.stripe.billingPortal.sessions.create({
      customer: String(subscription.customer),
      flow_data: { type: "payment_method_update", after_completion },
    });
    const changed = await submit(portal.url, { act: "card", name: "Ana", number: CARDS.approved, expiry: "12/34", cvc: "123" });

    expect(behind.status).toBe("past_due");
    expect(changed.location).toBe(`${SHOP}/admin/billing?card=changed`);
    expect(await billing.harness.stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: "active" });
  });

  it("touches nobody else's subscription", async () => {
    const mine = await billing.subscribe();
    const hers = await billing.subscribe();
    const portal = await billing.harness.stripe.billingPortal.sessions.create({ customer: String(mine.customer), return_url: SHOP });
    await submit(portal.url, { act: "cancel", subscription: hers.id });

    expect(await billing.harness.stripe.subscriptions.retrieve(hers.id)).toMatchObject({ cancel_at_period_end: false });
  });
});
