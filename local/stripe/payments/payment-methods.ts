import { createHash } from "node:crypto";
import { emit } from "@/local/stripe/emit";
import { cardError, resourceMissing } from "@/local/stripe/errors";
import { newId } from "@/local/stripe/ids";
import { findTestCard } from "@/local/stripe/payments/test-cards";
import { type PaymentMethod, paymentMethods } from "@/local/stripe/stored";
import { need, type Work } from "@/local/stripe/work";

export type CardInput = { number: string; expMonth: number; expYear: number };
export type Holder = { name: string | null; email: string | null };

/** Methods that are paid or refused only after the shopper has left. */
export const DELAYED_METHODS = ["boleto", "us_bank_account", "sepa_debit"] as const;
export type DelayedMethod = (typeof DELAYED_METHODS)[number];

/** Which delayed method the hosted page offers beside cards, by the currency it can pay in. */
export function delayedMethodsFor(currency: string): readonly DelayedMethod[] {
  if (currency === "brl") return ["boleto"];
  if (currency === "usd") return ["us_bank_account"];
  return currency === "eur" ? ["sepa_debit"] : [];
}

export async function createCardMethod(work: Work, card: CardInput, holder: Holder): Promise<PaymentMethod> {
  const method: PaymentMethod = { ...baseMethod(work, holder), type: "card", card: cardDetails(card) };
  await work.shelf.put(paymentMethods, method.id, method);
  return method;
}

export async function createDelayedMethod(work: Work, type: DelayedMethod, holder: Holder): Promise<PaymentMethod> {
  const method: PaymentMethod = { ...baseMethod(work, holder), type, ...delayedDetails(type) };
  await work.shelf.put(paymentMethods, method.id, method);
  return method;
}

/** A stored method, or one of the vendor's ready-made ones (`pm_card_visa`). */
export async function resolveMethod(work: Work, id: string): Promise<PaymentMethod> {
  const ready = findTestCard(id);
  if (!ready) return need(work, paymentMethods, id, "payment_method");

  return createCardMethod(work, { number: ready.number, expMonth: 12, expYear: futureYear(work) }, { name: null, email: null });
}

/** Gives the method to a customer, so that it can be charged again. Fails when it belongs to another one. */
export async function attachMethod(work: Work, method: PaymentMethod, customerId: string): Promise<PaymentMethod> {
  if (method.customer === customerId) return method;
  if (method.customer) throw resourceMissing("payment_method", method.id, "payment_method");

  const attached = { ...method, customer: customerId };
  await work.shelf.put(paymentMethods, method.id, attached);
  await emit(work, "payment_method.attached", attached);
  return attached;
}

/** Refuses a number or date that could not be on a card. */
export function checkCard(card: CardInput, nowSeconds: number): void {
  if (!hasValidNumber(card.number)) throw cardError({ code: "incorrect_number", message: "Your card number is incorrect." });
  if (card.expMonth < 1 || card.expMonth > 12)
    throw cardError({ code: "invalid_expiry_month", message: "Your card's expiration month is invalid." });
  if (!hasValidExpiry(card, nowSeconds))
    throw cardError({ code: "invalid_expiry_year", message: "Your card's expiration year is invalid." });
}

/** A card is good to the end of its month. */
export function hasValidExpiry({ expMonth, expYear }: CardInput, nowSeconds: number): boolean {
  return expMonth >= 1 && expMonth <= 12 && Date.UTC(expYear, expMonth, 1) / 1000 > nowSeconds;
}

/** Length, and the Luhn check of ISO/IEC 7812-1. */
export function hasValidNumber(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;

  const digits = [...number].reverse().map(Number);
  const sum = digits.reduce((total, digit, place) => total + (place % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0);
  return sum % 10 === 0;
}

function baseMethod(work: Work, holder: Holder): Omit<PaymentMethod, "type"> {
  return {
    id: newId("pm"),
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: {
      address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
      email: holder.email,
      name: holder.name,
      phone: null,
      tax_id: null,
    },
    created: work.now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
  };
}

function cardDetails(card: CardInput): NonNullable<PaymentMethod["card"]> {
  const brand = findTestCard(card.number)?.brand ?? "visa";
  return {
    brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
    country: "US",
    display_brand: brand,
    exp_month: card.expMonth,
    exp_year: card.expYear,
    fingerprint: createHash("sha256").update(card.number).digest("base64url").slice(0, 16),
    funding: "credit",
    generated_from: null,
    last4: card.number.slice(-4),
    networks: { available: [brand], preferred: null },
    regulated_status: "unregulated",
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

function delayedDetails(type: DelayedMethod): Partial<PaymentMethod> {
  if (type === "boleto") return { boleto: { tax_id: "00000000000191" } };
  if (type === "sepa_debit") {
    return {
      sepa_debit: { bank_code: "37040044", branch_code: null, country: "DE", fingerprint: null, generated_from: null, last4: "3000" },
    };
  }
  return {
    us_bank_account: {
      account_holder_type: "individual",
      account_type: "checking",
      bank_name: "STRIPE TEST BANK",
      financial_connections_account: null,
      fingerprint: null,
      last4: "6789",
      networks: null,
      routing_number: "110000000",
      status_details: null,
    },
  };
}

function futureYear(work: Work): number {
  return new Date(work.now * 1000).getUTCFullYear() + 3;
}
