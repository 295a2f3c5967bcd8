import type Stripe from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Harness, SHOP, startHarness } from "./harness";

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness("stripe_keys");
});
afterAll(() => harness.close());
afterEach(() => expect(harness.violations.splice(0)).toEqual([]));

const pay = (idempotencyKey: string, amount = 5000): Promise<Stripe.PaymentIntent> =>
  harness.stripe.paymentIntents.create(
    { amount, currency: "usd", payment_method: "pm_card_visa", confirm: true, return_url: SHOP, metadata: { key: idempotencyKey } },
    { idempotencyKey },
  );
const countMade = async (key: string) => {
  const { data } = await harness.stripe.paymentIntents.list({ limit: 100 });
  return data.filter(({ metadata }) => metadata.key === key).length;
};

describe("a failure that is kept under its key", () => {
  it.each([
    ["a refusal", { kind: "refuse", status: 402, code: "card_declined", keep: true }, 402, 0],
    ["an outage before anything was done", { kind: "fail_before", status: 503, keep: true }, 503, 0],
    ["an outage after everything was done", { kind: "fail_after", status: 500, keep: true }, 500, 1],
  ])("is answered again: %s", async (name, effect, statusCode, made) => {
    await harness.fault("POST /v1/payment_intents", effect);

    await expect(pay(name)).rejects.toMatchObject({ statusCode });
    await expect(pay(name)).rejects.toMatchObject({ statusCode });
    expect(await countMade(name)).toBe(made);
    expect((await pay(`${name}, another key`)).status).toBe("succeeded");
  });
});

describe("a key that is used for another request", () => {
  it("is shown to whoever looks for faults of the caller", async () => {
    await pay("used-twice", 5000);
    await expect(pay("used-twice", 6000)).rejects.toMatchObject({ type: "StripeIdempotencyError" });
    await pay("used-once");
    await pay("used-once");

    const answer = await fetch(`${harness.url}/_sandbox/keys/reused`);
    expect(await answer.json()).toMatchObject({ reused: [{ key: "used-twice", operation: "POST /v1/payment_intents" }] });
    expect(await (await fetch(`${harness.url}/stripe`)).text()).toContain("Keys used for another request");
  });
});

describe("an answer that is late", () => {
  it("comes, and everything was done", async () => {
    await harness.fault("POST /v1/payment_intents", { kind: "delay", ms: 400 });
    const startedAt = performance.now();

    expect((await pay("late")).status).toBe("succeeded");
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(400);
  });
});
