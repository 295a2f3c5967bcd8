import type { CreateSession } from "@/local/stripe/checkout/session-params";
import { type ShippingChoice, shippingCost } from "@/local/stripe/checkout/shipping";
import { randomText } from "@/local/stripe/ids";
import { delayedMethodsFor } from "@/local/stripe/payments/payment-methods";
import type { CheckoutSession, LineItem } from "@/local/stripe/stored";
import type { Work } from "@/local/stripe/work";

export type SessionParts = {
  params: CreateSession;
  items: readonly LineItem[];
  discountCents: number;
  shipping: readonly ShippingChoice[];
  expiresAt: number;
};

export function newSession(work: Work, parts: SessionParts): CheckoutSession {
  const { params, items, discountCents, shipping, expiresAt } = parts;
  const id = `cs_test_${randomText(58)}`;
  const subtotal = items.reduce((sum, item) => sum + item.amount_subtotal, 0);
  const shippingCents = shipping[0]?.amountCents ?? 0;
  const currency = items[0]?.currency ?? "usd";
  return {
    ...emptyFields(),
    id,
    object: "checkout.session",
    allow_promotion_codes: null,
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    amount_subtotal: subtotal,
    amount_total: subtotal - discountCents + shippingCents,
    billing_address_collection: params.billing_address_collection ?? null,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    created: work.now,
    currency,
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: params.custom_text?.submit ?? null,
      terms_of_service_acceptance: null,
    },
    customer: params.customer ?? null,
    customer_creation: params.mode === "payment" ? (params.customer_creation ?? "if_required") : null,
    customer_email: params.customer_email ?? null,
    discounts: (params.discounts ?? []).map(({ coupon }) => ({ coupon, promotion_code: null })),
    expires_at: expiresAt,
    invoice_creation: params.mode === "payment" ? noInvoice() : null,
    locale: params.locale ?? null,
    metadata: params.metadata ?? {},
    mode: params.mode,
    origin_context: params.origin_context ?? null,
    payment_method_collection: params.payment_method_collection ?? (params.mode === "payment" ? "if_required" : "always"),
    payment_method_types: params.allowed_payment_method_types ?? ["card", ...delayedMethodsFor(currency)],
    payment_status: "unpaid",
    phone_number_collection: { enabled: false },
    shipping_address_collection: null,
    shipping_cost: shipping[0] ? shippingCost(shipping[0]) : null,
    shipping_options: shipping.map(({ rateId, amountCents }) => ({ shipping_amount: amountCents, shipping_rate: rateId })),
    status: "open",
    submit_type: params.submit_type ?? null,
    success_url: params.success_url,
    total_details: { amount_discount: discountCents, amount_shipping: shippingCents, amount_tax: 0 },
    url: `${work.house.publicUrl}/c/pay/${id}`,
  };
}

function noInvoice(): CheckoutSession["invoice_creation"] {
  const data = {
    account_tax_ids: null,
    custom_fields: null,
    description: null,
    footer: null,
    issuer: null,
    metadata: {},
    rendering_options: null,
  };
  return { enabled: false, invoice_data: data };
}

/** What the vendor always sends and a new session of this sandbox never has. */
function emptyFields() {
  return {
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    currency_conversion: null,
    custom_fields: [],
    customer_account: null,
    customer_details: null,
    integration_identifier: null,
    invoice: null,
    livemode: false,
    managed_payments: null,
    optional_items: null,
    payment_intent: null,
    payment_link: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    permissions: null,
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    subscription: null,
    ui_mode: "hosted_page",
    wallet_options: null,
  } as const satisfies Partial<CheckoutSession>;
}
