import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Stripe } from "@/lib/stripe/client";
import { stripeStateOf } from "./stripe-state";

const session = z.custom<Stripe.Checkout.Session>().parse({ id: "cs_1", status: "complete", url: null, expires_at: 1_790_000_000 });
const intent = z.custom<Stripe.PaymentIntent>().parse({
  id: "pi_1",
  status: "succeeded",
  currency: "brl",
  amount_received: 11_500,
  created: 1_790_000_000,
  latest_charge: null,
});
const disputeThatIs = (status: string) =>
  z.custom<Stripe.Dispute>().parse({
    id: "du_1",
    status,
    reason: "fraudulent",
    amount: 11_500,
    created: 1_790_000_100,
    evidence_details: { due_by: 1_790_600_000 },
  });
const stateWith = (status: string) => stripeStateOf({ session, intent, refunds: [], disputes: [disputeThatIs(status)] });
const moneyOf = (status: string) => stateWith(status).facts.map(({ kind }) => kind);

describe("a card at Stripe", () => {
  it("is told with whose it is, with the mark that tells it apart, and with what Stripe's own check thinks of it", () => {
    const charge = z.custom<Stripe.Charge>().parse({
      created: 1_790_000_000,
      billing_details: { name: "ANA SOUZA" },
      payment_method_details: { card: { brand: "visa", last4: "4242", fingerprint: "Xt5EWLLDS7FJjR1c" } },
      outcome: { type: "manual_review", risk_level: "elevated", risk_score: 66 },
    });
    const { display, processing } = stripeStateOf({ session, intent: { ...intent, latest_charge: charge }, refunds: [], disputes: [] });
    expect(display).toEqual({ cardBrand: "visa", cardLastFour: "4242" });
    expect(processing).toEqual({
      antifraud: "manual_review",
      riskLevel: "elevated",
      antifraudScore: "66",
      cardHolder: "ANA SOUZA",
      cardFingerprint: "Xt5EWLLDS7FJjR1c",
    });
  });
});

describe("a dispute at Stripe", () => {
  it.each([
    ["warning_needs_response", "inquiry", []],
    ["warning_under_review", "under_review", []],
    ["warning_closed", "won", []],
    ["prevented", "won", []],
    ["needs_response", "needs_response", ["disputed"]],
    ["under_review", "under_review", ["disputed"]],
    ["appeal_needs_response", "needs_response", ["disputed"]],
    ["appeal_under_review", "under_review", ["disputed"]],
    ["won", "won", ["disputed", "dispute_won"]],
    ["lost", "lost", ["disputed", "dispute_lost"]],
  ])("that is %s stands as %s and does that to the money alone", (word, status, money) => {
    expect(stateWith(word).disputes).toMatchObject([{ gatewayRef: "du_1", status, reason: "fraudulent", amountCents: 11_500 }]);
    expect(moneyOf(word)).toEqual(["captured", ...money]);
    expect(stateWith(word).unknownWord).toBeNull();
  });

  it("whose word is unknown is flagged, and changes neither the dispute nor the money nor where the payment stands", () => {
    expect(moneyOf("arbitration_pending")).toEqual(["captured"]);
    expect(stateWith("arbitration_pending")).toMatchObject({ status: "captured", disputes: [], unknownWord: "arbitration_pending" });
  });
});
