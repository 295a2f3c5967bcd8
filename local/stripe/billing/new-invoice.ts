import { type DiscountShare, discountShares } from "@/local/stripe/billing/discounts";
import { type DraftLine, invoiceLine } from "@/local/stripe/billing/lines";
import { listOf } from "@/local/stripe/http/lists";
import { newId } from "@/local/stripe/ids";
import type { Customer, Invoice, InvoiceLine, Subscription } from "@/local/stripe/stored";
import type { Work } from "@/local/stripe/work";

export type InvoiceInput = {
  subscription: Subscription;
  customer: Customer;
  lines: readonly DraftLine[];
  billingReason: NonNullable<Invoice["billing_reason"]>;
};

/** Computes an invoice without storing it: lines, discounts, and the customer's credit taken into account. */
export async function draftInvoice(work: Work, input: InvoiceInput): Promise<Invoice> {
  const id = newId("in");
  const lines = input.lines.map((line) => invoiceLine(line, id));
  const subtotal = lines.reduce((sum, line) => sum + line.amount, 0);
  const shares = await discountShares(work, input.subscription.discounts, subtotal);
  const total = subtotal - shares.reduce((sum, share) => sum + share.amount, 0);
  const balance = input.customer.balance ?? 0;
  const amountDue = Math.max(total + balance, 0);
  return {
    ...blankInvoice(work, { ...input, id, lines, shares }),
    amount_due: amountDue,
    amount_remaining: amountDue,
    starting_balance: balance,
    ending_balance: total + balance - amountDue,
    subtotal,
    subtotal_excluding_tax: subtotal,
    total,
    total_excluding_tax: total,
  };
}

type Parts = Omit<InvoiceInput, "lines"> & { id: string; lines: InvoiceLine[]; shares: DiscountShare[] };
type Amounts =
  | "amount_due"
  | "amount_remaining"
  | "starting_balance"
  | "ending_balance"
  | "subtotal"
  | "subtotal_excluding_tax"
  | "total"
  | "total_excluding_tax";

function blankInvoice(work: Work, { id, subscription, customer, lines, shares, billingReason }: Parts): Omit<Invoice, Amounts> {
  return {
    id,
    object: "invoice",
    account_country: "US",
    account_name: null,
    account_tax_ids: null,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: billingReason,
    collection_method: "charge_automatically",
    created: work.now,
    currency: subscription.currency,
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: customer.shipping,
    customer_tax_exempt: "none",
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: shares.map((share) => share.discount),
    due_date: null,
    effective_at: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: "self" },
    last_finalization_error: null,
    latest_revision: null,
    lines: listOf(lines, `/v1/invoices/${id}/lines`),
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: "subscription_details",
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: work.now,
    period_start: work.now,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    statement_descriptor: null,
    status: "draft",
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    test_clock: null,
    total_discount_amounts: shares.map(({ discount, amount }) => ({ amount, discount })),
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: work.now,
  };
}
