import type Stripe from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Harness, MERCHANT, SHOP, startHarness } from "./harness";
import { submit } from "./shopper";

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness("stripe_console");
});
afterAll(() => harness.close());
afterEach(() => expect(harness.violations.splice(0)).toEqual([]));

/** A charge of 50.00. */
async function charged(): Promise<{ intent: Stripe.PaymentIntent; chargeId: string }> {
  const intent = await harness.stripe.paymentIntents.create({
    amount: 5000,
    currency: "usd",
    payment_method: "pm_card_visa",
    confirm: true,
    return_url: SHOP,
  });
  return { intent, chargeId: String(intent.latest_charge) };
}

const press = (path: string, fields: Record<string, string> = {}, origin = new URL(harness.url).origin) =>
  fetch(`${harness.url}/stripe/console/objects/${path}`, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { origin },
    redirect: "manual",
  });
const page = async () => (await fetch(`${harness.url}/stripe`)).text();
const disputeOf = async (intent: Stripe.PaymentIntent) => {
  const [dispute] = (await harness.stripe.disputes.list({ payment_intent: intent.id })).data;
  if (!dispute) throw new Error("there is no dispute");
  return dispute;
};

describe("the forms of the sandbox's page", () => {
  it("give a charge back, in part and then all that is left", async () => {
    const { chargeId } = await charged();
    expect(await page()).toContain(`/stripe/console/objects/charges/${chargeId}/refund`);

    expect((await press(`charges/${chargeId}/refund`, { amount: "12,50" })).status).toBe(303);
    expect((await harness.stripe.charges.retrieve(chargeId)).amount_refunded).toBe(1250);
    await press(`charges/${chargeId}/refund`, { amount: "" });
    expect((await harness.stripe.charges.retrieve(chargeId)).refunded).toBe(true);
    expect(await page()).not.toContain(`/stripe/console/objects/charges/${chargeId}/refund`);
  });

  it("say why something cannot be done", async () => {
    const { chargeId } = await charged();
    const refused = await press(`charges/${chargeId}/refund`, { amount: "99" });

    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining("greater than unrefunded amount")]);
    expect((await press("charges/ch_nothing/refund")).status).toBe(400);
    expect((await press(`charges/${chargeId}/melt`)).status).toBe(400);
  });

  it("dispute a charge and decide the dispute", async () => {
    const { intent, chargeId } = await charged();
    await press(`charges/${chargeId}/dispute`, { kind: "chargeback" });
    const { id } = await disputeOf(intent);
    expect(await page()).toContain(`/stripe/console/objects/disputes/${id}/decide`);

    await press(`disputes/${id}/decide`, { outcome: "lost" });
    expect((await disputeOf(intent)).status).toBe("lost");
  });

  it("bring a refund back", async () => {
    const { intent } = await charged();
    const refund = await harness.stripe.refunds.create({ payment_intent: intent.id });
    await press(`refunds/${refund.id}/fail`);

    expect((await harness.stripe.refunds.retrieve(refund.id)).status).toBe("failed");
  });

  it("have the bank answer for a payment that waits", async () => {
    const session = await harness.stripe.checkout.sessions.create({
      mode: "payment",
      line_items: [{ quantity: 1, price_data: { currency: "usd", unit_amount: 5000, product_data: { name: "Mug" } } }],
      success_url: `${SHOP}/thanks`,
    });
    await submit(session.url ?? "", { email: "shopper@example.com", method: "us_bank_account" });
    const { payment_intent: waiting } = await harness.stripe.checkout.sessions.retrieve(session.id);
    expect(await page()).toContain("The bank pays");

    await press(`payments/${waiting}/settle`, { outcome: "succeeded" });
    expect((await harness.stripe.paymentIntents.retrieve(String(waiting))).status).toBe("succeeded");
  });

  it("restrict an account, and let it charge again", async () => {
    await press(`accounts/${MERCHANT}/restrict`);
    expect((await harness.stripe.accounts.retrieve(MERCHANT)).charges_enabled).toBe(false);

    await press(`accounts/${MERCHANT}/complete`);
    expect((await harness.stripe.accounts.retrieve(MERCHANT)).charges_enabled).toBe(true);
  });

  it("are not pressed by another site", async () => {
    const { chargeId } = await charged();

    expect((await press(`charges/${chargeId}/refund`, {}, "https://evil.example")).status).toBe(403);
    expect((await harness.stripe.charges.retrieve(chargeId)).amount_refunded).toBe(0);
  });
});
