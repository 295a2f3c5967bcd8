import Stripe from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { findContract } from "../contract";
import { CONNECT_SECRET, type Harness, SECRET_KEY, SHOP, startHarness, WEBHOOK_SECRET } from "./harness";
import { CARDS, payWith } from "./shopper";

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness("stripe_protocol");
});
afterAll(() => harness.close());
afterEach(() => expect(harness.violations.splice(0)).toEqual([]));

function confirmedIntent(amount = 2000, options: Stripe.RequestOptions = {}): Promise<Stripe.Response<Stripe.PaymentIntent>> {
  return harness.stripe.paymentIntents.create(
    { amount, currency: "usd", payment_method: "pm_card_visa", confirm: true, return_url: SHOP },
    options,
  );
}

async function call(
  path: string,
  init: RequestInit & { key?: string } = {},
): Promise<{ status: number; body: { error?: Record<string, unknown> } }> {
  const answer = await fetch(`${harness.url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${init.key ?? SECRET_KEY}`, ...init.headers },
  });
  return { status: answer.status, body: await answer.json() };
}

describe("requests", () => {
  it("without a valid key are refused", async () => {
    const refused = await call("/v1/customers", { key: "sk_test_someone_else" });
    expect(refused).toMatchObject({ status: 401, body: { error: { type: "invalid_request_error" } } });
  });

  it("to unknown addresses answer an error that the SDK throws", async () => {
    expect(await call("/v1/nothing/here")).toMatchObject({ status: 404, body: { error: { type: "invalid_request_error" } } });
    await expect(harness.stripe.rawRequest("POST", "/v1/nothing")).rejects.toThrow(/Unrecognized request URL/);
  });

  it.each(["foo=1", "metadata[a]=1&line_items[0][nope]=2"])("with unknown parameters are refused: %s", async (body) => {
    const refused = await call("/v1/checkout/sessions", {
      method: "POST",
      body,
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect(refused).toMatchObject({ status: 400, body: { error: { type: "invalid_request_error", code: "parameter_unknown" } } });
  });

  it("for unknown objects answer resource_missing", async () => {
    await expect(harness.stripe.customers.retrieve("cus_unknown")).rejects.toMatchObject({
      code: "resource_missing",
      statusCode: 404,
      param: "id",
    });
  });

  it("name the parameter that is missing", async () => {
    const refused = await call("/v1/payment_intents", { method: "POST", body: "currency=usd" });
    expect(refused).toMatchObject({ status: 400, body: { error: { param: expect.stringMatching(/^(amount)?$/) } } });
  });
});

describe("an idempotency key", () => {
  it("answers a repeated request with the first answer and does nothing twice", async () => {
    const first = await confirmedIntent(2100, { idempotencyKey: "store:order:1:charge" });
    const second = await confirmedIntent(2100, { idempotencyKey: "store:order:1:charge" });
    const charges = await harness.stripe.charges.list({ payment_intent: first.id });

    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect(charges.data).toHaveLength(1);
  });

  it("performs requests that arrive together once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => harness.stripe.customers.create({ email: "one@example.com" }, { idempotencyKey: "together" })),
    );
    const found = await harness.stripe.customers.list({ email: "one@example.com" });

    expect(new Set(answers.map((customer) => customer.id)).size).toBe(1);
    expect(found.data).toHaveLength(1);
  });

  it("used for another request is a conflict", async () => {
    await harness.stripe.customers.create({ email: "a@example.com" }, { idempotencyKey: "conflict" });
    const other = harness.stripe.customers.create({ email: "b@example.com" }, { idempotencyKey: "conflict" });
    await expect(other).rejects.toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 });
  });

  it("keeps a declined card's answer, as nothing was left undone", async () => {
    const decline = () =>
      harness.stripe.paymentIntents.create(
        { amount: 900, currency: "usd", payment_method: "pm_card_chargeDeclined", confirm: true, return_url: SHOP },
        { idempotencyKey: "declined" },
      );
    const errors = await Promise.all([decline().catch((error: unknown) => error), decline().catch((error: unknown) => error)]);

    for (const error of errors)
      expect(error).toMatchObject({ type: "StripeCardError", code: "card_declined", decline_code: "generic_decline", statusCode: 402 });
    const intents = errors.map((error) => (error instanceof Stripe.errors.StripeCardError ? error.payment_intent?.id : null));
    expect(intents[0]).toBe(intents[1]);
  });
});

