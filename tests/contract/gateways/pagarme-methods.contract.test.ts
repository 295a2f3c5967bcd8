import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deadlinesOf } from "@/lib/payments/deadlines";
import { pagarmeGateway } from "@/lib/payments/gateways/pagarme";
import { hasNoticeCredential, readPagarmeNotice } from "@/lib/payments/gateways/pagarme-notice";
import type { ChargeRequest, Gateway, GatewayCredentials, PaymentState } from "@/lib/payments/gateways/port";
import { defaultTerms } from "@/lib/payments/terms";
import { isDigitableLine } from "@/local/pagarme/boleto-line";
import { chargeRequest, payer } from "@/tests/contract/gateways/charge-request";
import { chargeId, credentialsOf } from "@/tests/contract/gateways/pagarme-stand";
import { asOrder, cardPayment, orderBody } from "@/tests/contract/pagarme/order-body";
import { type RunningSandbox, startSandbox } from "@/tests/contract/pagarme/running-sandbox";

let sandbox: RunningSandbox;
let gateway: Gateway;
let credentials: GatewayCredentials;
beforeAll(async () => {
  sandbox = await startSandbox();
  gateway = pagarmeGateway({ apiBase: sandbox.apiBase });
  credentials = credentialsOf(sandbox.account);
});
afterAll(() => sandbox.close());

async function charge(changes: Partial<ChargeRequest>): Promise<PaymentState> {
  const answer = await gateway.charge(credentials, chargeRequest(changes));
  if (answer.kind !== "state") throw new Error(JSON.stringify(answer));
  return answer.state;
}

async function find(state: Pick<PaymentState, "gatewayRef">): Promise<PaymentState> {
  const answer = await gateway.find(credentials, { gatewayRef: state.gatewayRef, reference: "" });
  if (answer.kind !== "state") throw new Error(JSON.stringify(answer));
  return answer.state;
}

const payByCard = async (number: string, changes: Partial<ChargeRequest> = {}) =>
  charge({ method: { kind: "card", token: await sandbox.token(number), instalments: 1 }, ...changes });

describe("cards at Pagar.me", () => {
  it("are charged in instalments, with discount and interest in the sum, and shown by brand and last digits", async () => {
    const token = await sandbox.token();
    const state = await charge({
      method: { kind: "card", token, instalments: 6 },
      discountCents: 299,
      interestCents: 180,
      amountCents: 4490 - 299 + 180,
    });
    const wire = asOrder(await sandbox.call("GET", `/orders/${state.gatewayRef}`));

    expect(state).toMatchObject({
      status: "captured",
      display: { cardBrand: "Visa", cardLastFour: "0010" },
      facts: [{ kind: "captured", amountCents: 4371 }],
    });
    expect(wire).toMatchObject({
      amount: 4371,
      charges: [{ last_transaction: { installments: 6, statement_descriptor: "Aurora Atelie" } }],
    });
  });

  it.each([
    ["4000000000000028", {}, "card_declined"],
    ["4000000000000010", { payer: payer({ document: "11111111111" }) }, "suspected_fraud"],
  ])("that are refused with 200 are failed all the same (%s)", async (number, changes, failure) => {
    expect(await payByCard(number, changes)).toMatchObject({ status: "failed", failure, facts: [] });
  });

  it.each([
    ["4000000000000036", "captured"],
    ["4000000000000044", "failed"],
    ["4000000000000051", "voided"],
  ])("that are undecided at first are pending, and %s ends as %s", async (number, end) => {
    const state = await payByCard(number);
    await sandbox.advance(60);

    expect(state).toMatchObject({ status: "pending", facts: [] });
    expect((await find(state)).status).toBe(end);
  });

  it("with a spent token need a new one", async () => {
    const token = await sandbox.token();
    await charge({ method: { kind: "card", token, instalments: 1 } });

    expect(await gateway.charge(credentials, chargeRequest({ method: { kind: "card", token, instalments: 1 } }))).toMatchObject({
      kind: "rejected",
      failure: "token_expired",
    });
  });

  it("whose refund fails with 200 say so, and the refund made later is seen", async () => {
    const paid = await payByCard("4000000000000077");
    const answer = await gateway.refund(credentials, { idempotencyKey: "r77", gatewayRef: paid.gatewayRef, amountCents: 4490, reason: "" });
    expect(answer).toMatchObject({ kind: "rejected", detail: "Não foi possível estornar agora" });

    await sandbox.advance(30);
    expect((await find(paid)).facts).toMatchObject([{ kind: "captured" }, { kind: "refunded", amountCents: 4490 }]);
  });

  it("that were charged another amount tell the amount that was taken", async () => {
    await sandbox.fault({ operation: "POST /orders", effect: { kind: "wrong_amount", amount: 100 } });

    expect((await payByCard("4000000000000010")).facts).toMatchObject([{ kind: "captured", amountCents: 100 }]);
  });

  it("can be reserved in the dashboard's way, then taken or let go through the port", async () => {
    const reserve = async () => {
      const body = orderBody(cardPayment(await sandbox.token(), { operation_type: "auth_only" }));
      return find({ gatewayRef: asOrder(await sandbox.call("POST", "/orders", { body })).id });
    };
    const [taken, released] = [await reserve(), await reserve()];
    expect(taken).toMatchObject({ status: "authorized", facts: [{ kind: "authorized", amountCents: 4490 }] });

    const attempt = (state: PaymentState) => ({ gatewayRef: state.gatewayRef, reference: "" });
    expect(await gateway.capture(credentials, attempt(taken), "c1")).toMatchObject({
      state: { status: "captured", facts: [{ kind: "captured", amountCents: 4490 }] },
    });
    expect(await gateway.cancel(credentials, attempt(released), "v1")).toMatchObject({
      state: { status: "voided", facts: [{ kind: "voided", amountCents: 4490 }] },
    });
  });
});

