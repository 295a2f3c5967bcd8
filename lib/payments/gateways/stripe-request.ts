import type { Stripe } from "@/lib/stripe/client";
import type { ChargeRequest } from "./port";

type SessionRequest = Stripe.Checkout.SessionCreateParams;
type LineItem = NonNullable<SessionRequest["line_items"]>[number];

/** What Stripe takes of a name shown on its page (characters). */
const maxName = 250;
/** Most goods that are listed one by one; Stripe's page takes a hundred lines. */
const maxLines = 90;

/**
 * The hosted page for one attempt. `couponId` takes the discount off; goods, delivery and discount add up to `amountCents`.
 * The reference goes everywhere that a later notice may come from: the page, the payment, and through it the charge.
 */
export function sessionBody(request: ChargeRequest, couponId: string | null): SessionRequest {
  const { method, reference, payer } = request;
  if (method.kind !== "hosted") throw new Error("Stripe charges on its hosted page alone: the capabilities offer nothing else");
  return {
    mode: "payment",
    client_reference_id: reference,
    customer_email: payer.email,
    locale: request.locale,
    line_items: lineItems(request),
    ...(couponId ? { discounts: [{ coupon: couponId }] } : {}),
    payment_intent_data: {
      ...(request.capture === "later" ? { capture_method: "manual" as const } : {}),
      metadata: { reference },
      description: `${request.storeName} ${reference}`.slice(0, 500),
      ...descriptor(request.statementName),
    },
    metadata: { reference },
    expires_at: Math.floor(method.expiresAt.getTime() / 1000),
    success_url: method.successUrl,
    cancel_url: method.cancelUrl,
  };
}

function lineItems(request: ChargeRequest): LineItem[] {
  const currency = request.currency.toLowerCase();
  const item = (name: string, unitCents: number, quantity: number): LineItem => ({
    quantity,
    price_data: { currency, unit_amount: unitCents, product_data: { name: name.slice(0, maxName) || request.reference } },
  });
  const goodsCents = request.items.reduce((sum, { unitPriceCents, quantity }) => sum + unitPriceCents * quantity, 0);
  const goods =
    request.items.length <= maxLines
      ? request.items.map(({ description, unitPriceCents, quantity }) => item(description, unitPriceCents, quantity))
      : [item(request.storeName, goodsCents, 1)];
  return [
    ...goods,
    ...(request.shippingCents > 0 ? [item(request.shippingName, request.shippingCents, 1)] : []),
    ...(request.interestCents > 0 ? [item("+", request.interestCents, 1)] : []),
  ];
}

/** Latin letters, digits and a few signs, 22 at most, one letter at least (Stripe: statement descriptors). */
function descriptor(name: string): { statement_descriptor_suffix?: string } {
  const plain = name
    .normalize("NFD")
    .replaceAll(/[^a-zA-Z0-9 .-]/g, "")
    .trim()
    .slice(0, 22);
  return /[a-zA-Z]/.test(plain) ? { statement_descriptor_suffix: plain } : {};
}