describe("notifications", () => {
  it("are signed so that the SDK accepts them, and are whole events", async () => {
    const intent = await confirmedIntent();
    const { body, signature } = await harness.awaitEvent(
      "payment_intent.succeeded",
      (event) => "id" in event.data.object && event.data.object.id === intent.id,
    );
    const event = harness.stripe.webhooks.constructEvent(body, signature, WEBHOOK_SECRET);
    const stored = await harness.stripe.events.retrieve(event.id);
    const contract = await findContract("stripe.openapi.json");

    expect(event).toMatchObject({
      object: "event",
      api_version: "2026-10-28.endive",
      livemode: false,
      data: { object: { id: intent.id, status: "succeeded" } },
    });
    expect(stored.id).toBe(event.id);
    expect(contract?.component("event", JSON.parse(body)) ?? []).toEqual([]);
    expect(() => harness.stripe.webhooks.constructEvent(body, signature, CONNECT_SECRET)).toThrow(/signature/);
  });

  it("come again until they are accepted", async () => {
    harness.answerWith(500);
    const intent = await confirmedIntent();
    const isOurs = (event: Stripe.Event): boolean =>
      event.type === "payment_intent.succeeded" && "id" in event.data.object && event.data.object.id === intent.id;
    await harness.awaitEvent("payment_intent.succeeded", isOurs);
    harness.answerWith(200);

    await expect.poll(() => harness.received.filter(({ event }) => isOurs(event)).length, { timeout: 30_000 }).toBeGreaterThan(1);
    const ids = harness.received.filter(({ event }) => isOurs(event)).map(({ event }) => event.id);
    expect(new Set(ids).size).toBe(1);
  });

  it("go to endpoints created over the API too, with their own secret, only for the events they ask for", async () => {
    const target = harness.received.length;
    const endpoint = await harness.stripe.webhookEndpoints.create({ url: await receiverUrl(), enabled_events: ["customer.created"] });
    await harness.stripe.customers.create({ email: "endpoint@example.com" });
    await expect
      .poll(() => harness.received.slice(target).filter(({ event }) => event.type === "customer.created").length, { timeout: 30_000 })
      .toBe(2);
    await harness.stripe.webhookEndpoints.del(endpoint.id);

    const signedByOwn = harness.received.slice(target).filter(({ body, signature }) => isSignedBy(body, signature, endpoint.secret ?? ""));
    expect(signedByOwn.map(({ event }) => event.type)).toEqual(["customer.created"]);
  });
});

function isSignedBy(body: string, signature: string, secret: string): boolean {
  try {
    harness.stripe.webhooks.constructEvent(body, signature, secret);
    return true;
  } catch {
    return false;
  }
}

async function receiverUrl(): Promise<string> {
  const answer = await fetch(`${harness.url}/_sandbox/notices?limit=1`);
  const { notices }: { notices: { url: string }[] } = await answer.json();
  const [notice] = notices;
  if (!notice) throw new Error("no notice was sent yet");
  return notice.url;
}

