import { linkPayment, markPaid, saveInvoice } from "@/local/stripe/billing/invoices";
import { afterFailure, afterPayment } from "@/local/stripe/billing/subscription-states";
import { emit } from "@/local/stripe/emit";
import { unexpectedState } from "@/local/stripe/errors";
import { attemptPayment, type Outcome } from "@/local/stripe/payments/attempt";
import { createIntent } from "@/local/stripe/payments/intents";
import {
  customers,
  type Invoice,
  invoicePayments,
  type PaymentIntent,
  type PaymentMethod,
  paymentIntents,
  paymentMethods,
  type Subscription,
  subscriptions,
} from "@/local/stripe/stored";
import { setTimer } from "@/local/stripe/timers";
import { need, needLocked, type Work } from "@/local/stripe/work";

const DAY_SECONDS = 86_400;
/** Days between the tries of a failing renewal; after the last one the subscription ends. */
const RETRY_AFTER_DAYS = [3, 5, 7] as const;

export type Collection = {
  invoice: Invoice;
  /** Null takes the subscription's or the customer's default. */
  method: PaymentMethod | null;
  /** The card holder is there to answer 3-D Secure. */
  mayAsk: boolean;
};

export type Collected = Outcome | { kind: "free" } | { kind: "no_method" };

/** Takes an open invoice's money and moves its subscription on. All records and events are written. */
export async function collect(work: Work, { invoice, method, mayAsk }: Collection): Promise<Collected> {
  if (invoice.status !== "open")
    throw unexpectedState("Invoice is already paid or cannot be paid.", "invoice_payment_intent_requires_action");
  if (invoice.amount_due === 0) {
    await settleInvoice(work, invoice.id);
    return { kind: "free" };
  }
  const chosen = method ?? (await defaultMethod(work, invoice));
  if (!chosen) {
    await recordFailure(work, invoice);
    return { kind: "no_method" };
  }
  const outcome = await attemptPayment(work, { intent: await intentOf(work, invoice), method: chosen, mayAsk });
  await follow(work, invoice, outcome);
  return outcome;
}

async function follow(work: Work, invoice: Invoice, outcome: Outcome): Promise<void> {
  if (outcome.kind === "paid") await settleInvoice(work, invoice.id);
  if (outcome.kind === "declined") await recordFailure(work, invoice);
  if (outcome.kind === "asks") await emit(work, "invoice.payment_action_required", invoice);
  if (outcome.kind === "pending") await setTimer(work, "settle_payment", outcome.intent.id, work.now + work.house.settlementDelaySeconds);
}

/** The invoice's money came; its subscription is good again. */
export async function settleInvoice(work: Work, invoiceId: string): Promise<void> {
  const invoice = await markPaid(work, invoiceId);
  const subscriptionId = subscriptionOf(invoice);
  if (subscriptionId) await afterPayment(work, subscriptionId);
}

/** A try failed: the next one is planned, or the subscription ends. */
export async function recordFailure(work: Work, invoice: Invoice): Promise<void> {
  const attemptCount = invoice.attempt_count + 1;
  const isRenewal = invoice.billing_reason !== "subscription_create";
  const waitDays = isRenewal ? RETRY_AFTER_DAYS[attemptCount - 1] : undefined;
  const nextAttempt = waitDays === undefined ? null : work.now + waitDays * DAY_SECONDS;
  const failed: Invoice = { ...invoice, attempted: true, attempt_count: attemptCount, next_payment_attempt: nextAttempt };
  await saveInvoice(work, failed);
  await emit(work, "invoice.payment_failed", failed);
  if (nextAttempt !== null) await setTimer(work, "retry_invoice", invoice.id, nextAttempt);
  const subscriptionId = subscriptionOf(invoice);
  if (subscriptionId) await afterFailure(work, subscriptionId, { isLastTry: isRenewal && nextAttempt === null });
}

export function subscriptionOf(invoice: Invoice): string | null {
  const subscription = invoice.parent?.subscription_details?.subscription;
  return typeof subscription === "string" ? subscription : null;
}

async function intentOf(work: Work, invoice: Invoice): Promise<PaymentIntent> {
  const linked = await work.shelf.findBy(invoicePayments, { invoice: invoice.id });
  const intentId = linked?.payment.payment_intent;
  if (typeof intentId === "string") return needLocked(work, paymentIntents, intentId);

  const intent = await createIntent(work, {
    amount: invoice.amount_due,
    currency: invoice.currency,
    customer: invoice.customer,
    methodTypes: ["card"],
    description: invoice.billing_reason === "subscription_create" ? "Subscription creation" : "Subscription update",
    setupFutureUsage: "off_session",
  });
  await linkPayment(work, invoice, intent.id);
  return intent;
}

async function defaultMethod(work: Work, invoice: Invoice): Promise<PaymentMethod | null> {
  const subscriptionId = subscriptionOf(invoice);
  const subscription: Subscription | null = subscriptionId ? await work.shelf.get(subscriptions, subscriptionId) : null;
  const customer = await need(work, customers, invoice.customer ?? "");
  const fallback = customer.invoice_settings?.default_payment_method;
  const id = subscription?.default_payment_method ?? (typeof fallback === "string" ? fallback : null);
  return id ? work.shelf.get(paymentMethods, id) : null;
}
