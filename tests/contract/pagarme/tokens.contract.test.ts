import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asOrder, cardPayment, orderBody } from "@/tests/contract/pagarme/order-body";
import { type RunningSandbox, startSandbox } from "@/tests/contract/pagarme/running-sandbox";

let gate: RunningSandbox;
beforeAll(async () => {
  gate = await startSandbox();
});
afterAll(() => gate.close());

const card = { number: "4000000000000010", holder_name: "ANA SOUZA", exp_month: 12, exp_year: 39, cvv: "123" };
const post = (init: { body?: unknown; headers?: Record<string, string>; appId?: string } = {}) =>
  fetch(`${gate.apiBase}/tokens?appId=${init.appId ?? gate.account.publicKey}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...init.headers },
    body: JSON.stringify(init.body ?? { type: "card", card }),
  });
const pay = async (token: string) => gate.call("POST", "/orders", { body: orderBody(cardPayment(token)) });

describe("turning a card into a token in the browser", () => {
  it("works from any shop's origin with the public key alone", async () => {
    const preflight = await fetch(`${gate.apiBase}/tokens?appId=${gate.account.publicKey}`, {
      method: "OPTIONS",
      headers: {
        origin: "http://aurora.localhost:3000",
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
      },
    });
    const answer = await post({ headers: { origin: "http://aurora.localhost:3000" } });

    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-headers")).toContain("content-type");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(await answer.json()).toMatchObject({
      id: expect.stringMatching(/^token_/),
      type: "card",
      card: { last_four_digits: "0010", brand: "Visa", exp_year: 2039 },
    });
  });

  it("refuses a secret key in the browser, and an unknown public key", async () => {
    const withSecret = await post({ headers: { authorization: `Basic ${Buffer.from(`${gate.account.secretKey}:`).toString("base64")}` } });

    expect(withSecret.status).toBe(401);
    expect((await post({ appId: "pk_test_nobody" })).status).toBe(401);
  });

  it("names each wrong field, and repeats no card number", async () => {
    const answer = await post({ body: { type: "card", card: { number: "40000000000000x0", exp_month: 13, exp_year: 39, cvv: "123" } } });
    const body = await answer.text();

    expect(answer.status).toBe(422);
    expect(Object.keys(JSON.parse(body).errors).sort()).toEqual([
      "request.card.exp_month",
      "request.card.holder_name",
      "request.card.number",
    ]);
    expect(body).not.toContain("40000000000000x0");
  });

  it("refuses a card whose time is over", async () => {
    expect((await post({ body: { type: "card", card: { ...card, exp_year: 2020 } } })).status).toBe(422);
  });
});

describe("paying with a token", () => {
  it("works once; the card stays in the wallet under its own id", async () => {
    const token = await gate.token();
    const first = asOrder(await pay(token));
    const second = await pay(token);
    const cardId = (first.charges[0].last_transaction.card as { id: string }).id;
    const again = asOrder(
      await gate.call("POST", "/orders", { body: orderBody({ payment_method: "credit_card", credit_card: { card_id: cardId } }) }),
    );

    expect(second).toMatchObject({
      status: 422,
      body: { errors: { "order.payments[0].credit_card.card_token": [expect.stringContaining("already used")] } },
    });
    expect(again.status).toBe("paid");
  });

  it("works once even when two orders use it at the same time", async () => {
    const token = await gate.token();
    const answers = await Promise.all([pay(token), pay(token)]);

    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422]);
  });

  it("ends after 60 seconds", async () => {
    const token = await gate.token();
    await gate.advance(61);

    expect(await pay(token)).toMatchObject({
      status: 422,
      body: { errors: { "order.payments[0].credit_card.card_token": [expect.stringContaining("expired")] } },
    });
  });

  it("works for the account of its public key alone", async () => {
    const other = await gate.sandbox.createAccount({ name: "Harbor" });

    expect(
      (await gate.call("POST", "/orders", { body: orderBody(cardPayment(await gate.token())), secretKey: other.secretKey })).status,
    ).toBe(422);
  });
});
