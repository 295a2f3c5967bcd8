import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { address, asOrder, boletoPayment, cardPayment, customer, orderBody, pixPayment } from "@/tests/contract/pagarme/order-body";
import { type RunningSandbox, startSandbox } from "@/tests/contract/pagarme/running-sandbox";

let gate: RunningSandbox;
beforeAll(async () => {
  gate = await startSandbox();
});
afterAll(() => gate.close());

const post = (body: unknown, options: { idempotencyKey?: string; secretKey?: string } = {}) =>
  gate.call("POST", "/orders", { body, ...options });
const errorsOf = async (body: unknown): Promise<string[]> => {
  const answer = await post(body);
  expect(answer).toMatchObject({ status: 422, body: { message: "The request is invalid.", request: expect.anything() } });
  return Object.keys(answer.body.errors as object);
};
const without = (object: Record<string, unknown>, field: string) =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== field));

describe("what the API refuses", () => {
  it("refuses a wrong key, a key with a password, and no key", async () => {
    const bare = await fetch(`${gate.apiBase}/orders`);
    const withPassword = await fetch(`${gate.apiBase}/orders`, {
      headers: { authorization: `Basic ${btoa(`${gate.account.secretKey}:x`)}` },
    });

    expect((await gate.call("GET", "/orders", { secretKey: "sk_test_nobody" })).status).toBe(401);
    expect([bare.status, withPassword.status]).toEqual([401, 401]);
    expect(await bare.json()).toEqual({ message: "Authorization has been denied for this request." });
  });

  it("answers 404 when there is no customer, and for paths it does not know", async () => {
    expect(await post(without(orderBody(pixPayment), "customer"))).toEqual({ status: 404, body: { message: "Customer not found." } });
    expect((await gate.call("GET", "/orders/or_unknown")).status).toBe(404);
    expect((await gate.call("GET", "/planets")).status).toBe(404);
  });

  it("answers 400 for a body that is not JSON", async () => {
    const answer = await fetch(`${gate.apiBase}/orders`, {
      method: "POST",
      body: "{",
      headers: { authorization: `Basic ${btoa(`${gate.account.secretKey}:`)}` },
    });

    expect(answer.status).toBe(400);
  });

  it.each([
    ["a missing name", { customer: without(customer, "name") }, "order.customer.name"],
    ["a name of 65 letters", { customer: { ...customer, name: "A".repeat(65) } }, "order.customer.name"],
    ["a bad e-mail address", { customer: { ...customer, email: "ana" } }, "order.customer.email"],
    ["a CPF of ten digits", { customer: { ...customer, document: "1234567890" } }, "order.customer.document"],
    ["a state in full", { customer: { ...customer, address: { ...address, state: "São Paulo" } } }, "order.customer.address.state"],
    [
      "a postal code with a dash",
      { customer: { ...customer, address: { ...address, zip_code: "01001-000" } } },
      "order.customer.address.zip_code",
    ],
    ["no items", { items: [] }, "order.items"],
    ["a price in reais", { items: [{ code: "a", description: "A", amount: 29.9, quantity: 1 }] }, "order.items[0].amount"],
    ["an item without a code", { items: [{ description: "A", amount: 2990, quantity: 1 }] }, "order.items[0].code"],
    ["a Pix without an end", { payments: [{ payment_method: "pix", pix: {} }] }, "order.payments[0].pix.expires_in"],
    [
      "a Pix of eleven years",
      { payments: [{ payment_method: "pix", pix: { expires_in: 11 * 365 * 86_400 } }] },
      "order.payments[0].pix.expires_in",
    ],
    [
      "a Pix that ended already",
      { payments: [{ payment_method: "pix", pix: { expires_at: "2020-01-01T00:00:00Z" } }] },
      "order.payments[0].pix.expires_at",
    ],
    ["an unknown bank", { payments: [boletoPayment({ bank: "999" })] }, "order.payments[0].boleto.bank"],
    [
      "a long document number",
      { payments: [boletoPayment({ document_number: "1".repeat(17) })] },
      "order.payments[0].boleto.document_number",
    ],
    ["a boleto due yesterday", { payments: [boletoPayment({ due_at: "2020-01-01T00:00:00Z" })] }, "order.payments[0].boleto.due_at"],
    ["a method that is not offered", { payments: [{ payment_method: "cash", cash: {} }] }, "order.payments[0].payment_method"],
    [
      "a card without a card",
      { payments: [{ payment_method: "credit_card", credit_card: { installments: 1 } }] },
      "order.payments[0].credit_card.card",
    ],
    [
      "a token without a billing address",
      { payments: [{ payment_method: "credit_card", credit_card: { card_token: "token_x" } }] },
      "order.payments[0].credit_card.card.billing_address",
    ],
    [
      "a statement text of 14 letters",
      { payments: [cardPayment("token_x", { statement_descriptor: "A".repeat(14) })] },
      "order.payments[0].credit_card.statement_descriptor",
    ],
    ["payments that do not add up", { payments: [{ ...pixPayment, amount: 4489 }] }, "order.payments"],
    ["two payments without amounts", { payments: [pixPayment, pixPayment] }, "order.payments"],
  ])("names the field of %s", async (_, changes, field) => {
    expect(await errorsOf(orderBody(pixPayment, changes))).toEqual([field]);
  });

  it.each([
    ["pix", pixPayment, ["document", "phones"]],
    ["boleto", boletoPayment(), ["document", "address"]],
    ["card", cardPayment("token_x"), ["document", "phones"]],
  ])("asks for what a %s needs of the customer", async (_, payment, fields) => {
    const bare = { name: "Ana Souza", email: "ana@example.com", type: "individual" };

    expect(await errorsOf(orderBody(payment, { customer: bare }))).toEqual(fields.map((field) => `order.customer.${field}`));
  });
});

