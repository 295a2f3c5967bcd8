import { kind } from "@/local/sandbox/records";
import { recordFailure, settleInvoice } from "@/local/stripe/billing/collect";
import { finishSession, settleSession } from "@/local/stripe/checkout/finish";
import { sessionSettings } from "@/local/stripe/checkout/settings";
import { type Outcome, settlePending } from "@/local/stripe/payments/attempt";
import {
  type CheckoutSession,
  checkoutSessions,
  type Invoice,
  invoicePayments,
  invoices,
  type PaymentIntent,
  paymentIntents,
  paymentMethods,
} from "@/local/stripe/stored";
import { clearTimer, setTimer } from "@/local/stripe/timers";
import { need, needLocked, type Work } from "@/local/stripe/work";

/** How a delayed payment will end; told when the shopper chooses the test account. */
type Ending = { id: string; isPaid: boolean };

const endings = kind<Ending>("payment_ending");

export async function foreseeEnding(work: Work, intentId: string, isPaid: boolean): Promise<void> {
  await work.shelf.put(endings, intentId, { id: intentId, isPaid });
}

/** What follows from a payment for the session or the invoice it belongs to. */
export async function afterOutcome(work: Work, outcome: Outcome): Promise<void> {
  if (outcome.kind === "pending") await setTimer(work, "settle_payment", outcome.intent.id, work.now + work.house.settlementDelaySeconds);
  if (outcome.kind === "paid") await spread(work, outcome.intent, true);
  if (outcome.kind === "declined") await spread(work, outcome.intent, false);
}

/** The bank answers for a delayed payment. Does nothing when it was answered already. */
export async function settlePayment(work: Work, intentId: string, told?: boolean): Promise<void> {
  const intent = await needLocked(work, paymentIntents, intentId);
  const isWaiting =
    intent.status === "processing" || (intent.status === "requires_action" && intent.next_action?.type === "boleto_display_details");
  if (!isWaiting || !intent.payment_method) return;

  await clearTimer(work, "settle_payment", intentId);
  const method = await need(work, paymentMethods, intent.payment_method);
  const isPaid = told ?? (await work.shelf.get(endings, intentId))?.isPaid ?? true;
  const settled = await settlePending(work, { intent, method, isPaid });
  await spread(work, settled, isPaid);
}

async function spread(work: Work, intent: PaymentIntent, isPaid: boolean): Promise<void> {
  const invoice = await invoiceOf(work, intent.id);
  if (invoice?.status === "open") await (isPaid ? settleInvoice(work, invoice.id) : recordFailure(work, invoice));
  const session = await sessionOf(work, intent.id, invoice);
  if (!session) return;
  if (session.status === "open" && isPaid) return finishAuthenticated(work, session, intent);

  await settleSession(work, session, isPaid);
}

/** The shopper answered 3-D Secure for a session's intent. */
async function finishAuthenticated(work: Work, session: CheckoutSession, intent: PaymentIntent): Promise<void> {
  const settings = await need(work, sessionSettings, session.id);
  const buyer = settings.waitingDetails ?? { email: session.customer_email ?? "", name: "" };
  await finishSession(work, session.id, {
    buyer,
    settings,
    result: { payment_status: paymentStatusOf(intent), payment_intent: intent.id },
  });
}

/** Money that is only held is not paid yet. */
export function paymentStatusOf(intent: PaymentIntent): CheckoutSession["payment_status"] {
  return intent.status === "succeeded" ? "paid" : "unpaid";
}

async function invoiceOf(work: Work, intentId: string): Promise<Invoice | null> {
  const payment = await work.shelf.findBy(invoicePayments, { payment: { payment_intent: intentId } });
  return payment ? work.shelf.lock(invoices, payment.invoice) : null;
}

async function sessionOf(work: Work, intentId: string, invoice: Invoice | null): Promise<CheckoutSession | null> {
  const found = await work.shelf.findBy(checkoutSessions, invoice ? { invoice: invoice.id } : { payment_intent: intentId });
  return found ? work.shelf.lock(checkoutSessions, found.id) : null;
}
