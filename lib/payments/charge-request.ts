import { defaultLocale, findLocale } from "@/lib/core/locale";
import { currencySchema } from "@/lib/core/money";
import { storedAddressSchema } from "@/lib/orders/person";
import type { Chargeable } from "./chargeable";
import type { ChargeRequest, MethodRequest } from "./gateways/port";
import { paymentTermsSchema } from "./terms";

/** What only the shopper's request knows of a payment, and what is never stored. */
export type ChargeContext = {
  /** Address of the order's page, where a hosted page sends the shopper back to. */
  orderUrl: string;
  /** The card as the gateway's token, made in the browser. */
  cardToken: string | null;
};

/** The gateway's request for an attempt, from the order as it was placed: nothing of it comes from the browser but the card's token. */
export function chargeRequestOf({ order, attempt, account, store, lines, person }: Chargeable, context: ChargeContext): ChargeRequest {
  const terms = paymentTermsSchema.parse(account.settings);
  return {
    idempotencyKey: `${account.storeId}:${order.id}:${attempt.attemptNo}:charge`,
    reference: attempt.gatewayCode,
    amountCents: attempt.amountCents,
    currency: currencySchema.parse(order.currency),
    locale: findLocale(order.locale) ?? findLocale(store.locale) ?? defaultLocale,
    method: methodOf(attempt, terms.boletoInstructions, context),
    capture: terms.capture === "manual" ? "later" : "now",
    payer: payerOf(person),
    items: lines.map((line) => ({
      code: line.sku ?? line.variantId ?? line.id,
      description: [line.title, line.variantTitle].filter(Boolean).join(" · "),
      unitPriceCents: line.unitPriceCents,
      quantity: line.quantity,
    })),
    shippingCents: order.shippingCents,
    discountCents: order.discountCents,
    interestCents: order.interestCents,
    shippingName: order.shippingName,
    storeName: store.name,
    statementName: terms.statementName || store.name,
  };
}

/** For the bank's clerk, in the language of Brazilian banks: a boleto is paid in no other country. */
const usualInstructions = "Não receber após o vencimento.";

function methodOf(attempt: Chargeable["attempt"], instructions: string, { orderUrl, cardToken }: ChargeContext): MethodRequest {
  const expiresAt = attempt.expiresAt ?? new Date();
  switch (attempt.method) {
    case "card":
      return { kind: "card", token: cardToken ?? "", instalments: attempt.instalments };
    case "pix":
      return { kind: "pix", expiresAt };
    case "boleto":
      return { kind: "boleto", dueAt: expiresAt, instructions: instructions || usualInstructions };
    case "hosted":
      return { kind: "hosted", successUrl: `${orderUrl}?returned=paid`, cancelUrl: `${orderUrl}?returned=cancelled`, expiresAt };
    default:
      throw new Error(`unknown payment method ${attempt.method}`);
  }
}

function payerOf(person: Chargeable["person"]): ChargeRequest["payer"] {
  return {
    name: person?.name ?? "",
    email: person?.email ?? "",
    phone: person?.phone ?? "",
    document: person?.document ?? "",
    address: storedAddressSchema.parse(person?.address ?? {}),
  };
}