describe("the same request twice", () => {
  it("makes one order for ten simultaneous requests with one key", async () => {
    const body = orderBody(pixPayment, { code: "same-key" });
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(body, { idempotencyKey: "key-1" })));

    expect(new Set(answers.map((answer) => asOrder(answer).id)).size).toBe(1);
    expect((await gate.call("GET", "/orders?code=same-key")).body.paging).toEqual({ total: 1 });
  });

  it("repeats the first outcome, also a refusal, whatever is asked the second time", async () => {
    const refused = await post(orderBody(pixPayment, { items: [] }), { idempotencyKey: "key-2" });
    const again = await post(orderBody(pixPayment), { idempotencyKey: "key-2" });

    expect(refused.status).toBe(422);
    expect(again).toEqual(refused);
  });

  it("keeps keys apart by account and case, and forgets them after 24 hours", async () => {
    const body = orderBody(pixPayment);
    const other = await gate.sandbox.createAccount({ name: "Harbor" });
    const first = asOrder(await post(body, { idempotencyKey: "key-3" }));

    expect(asOrder(await post(body, { idempotencyKey: "KEY-3" })).id).not.toBe(first.id);
    expect(asOrder(await post(body, { idempotencyKey: "key-3", secretKey: other.secretKey })).id).not.toBe(first.id);
    await gate.advance(23 * 3600);
    expect(asOrder(await post(body, { idempotencyKey: "key-3" })).id).toBe(first.id);
    await gate.advance(3600);
    const afterADay = asOrder(await post(body, { idempotencyKey: "key-3" }));
    expect(afterADay.id).not.toBe(first.id);
    expect(asOrder(await post(body, { idempotencyKey: "key-3" })).id).toBe(afterADay.id);
  });
});

describe("finding orders", () => {
  it("finds by our code, by state and by time, page by page, and never another account's", async () => {
    const own = await gate.sandbox.createAccount({ name: "Lister" });
    const secretKey = own.secretKey;
    for (const code of ["list-1", "list-2", "list-2"]) asOrder(await post(orderBody(pixPayment, { code }), { secretKey }));
    const get = async (query: string) =>
      (await gate.call("GET", `/orders?${query}`, { secretKey })).body as {
        data: { code: string; charges: unknown[] }[];
        paging: Record<string, unknown>;
      };

    expect((await get("code=list-2")).data.map((order) => order.code)).toEqual(["list-2", "list-2"]);
    expect((await get("code=list-2")).data[0]?.charges).toHaveLength(1);
    expect((await get("code=list")).data).toEqual([]);
    expect((await get("status=paid")).paging.total).toBe(0);
    expect((await get("created_since=2999-01-01T00:00:00Z")).data).toEqual([]);
    expect((await get("page=2&size=2")).data.map((order) => order.code)).toEqual(["list-1"]);
    expect((await get("page=1&size=2")).paging).toEqual({ total: 3, next: expect.stringContaining("page=2") });
    expect((await gate.call("GET", "/orders?code=list-1")).body.data).toEqual([]);
  });

  it("closes an open order once", async () => {
    const order = asOrder(await post(orderBody(pixPayment, { closed: false })));
    const close = () => gate.call("PATCH", `/orders/${order.id}/closed`, { body: { status: "canceled" } });

    expect(order.closed).toBe(false);
    expect(await close()).toMatchObject({ status: 200, body: { closed: true, status: "canceled" } });
    expect((await close()).status).toBe(412);
  });

  it("splits an order over two payments and is paid when both are", async () => {
    const payments = [
      { ...cardPayment(await gate.token()), amount: 2000 },
      { ...pixPayment, amount: 2490 },
    ];
    const order = asOrder(await post(orderBody({}, { payments })));
    await gate.press(`/pay/${order.charges[1]?.id}`, { action: "pay" });

    expect(order.status).toBe("pending");
    expect(asOrder(await gate.call("GET", `/orders/${order.id}`)).status).toBe("paid");
  });
});

describe("customers", () => {
  it("is one customer per e-mail address, and may be named by id in an order", async () => {
    const made = await gate.call("POST", "/customers", { body: { ...customer, email: "bia@example.com", name: "Bia" } });
    const renamed = await gate.call("PUT", `/customers/${made.body.id}`, {
      body: { ...customer, email: "bia@example.com", name: "Bia Lima" },
    });
    const order = asOrder(await post({ ...without(orderBody(pixPayment), "customer"), customer_id: made.body.id }));

    expect(renamed.body).toMatchObject({ id: made.body.id, name: "Bia Lima", document_type: "cpf" });
    expect(order).toMatchObject({ customer: { id: made.body.id, name: "Bia Lima" } });
    expect((await gate.call("GET", "/customers/cus_unknown")).status).toBe(404);
  });
});