describe("faults", () => {
  it("refuse a call", async () => {
    await harness.fault("POST /v1/refunds", { kind: "refuse", status: 402, code: "insufficient_funds", message: "No." });
    const intent = await confirmedIntent();
    await expect(harness.stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({
      type: "StripeCardError",
      code: "insufficient_funds",
    });
    await expect(harness.stripe.refunds.create({ payment_intent: intent.id })).resolves.toMatchObject({ status: "succeeded" });
  });

  it("answer 5xx before anything happened; the same key works afterwards", async () => {
    await harness.fault("POST /v1/payment_intents", { kind: "fail_before", status: 503 });
    await expect(confirmedIntent(3100, { idempotencyKey: "before" })).rejects.toMatchObject({ statusCode: 503 });
    const intent = await confirmedIntent(3100, { idempotencyKey: "before" });

    const charges = await harness.stripe.charges.list({ limit: 100 });
    expect(charges.data.filter((charge) => charge.amount === 3100)).toMatchObject([{ payment_intent: intent.id }]);
  });

  it("time out after the money was taken; the same key finds it", async () => {
    await harness.fault("POST /v1/payment_intents", { kind: "timeout_after", ms: 60_000 });
    await expect(confirmedIntent(3200, { idempotencyKey: "after", timeout: 300 })).rejects.toMatchObject({ type: "StripeConnectionError" });
    const intent = await confirmedIntent(3200, { idempotencyKey: "after" });

    const charges = await harness.stripe.charges.list({ limit: 100 });
    expect(charges.data.filter((charge) => charge.amount === 3200)).toMatchObject([{ payment_intent: intent.id, paid: true }]);
  });

  it("report an unknown status and a wrong amount", async () => {
    const intent = await confirmedIntent(3300);
    await harness.fault("GET /v1/payment_intents/{id}", { kind: "unknown_status", status: "pondering" });
    await harness.fault("GET /v1/payment_intents/{id}", { kind: "wrong_amount", amount: 1 });

    expect(await harness.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: "pondering", amount_received: 1 });
    // The one answer that is meant to be outside of the description.
    harness.violations.splice(0);
    expect(await harness.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: "succeeded", amount_received: 3300 });
  });

  it("take another amount than asked on the payment page", async () => {
    const session = await harness.stripe.checkout.sessions.create({
      mode: "payment",
      line_items: [{ price_data: { currency: "usd", unit_amount: 5000, product_data: { name: "Vase" } }, quantity: 1 }],
      success_url: SHOP,
    });
    await harness.fault("POST /c/pay/{id}", { kind: "wrong_amount", amount: 4999 });
    await payWith(session.url ?? "", CARDS.approved);

    expect(await harness.stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] })).toMatchObject({
      payment_status: "paid",
      payment_intent: { amount_received: 4999 },
    });
  });

  it("lose a notification, which can be sent again", async () => {
    await harness.fault("charge.succeeded", { kind: "notice_drop" });
    const intent = await confirmedIntent(3400);
    await harness.awaitEvent("payment_intent.succeeded", (event) => "id" in event.data.object && event.data.object.id === intent.id);
    const ofCharge = () =>
      harness.received.filter(
        ({ event }) => event.type === "charge.succeeded" && "amount" in event.data.object && event.data.object.amount === 3400,
      );
    expect(ofCharge()).toHaveLength(0);

    const answer = await fetch(`${harness.url}/_sandbox/notices`);
    const { notices }: { notices: { id: string; state: string }[] } = await answer.json();
    const dropped = notices.find((notice) => notice.state === "dropped");
    await harness.control(`/notices/${dropped?.id}/resend`);
    expect(ofCharge()).toHaveLength(1);
  });

  it("repeat, forge and reorder notifications", async () => {
    const from = harness.received.length;
    await harness.fault("payment_intent.created", { kind: "notice_reorder", ms: 60_000 });
    await harness.fault("charge.succeeded", { kind: "notice_duplicate", copies: 2 });
    await harness.fault("payment_intent.succeeded", { kind: "notice_forged" });
    const intent = await confirmedIntent(3500);
    const about = (type: string) => harness.received.slice(from).filter(({ event }) => event.type === type);
    await expect.poll(() => about("payment_intent.created").length, { timeout: 30_000 }).toBe(1);
    await expect.poll(() => about("charge.succeeded").length, { timeout: 30_000 }).toBe(3);

    const types = harness.received.slice(from).map(({ event }) => event.type);
    expect(new Set(about("charge.succeeded").map(({ event }) => event.id)).size).toBe(1);
    expect(types.indexOf("payment_intent.created")).toBeGreaterThan(types.indexOf("charge.succeeded"));
    const [forged] = about("payment_intent.succeeded");
    expect(forged?.event.data.object).toMatchObject({ id: intent.id });
    expect(isSignedBy(forged?.body ?? "", forged?.signature ?? "", WEBHOOK_SECRET)).toBe(false);
  });

  it("deliver a notification before the call is answered", async () => {
    await harness.fault("POST /v1/payment_intents", { kind: "notice_first" });
    const intent = await confirmedIntent(3600);
    expect(
      harness.received.some(
        ({ event }) => event.type === "payment_intent.succeeded" && "id" in event.data.object && event.data.object.id === intent.id,
      ),
    ).toBe(true);
  });
});
