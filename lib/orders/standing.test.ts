import { describe, expect, it } from "vitest";
import { pageStateOf } from "./standing";
import type { OrderStatus, PaymentSummary } from "./types";

const order = (status: OrderStatus, paymentState: PaymentSummary = "pending", flags: string[] = []) => ({ status, paymentState, flags });
const attempt = (method: string, status: string, isFinal = false) => ({ method, status, isFinal });

describe("what the order page says first", () => {
  it("is the Pix code while it can be paid, and the refusal once it cannot", () => {
    expect(pageStateOf(order("awaiting_payment"), attempt("pix", "pending"))).toBe("pix");
    expect(pageStateOf(order("awaiting_payment", "failed"), attempt("pix", "expired", true))).toBe("failed");
  });

  it("is that a card is being checked while nobody knows", () => {
    for (const status of ["submitted", "unknown", "pending"]) {
      expect(pageStateOf(order("awaiting_payment"), attempt("card", status))).toBe("checking");
    }
  });

  it("is that a card's money is held, until the store takes it", () => {
    expect(pageStateOf(order("awaiting_payment", "authorized"), attempt("card", "authorized"))).toBe("authorized");
    expect(pageStateOf(order("awaiting_payment", "failed"), attempt("card", "voided", true))).toBe("unpaid");
  });

  it("is that the money went back once goods were returned", () => {
    expect(pageStateOf(order("returned", "partially_refunded"), attempt("card", "partially_refunded", true))).toBe("refunded");
  });

  it("is that a hosted page waits, until it was left for good", () => {
    expect(pageStateOf(order("awaiting_payment"), attempt("hosted", "requires_action"))).toBe("hosted");
    expect(pageStateOf(order("awaiting_payment"), attempt("hosted", "pending"))).toBe("checking");
    expect(pageStateOf(order("awaiting_payment"), attempt("hosted", "voided", true))).toBe("unpaid");
  });

  it("puts money for goods that are gone before all else", () => {
    expect(pageStateOf(order("expired", "paid", ["paid_unfulfillable"]), attempt("pix", "captured", true))).toBe("unfulfillable");
    expect(pageStateOf(order("expired", "refunded"), attempt("pix", "refunded", true))).toBe("refunded");
  });

  it("thanks for a paid order, and says when it is on its way", () => {
    expect(pageStateOf(order("confirmed", "paid"), attempt("card", "captured", true))).toBe("paid");
    expect(pageStateOf(order("fulfilled", "paid"), attempt("card", "captured", true))).toBe("shipped");
  });
});
