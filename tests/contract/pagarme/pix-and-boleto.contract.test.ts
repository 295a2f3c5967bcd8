import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isDigitableLine } from "@/local/pagarme/boleto-line";
import { crc16, readFields } from "@/local/pagarme/pix-code";
import {
  address,
  asCharge,
  asOrder,
  boletoPayment,
  customer,
  orderBody,
  pixPayment,
  type WireOrder,
} from "@/tests/contract/pagarme/order-body";
import { type RunningSandbox, startSandbox } from "@/tests/contract/pagarme/running-sandbox";

let byHand: RunningSandbox;
let simulated: RunningSandbox;
beforeAll(async () => {
  byHand = await startSandbox();
  simulated = await startSandbox({ payer: "simulator" });
});
afterAll(() => Promise.all([byHand.close(), simulated.close()]));

const place = async (gate: RunningSandbox, payment: Record<string, unknown>, changes: Record<string, unknown> = {}): Promise<WireOrder> =>
  asOrder(await gate.call("POST", "/orders", { body: orderBody(payment, changes) }));
const chargeNow = async (gate: RunningSandbox, order: WireOrder) => asCharge(await gate.call("GET", `/charges/${order.charges[0].id}`));
const fileAt = async (url: unknown) => {
  const response = await fetch(String(url));
  return {
    type: response.headers.get("content-type"),
    start: Buffer.from(await response.arrayBuffer())
      .subarray(0, 4)
      .toString("latin1"),
  };
};

describe("a Pix", () => {
  it("waits with a code that a bank can read and a picture of it", async () => {
    const order = await place(byHand, pixPayment);
    const transaction = order.charges[0].last_transaction;
    const code = String(transaction.qr_code);

    expect(order.charges[0]).toMatchObject({ status: "pending", payment_method: "pix" });
    expect(transaction).toMatchObject({ transaction_type: "pix", status: "waiting_payment" });
    expect(code.slice(-4)).toBe(crc16(code.slice(0, -4)));
    expect(readFields(code)?.get("54")).toBe("44.90");
    expect(await fileAt(transaction.qr_code_url)).toEqual({ type: "image/png", start: "\x89PNG" });
  });

  it("is paid from the payer's page, found there by its code", async () => {
    const order = await place(byHand, pixPayment);
    const code = String(order.charges[0].last_transaction.qr_code);
    const found = await fetch(`${byHand.siteBase}/pay?code=${encodeURIComponent(code)}`);
    expect(found.url).toBe(`${byHand.siteBase}/pay/${order.charges[0].id}`);
    expect(await found.text()).toContain("Pay a smaller amount");

    await byHand.press(`/pay/${order.charges[0].id}`, { action: "pay" });
    await byHand.press(`/pay/${order.charges[0].id}`, { action: "pay" });
    expect(await chargeNow(byHand, order)).toMatchObject({ status: "paid", paid_amount: 4490 });
  });

  it.each([
    ["smaller", { status: "underpaid", paid_amount: 2245 }],
    ["again", { status: "overpaid", paid_amount: 8980 }],
  ])("tells when the payer pays %s", async (action, outcome) => {
    const order = await place(byHand, pixPayment);
    if (action === "again") await byHand.press(`/pay/${order.charges[0].id}`, { action: "pay" });
    await byHand.press(`/pay/${order.charges[0].id}`, { action });

    expect(await chargeNow(byHand, order)).toMatchObject(outcome);
  });

  it("ends when its time is over, and can still be paid late", async () => {
    const order = await place(byHand, { payment_method: "pix", pix: { expires_in: 600 } });
    await byHand.advance(599);
    expect((await chargeNow(byHand, order)).status).toBe("pending");
    await byHand.advance(2);
    expect(await chargeNow(byHand, order)).toMatchObject({ status: "failed", last_transaction: { status: "expired" } });

    await byHand.press(`/pay/${order.charges[0].id}`, { action: "pay" });
    expect(await chargeNow(byHand, order)).toMatchObject({ status: "paid", paid_amount: 4490 });
  });

  it("can be withdrawn before it is paid, and refunded after", async () => {
    const open = await place(byHand, pixPayment);
    const paid = await place(byHand, pixPayment);
    await byHand.press(`/pay/${paid.charges[0].id}`, { action: "pay" });

    expect(asCharge(await byHand.call("DELETE", `/charges/${open.charges[0].id}`, { body: {} }))).toMatchObject({
      status: "canceled",
      last_transaction: { status: "voided" },
    });
    expect(asCharge(await byHand.call("DELETE", `/charges/${paid.charges[0].id}`, { body: { amount: 490 } }))).toMatchObject({
      status: "paid",
      canceled_amount: 490,
    });
  });

  it("pays itself in simulator accounts up to R$ 500,00 and fails above", async () => {
    const small = await place(simulated, pixPayment);
    const large = await place(simulated, pixPayment, { items: [{ code: "sofa", description: "Sofá", amount: 48_501, quantity: 1 }] });
    await simulated.advance(30);

    expect((await chargeNow(simulated, small)).status).toBe("paid");
    expect(large).toMatchObject({ amount: 50_001, status: "failed" });
  });
});

