import { subscribe } from "@/local/stripe/billing/subscribe";
import { readTrialEnd } from "@/local/stripe/billing/trial";
import { createCustomer } from "@/local/stripe/catalog/customers";
import { finishSession } from "@/local/stripe/checkout/finish";
import { sessionLineItems } from "@/local/stripe/checkout/line-items";
import { type BuyerDetails, type SessionSettings, sessionSettings } from "@/local/stripe/checkout/settings";
import { foreseeEnding, paymentStatusOf } from "@/local/stripe/checkout/settlement";
import { attemptPayment, cardBehaviour, type Decline } from "@/local/stripe/payments/attempt";
import { createIntent } from "@/local/stripe/payments/intents";
import { attachMethod } from "@/local/stripe/payments/payment-methods";
import { type CheckoutSession, checkoutSessions, type PaymentIntent, type PaymentMethod, paymentIntents } from "@/local/stripe/stored";
import { setTimer } from "@/local/stripe/timers";
import { need, needLocked, type Work } from "@/local/stripe/work";

export type Payment = {
  session: CheckoutSession;
  /** Null when nothing is to be paid and no card was asked for. */
  method: PaymentMethod | null;
  buyer: BuyerDetails;
  /** 3-D Secure was not answered yet. */
  mayAsk: boolean;
  /** How a delayed method will end. */
  willSettle: boolean;
};

export type Paid =
  | { kind: "complete"; session: CheckoutSession }
  | { kind: "asks"; authenticateId: string }
  | { kind: "declined"; decline: Decline };

/** Thrown inside the work to undo a subscription whose first payment was declined. */
export class SubscriptionDeclined extends Error {
  constructor(readonly decline: Decline) {
    super(decline.message);
  }
}

/** The shopper pressed Pay on an open session. */
export async function paySession(work: Work, payment: Payment): Promise<Paid> {
  const settings = await need(work, sessionSettings, payment.session.id);
  if (payment.session.mode === "subscription") return paySubscription(work, payment, settings);
  if (payment.session.amount_total === 0 || !payment.method) return completeFree(work, payment, settings);

  return payOnce(work, { ...payment, method: payment.method }, settings);
}

async function completeFree(work: Work, { session, buyer }: Payment, settings: SessionSettings): Promise<Paid> {
  const finished = await finishSession(work, session.id, { buyer, settings, result: { payment_status: "no_payment_required" } });
  return { kind: "complete", session: finished };
}

async function payOnce(work: Work, payment: Payment & { method: PaymentMethod }, settings: SessionSettings): Promise<Paid> {
  const { session, method, buyer } = payment;
  const customer = await customerOf(work, payment, settings);
  const intent = await intentOf(work, { session, settings, customer });
  await work.shelf.put(checkoutSessions, session.id, { ...session, customer, payment_intent: intent.id });
  const outcome = await attemptPayment(work, { intent, method, mayAsk: payment.mayAsk, returnUrl: session.success_url });
  if (outcome.kind === "declined") return { kind: "declined", decline: outcome.decline };
  if (outcome.kind === "asks") {
    await work.shelf.put(sessionSettings, session.id, { ...settings, waitingDetails: buyer });
    return { kind: "asks", authenticateId: outcome.intent.id };
  }
  if (outcome.kind === "pending") {
    await foreseeEnding(work, intent.id, payment.willSettle);
    await setTimer(work, "settle_payment", intent.id, work.now + work.house.settlementDelaySeconds);
  }
  if (work.struck.wrong_amount) await tellTaken(work, session.id, outcome.intent);
  const finished = await finishSession(work, session.id, {
    buyer,
    settings,
    result: { payment_status: paymentStatusOf(outcome.intent), payment_intent: intent.id },
  });
  return { kind: "complete", session: finished };
}

/** With the fault of a wrong amount, the session reports what was really taken. */
async function tellTaken(work: Work, sessionId: string, intent: PaymentIntent): Promise<void> {
  const session = await needLocked(work, checkoutSessions, sessionId);
  await work.shelf.put(checkoutSessions, sessionId, { ...session, amount_total: intent.amount });
}

async function intentOf(
  work: Work,
  { session, settings, customer }: { session: CheckoutSession; settings: SessionSettings; customer: string | null },
): Promise<PaymentIntent> {
  if (session.payment_intent) return needLocked(work, paymentIntents, session.payment_intent);

  const { intentData } = settings;
  return createIntent(work, {
    amount: session.amount_total ?? 0,
    currency: session.currency ?? "usd",
    customer,
    methodTypes: session.payment_method_types,
    captureMethod: intentData.capture_method === "manual" ? "manual" : "automatic",
    metadata: intentData.metadata ?? {},
    description: intentData.description ?? null,
    receiptEmail: intentData.receipt_email ?? null,
    applicationFeeAmount: intentData.application_fee_amount ?? null,
    statementDescriptorSuffix: intentData.statement_descriptor_suffix ?? null,
    setupFutureUsage: intentData.setup_future_usage ?? null,
    transferGroup: intentData.transfer_group ?? null,
  });
}

/** Guests stay guests unless the session asks for a customer. */
async function customerOf(work: Work, { session, buyer }: Payment, settings: SessionSettings): Promise<string | null> {
  if (session.customer) return session.customer;
  if (session.customer_creation !== "always" && !settings.intentData.setup_future_usage) return null;

  return (await createCustomer(work, buyer)).id;
}

async function paySubscription(work: Work, payment: Payment, settings: SessionSettings): Promise<Paid> {
  const { session, method, buyer } = payment;
  if (method && payment.mayAsk && cardBehaviour(work, method).kind === "authenticates") {
    await work.shelf.put(sessionSettings, session.id, { ...settings, waitingMethodId: method.id, waitingDetails: buyer });
    return { kind: "asks", authenticateId: session.id };
  }
  const customerId = session.customer ?? (await createCustomer(work, buyer)).id;
  const attached = method && (await attachMethod(work, method, customerId));
  const items = await sessionLineItems(work, session.id);
  const { subscription, invoice, collected } = await subscribe(work, {
    customerId,
    items: items.map(({ price, quantity }) => ({ price, quantity: quantity ?? 1, metadata: {} })),
    metadata: settings.subscriptionData.metadata ?? {},
    description: settings.subscriptionData.description ?? null,
    coupons: settings.coupon ? [settings.coupon] : [],
    trialEnd: readTrialEnd(work, settings.subscriptionData),
    applicationFeePercent: settings.subscriptionData.application_fee_percent ?? null,
    method: attached,
    mayAsk: false,
  });
  if (collected.kind === "declined") throw new SubscriptionDeclined(collected.decline);
  if (collected.kind === "pending") await foreseeEnding(work, collected.intent.id, payment.willSettle);
  const isFree = collected.kind === "free";
  const result = {
    payment_status: isFree ? "no_payment_required" : collected.kind === "paid" ? "paid" : "unpaid",
    subscription: subscription.id,
    invoice: invoice.id,
    customer: customerId,
  } as const;
  return { kind: "complete", session: await finishSession(work, session.id, { buyer, settings, result }) };
}