describe("a Pix at Pagar.me", () => {
  it("comes with its code and picture, and ends when we said", async () => {
    const state = await charge({ method: { kind: "pix", expiresAt: new Date(Date.now() + 15 * 60_000) } });

    expect(state.display.pixCode).toMatch(/^000201.*6304[0-9A-F]{4}$/);
    expect((await fetch(state.display.pixImageUrl ?? "")).headers.get("content-type")).toBe("image/png");
    const minutes = ((state.expiresAt?.getTime() ?? 0) - Date.now()) / 60_000;
    expect(Math.abs(minutes - 15)).toBeLessThan(5);
  });

  it("paid late, twice or short tells every centavo that came", async () => {
    const [late, twice, short] = [await charge({}), await charge({}), await charge({})];
    const press = async (state: PaymentState, action: string) => sandbox.press(`/pay/${await chargeId(sandbox, state)}`, { action });
    await press(late, "expire");
    await press(late, "pay");
    await press(twice, "pay");
    await press(twice, "again");
    await press(short, "smaller");

    expect((await find(late)).facts).toMatchObject([{ kind: "captured", amountCents: 4490 }]);
    expect((await find(twice)).facts).toMatchObject([{ kind: "captured", amountCents: 8980 }]);
    expect((await find(short)).facts).toMatchObject([{ kind: "captured", amountCents: 2245 }]);
  });
});

describe("a boleto at Pagar.me", () => {
  it("comes with a valid line and a PDF, and is refunded into a bank account", async () => {
    const dueAt = deadlinesOf("boleto", defaultTerms).payableUntil;
    const state = await charge({ method: { kind: "boleto", dueAt, instructions: "Não receber após o vencimento" } });
    expect(isDigitableLine(state.display.boletoLine ?? "")).toBe(true);
    expect((await fetch(state.display.boletoUrl ?? "")).headers.get("content-type")).toBe("application/pdf");
    expect(state).toMatchObject({ status: "pending", expiresAt: dueAt });

    await sandbox.press(`/pay/${await chargeId(sandbox, state)}`, { action: "pay" });
    const refund = { idempotencyKey: "b1", gatewayRef: state.gatewayRef, amountCents: 4490, reason: "" };
    const bankAccount = {
      holderName: "Ana Souza",
      holderDocument: "123.456.789-09",
      bank: "341",
      branch: "1234",
      branchDigit: "5",
      account: "56789",
      accountDigit: "0",
      kind: "checking",
    } as const;
    expect(await gateway.refund(credentials, refund)).toMatchObject({ kind: "rejected" });
    const unknownBranch = { ...bankAccount, branch: "12345" };
    expect(await gateway.refund(credentials, { ...refund, idempotencyKey: "b2", bankAccount: unknownBranch })).toMatchObject({
      kind: "rejected",
      refusedFields: ["branch"],
    });
    expect(await gateway.refund(credentials, { ...refund, idempotencyKey: "b3", bankAccount })).toMatchObject({
      kind: "state",
      state: { facts: [{ kind: "captured" }, { kind: "refunded", amountCents: 4490 }] },
    });
  });
});

describe("the notices that Pagar.me sends", () => {
  it("are taken with the merchant's credentials and point at the order to ask about", async () => {
    const state = await payByCard("4000000000000010", { reference: "ref-notice" });
    const hint = { kind: "order.paid", accountId: sandbox.account.id, reference: "ref-notice", gatewayRef: state.gatewayRef };
    const hints = () => sandbox.received.map((one) => readPagarmeNotice(one.body));
    await expect.poll(hints, { timeout: 30_000 }).toContainEqual({ ...hint, eventId: expect.stringMatching(/^hook_/) });

    expect(sandbox.received.every((one) => hasNoticeCredential(one.authorization ?? null, "aurora:s3cret"))).toBe(true);
  });
});

describe("a merchant's keys", () => {
  it("of which one is for tests and the other is not are refused before anything is asked", async () => {
    expect(await gateway.checkCredentials({ ...credentials, publicKey: "pk_live1234" })).toEqual({ ok: false, code: "mixed_modes" });
  });

  it("with a wrong public key are refused, because no card could be turned into a token", async () => {
    expect(await gateway.checkCredentials({ ...credentials, publicKey: "pk_test_nobody" })).toEqual({ ok: false, code: "wrong_key" });
  });
});