describe("a boleto", () => {
  it("comes with a valid line, its bar code, a page and a PDF", async () => {
    const order = await place(byHand, boletoPayment({ due_at: "2030-01-31T23:59:59Z" }));
    const transaction = order.charges[0].last_transaction;

    expect(order.charges[0]).toMatchObject({ status: "pending", due_at: "2030-01-31T23:59:59.000Z" });
    expect(isDigitableLine(String(transaction.line))).toBe(true);
    expect(String(transaction.line).slice(-10)).toBe("0000004490");
    expect(await fileAt(transaction.barcode)).toEqual({ type: "image/png", start: "\x89PNG" });
    expect(await fileAt(transaction.pdf)).toEqual({ type: "application/pdf", start: "%PDF" });
    expect(await (await fetch(String(transaction.url))).text()).toContain("Ana Souza");
  });

  it.each([
    ["01046010", "underpaid", 4041],
    ["57400000", "overpaid", 4939],
    ["70070300", "pending", undefined],
    ["01001000", "paid", 4490],
  ])("of a payer at %s ends as %s in simulator accounts", async (zip_code, status, paid) => {
    const order = await place(simulated, boletoPayment(), { customer: { ...customer, address: { ...address, zip_code } } });
    await simulated.advance(60);

    const charge = await chargeNow(simulated, order);
    expect(charge.status).toBe(status);
    expect(charge.paid_amount).toBe(paid);
  });

  it("is found by its line, paid days late, and refunded only into a bank account", async () => {
    const order = await place(byHand, boletoPayment());
    const { id, last_transaction: transaction } = order.charges[0];
    const found = await fetch(`${byHand.siteBase}/pay?code=${transaction.line}`);
    await byHand.advance(5 * 86_400);
    await byHand.press(`/pay/${id}`, { action: "pay" });
    const bank_account = {
      holder_name: "Ana Souza",
      holder_document: "12345678909",
      bank: "341",
      branch_number: "1234",
      account_number: "56789",
      account_check_digit: "0",
      type: "checking",
    };

    expect(found.url).toBe(`${byHand.siteBase}/pay/${id}`);
    expect((await chargeNow(byHand, order)).status).toBe("paid");
    expect((await byHand.call("DELETE", `/charges/${id}`, { body: {} })).status).toBe(412);
    expect((await byHand.call("DELETE", `/charges/${id}`, { body: { bank_account: { bank: "341" } } })).status).toBe(422);
    expect(asCharge(await byHand.call("DELETE", `/charges/${id}`, { body: { bank_account } }))).toMatchObject({
      status: "canceled",
      canceled_amount: 4490,
    });
  });

  it("lapses only after the days allowed for late payment", async () => {
    const order = await place(byHand, boletoPayment({ max_days_to_pay_past_due: 2 }));
    await byHand.advance(4 * 86_400);
    expect((await chargeNow(byHand, order)).status).toBe("pending");
    await byHand.advance(2 * 86_400);
    expect((await chargeNow(byHand, order)).status).toBe("failed");
  });

  it("can be confirmed by the merchant", async () => {
    const order = await place(byHand, boletoPayment());

    expect(asCharge(await byHand.call("POST", `/charges/${order.charges[0].id}/confirm-payment`, { body: {} })).status).toBe("paid");
    expect((await byHand.call("POST", `/charges/${order.charges[0].id}/confirm-payment`, { body: {} })).status).toBe(412);
  });
});
