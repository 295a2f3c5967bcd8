import type Stripe from "stripe";
import { type Kind, kind } from "@/local/sandbox/records";

type StoredField<Field> = string extends Field
  ? Extract<Field, string | null | undefined>
  : Stripe.Decimal extends Field
    ? Exclude<Field, Stripe.Decimal> | string
    : Field;

/**
 * A Stripe object as it is stored and answered without `expand`: references are ids, decimals are text.
 * The vendor's own types make the compiler ask for every field that Stripe always sends.
 */
export type Stored<Value> = { [Field in keyof Value]: StoredField<Value[Field]> };

export type Account = Stored<Stripe.Account>;
export type Charge = Stored<Stripe.Charge>;
export type Coupon = Stored<Stripe.Coupon>;
export type Customer = Stored<Stripe.Customer>;
export type Discount = Stored<Stripe.Discount>;
export type Dispute = Stored<Stripe.Dispute>;
export type InvoicePayment = Stored<Stripe.InvoicePayment>;
export type PaymentIntent = Stored<Stripe.PaymentIntent>;
export type PaymentMethod = Stored<Stripe.PaymentMethod>;
export type Price = Stored<Stripe.Price>;
export type Product = Stored<Stripe.Product>;
export type Refund = Stored<Stripe.Refund>;
export type BalanceTransaction = Stored<Stripe.BalanceTransaction>;
export type WebhookEndpoint = Stored<Stripe.WebhookEndpoint>;
export type PortalConfiguration = Stored<Stripe.BillingPortal.Configuration>;
export type PortalSession = Stored<Stripe.BillingPortal.Session>;
export type CheckoutSession = Omit<Stored<Stripe.Checkout.Session>, "line_items" | "customer_details" | "discounts"> & {
  customer_details: Stored<Stripe.Checkout.Session.CustomerDetails> | null;
  discounts: Stored<Stripe.Checkout.Session.Discount>[] | null;
};
export type LineItem = Omit<Stored<Stripe.LineItem>, "price"> & { price: Price };
export type SubscriptionItem = Omit<Stored<Stripe.SubscriptionItem>, "price" | "plan"> & { price: Price; plan: Stored<Stripe.Plan> };
export type Subscription = Omit<Stored<Stripe.Subscription>, "items" | "discounts"> & {
  items: List<SubscriptionItem>;
  discounts: string[];
};
export type InvoiceLine = Stored<Stripe.InvoiceLineItem>;
export type Invoice = Omit<Stored<Stripe.Invoice>, "lines" | "discounts" | "payments"> & { lines: List<InvoiceLine>; discounts: string[] };
/** Events are kept as sent; their object is whatever it was then. */
export type StoredEvent = {
  id: string;
  object: "event";
  account?: string;
  api_version: string;
  created: number;
  data: { object: object; previous_attributes?: object };
  livemode: false;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
};

export type List<Item> = { object: "list"; data: Item[]; has_more: boolean; url: string };

export const accounts = kind<Account>("account");
export const balanceTransactions = kind<BalanceTransaction>("balance_transaction");
export const charges = kind<Charge>("charge");
export const checkoutSessions = kind<CheckoutSession>("checkout.session");
export const coupons = kind<Coupon>("coupon");
export const customers = kind<Customer>("customer");
/** A deleted customer can still be retrieved, as `deleted: true`. */
export const deletedCustomers = kind<{ id: string; object: "customer"; deleted: true }>("deleted_customer");
export const discounts = kind<Discount>("discount");
export const disputes = kind<Dispute>("dispute");
export const events = kind<StoredEvent>("event");
export const invoicePayments = kind<InvoicePayment>("invoice_payment");
export const invoices = kind<Invoice>("invoice");
export const paymentIntents = kind<PaymentIntent>("payment_intent");
export const paymentMethods = kind<PaymentMethod>("payment_method");
export const portalConfigurations = kind<PortalConfiguration>("billing_portal.configuration");
export const portalSessions = kind<PortalSession>("billing_portal.session");
export const prices = kind<Price>("price");
export const products = kind<Product>("product");
export const refunds = kind<Refund>("refund");
export const subscriptions = kind<Subscription>("subscription");
export const webhookEndpoints = kind<WebhookEndpoint>("webhook_endpoint");

/** The kind an id belongs to, by the vendor's prefixes; for `expand`. */
export function kindOfId(id: string): Kind<object> | null {
  const prefix = id.slice(0, id.indexOf("_"));
  return KIND_BY_PREFIX[prefix] ?? null;
}

const KIND_BY_PREFIX: Record<string, Kind<object>> = {
  acct: accounts,
  txn: balanceTransactions,
  ch: charges,
  cs: checkoutSessions,
  cus: customers,
  di: discounts,
  du: disputes,
  in: invoices,
  inpay: invoicePayments,
  pi: paymentIntents,
  pm: paymentMethods,
  bpc: portalConfigurations,
  price: prices,
  prod: products,
  re: refunds,
  sub: subscriptions,
};
