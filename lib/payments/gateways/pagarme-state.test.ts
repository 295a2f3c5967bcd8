import { describe, expect, it } from "vitest";
import { readOrder } from "@/lib/payments/gateways/pagarme-order";
import { stateOf } from "@/lib/payments/gateways/pagarme-state";
import type { PaymentState } from "@/lib/payments/gateways/port";

type Wire = Record<string, unknown>;

function stateFor(charge: Wire, transaction: Wire = {}): PaymentState {
  const full = {
    id: "ch_1",
    amount: 4490,
    status: "pending",
    payment_method: "credit_card",
    created_at: "2026-11-22T12:00:00Z",
    last_transaction: transaction,
    ...charge,
  };
  const order = readOrder({ id: "or_1", status: "pending", charges: [full] });
  if (!order) throw new Error("the order should be readable");
  return stateOf(order);
}

const moved = (state: PaymentState) => state.facts.map((fact) => [fact.kind, fact.amountCents]);

describe("what Pagar.me says of a payment", () => {
  it.each([
    [{ status: "paid", paid_amount: 4490 }, { status: "captured" }, "captured", [["captured", 4490]]],
    [{ status: "overpaid", paid_amount: 8980 }, { status: "paid" }, "captured", [["captured", 8980]]],
    [{ status: "underpaid", paid_amount: 4041 }, { status: "underpaid" }, "captured", [["captured", 4041]]],
    [{ status: "processing" }, { status: "analyzing" }, "pending", []],
    [{ status: "pending" }, { status: "waiting_payment" }, "pending", []],
    [{ status: "pending" }, { status: "authorized_pending_capture" }, "authorized", [["authorized", 4490]]],
    [{ status: "failed" }, { status: "not_authorized" }, "failed", []],
    [{ status: "canceled", canceled_amount: 4490 }, { status: "voided" }, "voided", [["voided", 4490]]],
    [
      { status: "chargedback", paid_amount: 4490 },
      { status: "chargedback" },
      "captured",
      [
        ["captured", 4490],
        ["disputed", 4490],
      ],
    ],
  ])("%o with %o is %s", (charge, transaction, status, facts) => {
    const state = stateFor(charge, transaction);

    expect(state.status).toBe(status);
    expect(moved(state)).toEqual(facts);
    expect(state.unknownWord).toBeNull();
  });

  it("counts a partial refund as the sum given back so far", () => {
    const state = stateFor({ status: "paid", paid_amount: 4490, canceled_amount: 2500 }, { status: "partial_refunded" });

    expect(moved(state)).toEqual([
      ["captured", 4490],
      ["refunded", 2500],
    ]);
    expect(state.facts.every((fact) => fact.isTotal && fact.gatewayRef === "ch_1")).toBe(true);
  });

  it("still knows that money had moved when a full refund made the vendor forget the paid amount", () => {
    const state = stateFor({ status: "canceled", canceled_amount: 4490, canceled_at: "2026-11-23T09:00:00Z" }, { status: "refunded" });

    expect(state.status).toBe("captured");
    expect(moved(state)).toEqual([
      ["captured", 4490],
      ["refunded", 4490],
    ]);
  });

  it.each(["failed", "canceled"])("calls a Pix that ended as %s after its last moment expired", (word) => {
    const state = stateFor(
      {
        status: word,
        payment_method: "pix",
        updated_at: "2026-11-22T13:00:00Z",
        canceled_at: word === "canceled" ? "2026-11-22T13:00:00" : null,
      },
      { status: "failed", expires_at: "2026-11-22T13:00:00Z" },
    );

    expect(state.status).toBe("expired");
    expect(state.failure).toBe("payment_expired");
  });

  it("keeps an unknown word, flags it, and lets it change nothing", () => {
    const state = stateFor({ status: "under_observation", paid_amount: 4490 }, { status: "captured" });

    expect(state).toMatchObject({ status: "pending", facts: [], failure: null, unknownWord: "under_observation" });
    expect(stateFor({ status: "paid", paid_amount: 4490 }, { status: "novel" })).toMatchObject({
      status: "captured",
      unknownWord: "novel",
    });
  });

  it.each([
    [{ acquirer_return_code: "1016" }, "insufficient_funds"],
    [{ acquirer_return_code: "54" }, "card_expired"],
    [{ acquirer_return_code: "1011" }, "wrong_card_data"],
    [{ acquirer_return_code: "1000", antifraud_response: { status: "reproved" } }, "suspected_fraud"],
    [{ acquirer_return_code: "4242" }, "card_declined"],
  ])("explains a refusal with %o as %s", (transaction, failure) => {
    expect(stateFor({ status: "failed" }, { status: "not_authorized", ...transaction }).failure).toBe(failure);
  });

  it("says that nobody contests a card that is paid, and nothing of the kind of anything else", () => {
    const said = (charge: Wire) => stateFor({ paid_amount: 4490, updated_at: "2026-11-23T09:00:00Z", ...charge }).uncontested;

    expect(said({ status: "paid" })).toEqual({ gatewayRef: "ch_1", currency: "BRL", asOf: new Date("2026-11-23T09:00:00Z") });
    for (const charge of [{ status: "chargedback" }, { status: "canceled" }, { status: "paid", payment_method: "pix" }])
      expect(said(charge)).toBeUndefined();
  });

  it("tells which refund the bank refused", () => {
    const refused = { id: "tran_9", amount: 1500, status: "error_on_refunding", success: false };

    expect(stateFor({ status: "paid", paid_amount: 4490 }, refused).failedRefunds).toEqual([{ gatewayRef: "tran_9", amountCents: 1500 }]);
    expect(stateFor({ status: "paid", paid_amount: 4490 }, { ...refused, status: "pending_refund" }).failedRefunds).toEqual([]);
  });

  it("keeps what the acquirer and the antifraud said of a card, and leaves out what nobody told", () => {
    const told = {
      acquirer_name: "pagarme",
      acquirer_return_code: "1016",
      acquirer_message: "Saldo",
      acquirer_nsu: 123,
      acquirer_tid: "9",
      card: { brand: "visa", last_four_digits: "0028", holder_name: "ANA SOUZA" },
    };
    const state = stateFor({ status: "failed" }, { ...told, antifraud_response: { status: "approved", score: "12.5" } });

    expect(state.processing).toEqual({
      acquirer: "pagarme",
      code: "1016",
      message: "Saldo",
      transactionId: "9",
      sequence: "123",
      antifraud: "approved",
      antifraudScore: "12.5",
      cardHolder: "ANA SOUZA",
    });
    expect(stateFor({ status: "pending", payment_method: "pix" }).processing).toEqual({});
  });

  it("reads a time without a zone as UTC", () => {
    const state = stateFor({ status: "paid", paid_amount: 4490, paid_at: "2026-11-22T12:00:05" }, { status: "captured" });

    expect(state.facts[0]?.occurredAt.toISOString()).toBe("2026-11-22T12:00:05.000Z");
  });
});
