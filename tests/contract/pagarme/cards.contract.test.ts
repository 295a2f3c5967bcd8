import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asCharge, asOrder, cardPayment, customer, orderBody } from "@/tests/contract/pagarme/order-body";
import { type RunningSandbox, startSandbox } from "@/tests/contract/pagarme/running-sandbox";

let gate: RunningSandbox;
beforeAll(async () => {
  gate = await startSandbox();
});
afterAll(() => gate.close());

const place = async (number: string, changes: Record<string, unknown> = {}, order: Record<string, unknown> = {}) =>
  asOrder(await gate.call("POST", "/orders", { body: orderBody(cardPayment(await gate.token(number), changes), order) }));
const chargeNow = async (id: string) => asCharge(await gate.call("GET", `/charges/${id}`));

describe("cards of the vendor's simulator", () => {
  it("takes the money at once with the approving card", async () => {
    const order = await place("4000000000000010", { installments: 3 });

    expect(order).toMatchObject({ status: "paid", amount: 4490, code: "order-123", closed: true, currency: "BRL" });
    expect(order.charges[0]).toMatchObject({ status: "paid", paid_amount: 4490, payment_method: "credit_card" });
    expect(order.charges[0].last_transaction).toMatchObject({
      transaction_type: "credit_card",
      status: "captured",
      success: true,
      installments: 3,
      card: { first_six_digits: "400000", last_four_digits: "0010", brand: "Visa", billing_address: { zip_code: "01001000" } },
    });
  });

  it.each(["4000000000000028", "4111111111111111"])("answers 200 with a failed charge when card %s is refused", async (number) => {
    const order = await place(number);

    expect(order.status).toBe("failed");
    expect(order.charges[0].last_transaction).toMatchObject({ status: "not_authorized", success: false });
  });

  it("is refused by the issuer when the security code begins with 6, and by antifraud for the document of ones", async () => {
    const byIssuer = asOrder(
      await gate.call("POST", "/orders", { body: orderBody(cardPayment(await gate.token("4000000000000010", { cvv: "612" }))) }),
    );
    const byAntifraud = await place("4000000000000010", {}, { customer: { ...customer, document: "11111111111" } });

    expect(byIssuer.status).toBe("failed");
    expect(byAntifraud.charges[0]).toMatchObject({ status: "failed", last_transaction: { antifraud_response: { status: "reproved" } } });
  });

  it.each([
    ["4000000000000036", "processing", "paid"],
    ["4000000000000044", "processing", "failed"],
    ["4000000000000051", "pending", "canceled"],
    ["4000000000000069", "paid", "chargedback"],
  ])("lets card %s begin as %s and end as %s", async (number, first, last) => {
    const order = await place(number);
    expect(order.charges[0].status).toBe(first);

    await gate.advance(120);
    expect((await chargeNow(order.charges[0].id)).status).toBe(last);
  });

  it("fails the first cancellation of card 0077 and refunds it later", async () => {
    const { charges } = await place("4000000000000077");
    const refused = asCharge(await gate.call("DELETE", `/charges/${charges[0].id}`, { body: {} }));
    expect(refused).toMatchObject({ status: "paid", last_transaction: { status: "error_on_refunding", success: false } });

    await gate.advance(30);
    expect(await chargeNow(charges[0].id)).toMatchObject({
      status: "canceled",
      canceled_amount: 4490,
      last_transaction: { status: "refunded" },
    });
  });
});

describe("reserving and taking later", () => {
  it("captures a part, once", async () => {
    const { charges } = await place("4000000000000010", { operation_type: "auth_only" });
    expect(charges[0]).toMatchObject({ status: "pending", last_transaction: { status: "authorized_pending_capture" } });

    const tooMuch = await gate.call("POST", `/charges/${charges[0].id}/capture`, { body: { amount: 4491 } });
    const captured = asCharge(await gate.call("POST", `/charges/${charges[0].id}/capture`, { body: { amount: 2000 } }));
    const again = await gate.call("POST", `/charges/${charges[0].id}/capture`, { body: {} });

    expect(tooMuch.status).toBe(412);
    expect(captured).toMatchObject({ status: "paid", paid_amount: 2000, last_transaction: { status: "partial_capture" } });
    expect(again.status).toBe(412);
  });

  it("takes the money once when ten captures arrive together", async () => {
    const { charges } = await place("4000000000000010", { capture: false });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => gate.call("POST", `/charges/${charges[0].id}/capture`, { body: {} })),
    );

    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(await chargeNow(charges[0].id)).toMatchObject({ paid_amount: 4490 });
  });

  it("lets a reservation go without a refund", async () => {
    const { id, charges } = await place("4000000000000010", { operation_type: "auth_only" });
    const voided = asCharge(await gate.call("DELETE", `/charges/${charges[0].id}`, { body: {} }));

    expect(voided).toMatchObject({ status: "canceled", last_transaction: { status: "voided" } });
    expect(voided.paid_amount).toBeUndefined();
    expect(asOrder(await gate.call("GET", `/orders/${id}`)).status).toBe("canceled");
  });
});

describe("refunds", () => {
  it("gives back in parts and never more than was paid", async () => {
    const { id, charges } = await place("4000000000000010");
    const cancel = (body: unknown) => gate.call("DELETE", `/charges/${charges[0].id}`, { body });

    expect(asCharge(await cancel({ amount: 1000 }))).toMatchObject({
      status: "paid",
      canceled_amount: 1000,
      last_transaction: { status: "partial_refunded", amount: 1000 },
    });
    expect((await cancel({ amount: 3491 })).status).toBe(412);
    expect(asCharge(await cancel({}))).toMatchObject({
      status: "canceled",
      canceled_amount: 4490,
      last_transaction: { status: "refunded", amount: 3490 },
    });
    expect((await cancel({})).status).toBe(412);
    expect(asOrder(await gate.call("GET", `/orders/${id}`)).status).toBe("canceled");
  });

  it("never gives back more than was paid when parts are asked for together", async () => {
    const { charges } = await place("4000000000000010");
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => gate.call("DELETE", `/charges/${charges[0].id}`, { body: { amount: 1000 } })),
    );

    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(4);
    expect(await chargeNow(charges[0].id)).toMatchObject({ canceled_amount: 4000 });
  });

  it("runs a refused card again as a further attempt of the same charge", async () => {
    const { charges } = await place("4000000000000028");
    const retried = asCharge(await gate.call("POST", `/charges/${charges[0].id}/retry`));

    expect(retried).toMatchObject({ id: charges[0].id, status: "failed", last_transaction: { attempt_count: 2 } });
    expect(retried.last_transaction.id).not.toBe(charges[0].last_transaction.id);
  });
});
