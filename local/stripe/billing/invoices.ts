import { lastingDiscounts } from "@/local/stripe/billing/discounts";
import { draftInvoice, type InvoiceInput } from "@/local/stripe/billing/new-invoice";
import { emit } from "@/local/stripe/emit";
import { unexpectedState } from "@/local/stripe/errors";
import { randomText } from "@/local/stripe/ids";
import {
  type Customer,
  customers,
  type Invoice,
  type InvoicePayment,
  invoicePayments,
  invoices,
  subscriptions,
} from "@/local/stripe/stored";
import { needLocked, type Work } from "@/local/stripe/work";

export async function saveInvoice(work: Work, invoice: Invoice): Promise<void> {
  await work.shelf.put(invoices, invoice.id, invoice);
}

/** Writes an invoice and makes it payable at once; `attempt` afterwards takes the money. */
export async function issueInvoice(work: Work, input: InvoiceInput): Promise<Invoice> {
  const draft = await draftInvoice(work, input);
  await saveInvoice(work, draft);
  await emit(work, "invoice.created", draft);
  const invoice = await finalizeInvoice(work, draft, input.customer);
  await work.shelf.put(subscriptions, input.subscription.id, {
    ...input.subscription,
    latest_invoice: invoice.id,
    discounts: await lastingDiscounts(work, input.subscription),
  });
  return invoice;
}

export async function finalizeInvoice(work: Work, draft: Invoice, customer: Customer): Promise<Invoice> {
  if (draft.status !== "draft")
    throw unexpectedState(`This invoice is already finalized, you can't re-finalize a non-draft invoice.`, "invoice_not_editable");

  const sequence = customer.next_invoice_sequence ?? 1;
  const invoice: Invoice = {
    ...draft,
    status: "open",
    effective_at: work.now,
    number: `${customer.invoice_prefix ?? "SANDBOX"}-${String(sequence).padStart(4, "0")}`,
    hosted_invoice_url: `${work.house.publicUrl}/invoices/${draft.id}`,
    invoice_pdf: `${work.house.publicUrl}/invoices/${draft.id}/pdf`,
    status_transitions: { ...draft.status_transitions, finalized_at: work.now },
  };
  await saveInvoice(work, invoice);
  await work.shelf.put(customers, customer.id, { ...customer, next_invoice_sequence: sequence + 1, balance: invoice.ending_balance ?? 0 });
  await emit(work, "invoice.finalized", invoice);
  return invoice;
}

/** The money of an invoice is there. */
export async function markPaid(work: Work, invoiceId: string): Promise<Invoice> {
  const invoice = await needLocked(work, invoices, invoiceId);
  if (invoice.status === "paid") return invoice;

  const paid: Invoice = {
    ...invoice,
    status: "paid",
    amount_paid: invoice.amount_due,
    amount_remaining: 0,
    attempted: true,
    attempt_count: invoice.amount_due > 0 ? Math.max(invoice.attempt_count, 1) : invoice.attempt_count,
    next_payment_attempt: null,
    status_transitions: { ...invoice.status_transitions, paid_at: work.now },
  };
  await saveInvoice(work, paid);
  await settleInvoicePayment(work, paid);
  await emit(work, "invoice.paid", paid);
  await emit(work, "invoice.payment_succeeded", paid);
  return paid;
}

export async function voidInvoice(work: Work, invoice: Invoice): Promise<Invoice> {
  if (invoice.status !== "open") throw unexpectedState("You can only void open invoices.", "invoice_not_editable");

  const voided: Invoice = {
    ...invoice,
    status: "void",
    next_payment_attempt: null,
    status_transitions: { ...invoice.status_transitions, voided_at: work.now },
  };
  await saveInvoice(work, voided);
  await emit(work, "invoice.voided", voided);
  return voided;
}

/** Ties an intent to the invoice it pays. */
export async function linkPayment(work: Work, invoice: Invoice, intentId: string): Promise<void> {
  const payment: InvoicePayment = {
    id: `inpay_${randomText(24)}`,
    object: "invoice_payment",
    amount_paid: null,
    amount_requested: invoice.amount_due,
    created: work.now,
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intentId, type: "payment_intent" },
    status: "open",
    status_transitions: { canceled_at: null, paid_at: null },
  };
  await work.shelf.put(invoicePayments, payment.id, payment);
}

async function settleInvoicePayment(work: Work, invoice: Invoice): Promise<void> {
  const payment = await work.shelf.findBy(invoicePayments, { invoice: invoice.id });
  if (!payment) return;

  const paid: InvoicePayment = {
    ...payment,
    amount_paid: invoice.amount_paid,
    status: "paid",
    status_transitions: { ...payment.status_transitions, paid_at: work.now },
  };
  await work.shelf.put(invoicePayments, payment.id, paid);
  await emit(work, "invoice_payment.paid", paid);
}
