import { describe, expect, it } from "vitest";
import { pageStateOf as stateAt } from "./standing";
import type { OrderStatus, PaymentSummary } from "./types";

const now = new Date("2026-11-22T12:00:00Z");
const placedAt = new Date("2026-11-22T11:00:00Z");
const order = (status: OrderStatus, paymentState: PaymentSummary = "pending", flags: string[] = []) => {
  return { status, paymentState, flags, placedAt };
};
const later = new Date("2026-11-22T12:30:00Z");
const attempt = (method: string, status: string, isFinal = false, expiresAt = later) => ({ method, status, isFinal, expiresAt });
const pageStateOf = (...[of, latest]: [Parameters<typeof stateAt>[0], Parameters<typeof stateAt>[1]]) => stateAt(of, latest, now);

describe("what the order page says first", () => {
  it("is the Pix code while it can be paid, and that its time is over once it cannot, whether or not the gateway said so", () => {
    expect(pageStateOf(order("awaiting_payment"), attempt("pix", "pending"))).toBe("pix");
    expect(pageStateOf(order("awaiting_payment"), attempt("pix", "pending", false, now))).toBe("lapsed");
    expect(pageStateOf(order("awaiting_payment", "failed"), attempt("pix", "expired", true))).toBe("lapsed");
    expect(pageStateOf(order("awaiting_payment", "failed"), attempt("pix", "failed", true))).toBe("failed");
  });

  it("is a boleto until its day is over, and then that a payment may still be on its way", () => {
    expect(pageStateOf(order("awaiting_payment"), attempt("boleto", "pending"))).toBe("boleto");
    expect(pageStateOf(order("awaiting_payment"), attempt("boleto", "pending", false, now))).toBe("overdue");
    expect(pageStateOf(order("awaiting_payment"), attempt("boleto", "expired", true, now))).toBe("lapsed");
  });

  it("is that the bank looks into a payment, wherever the goods are", () => {
    expect(pageStateOf(order("fulfilled", "disputed", ["disputed"]), attempt("card", "disputed"))).toBe("disputed");
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
    expect(pageStateOf(order("cancelled", "paid", ["paid_unfulfillable"]), attempt("pix", "captured", true))).toBe("cancelled");
    expect(pageStateOf(order("confirmed", "lost", ["disputed"]), attempt("card", "lost", true))).toBe("refunded");
  });

  it("offers an order whose goods went back on sale to be paid for a week, and then no more", () => {
    const placedBefore = (days: number) => ({ ...order("expired", "failed"), placedAt: new Date(now.getTime() - days * 86_400_000) });
    expect(pageStateOf(placedBefore(6.9), attempt("pix", "expired", true))).toBe("expired");
    expect(pageStateOf(placedBefore(7), attempt("pix", "expired", true))).toBe("outdated");
  });

  it("thanks for a paid order, and says when it is on its way", () => {
    expect(pageStateOf(order("confirmed", "paid"), attempt("card", "captured", true))).toBe("paid");
    expect(pageStateOf(order("fulfilled", "paid"), attempt("card", "captured", true))).toBe("shipped");
  });
});
