import { type Currency, currencySchema } from "@/lib/core/money";
import type { Stripe } from "@/lib/stripe/client";
import type { FailureCode, GatewayStatus, MoneyFact, PaymentDisplay, PaymentState, ProcessingFacts } from "./port";
import { disputeFacts, stripeDisputeOf, unknownDisputeWord } from "./stripe-disputes";

/** All that is asked about one attempt: its page, its payment with the last charge, and what went back or is contested. */
export type StripeRecord = {
  session: Stripe.Checkout.Session;
  intent: Stripe.PaymentIntent | null;
  refunds: readonly Stripe.Refund[];
  disputes: readonly Stripe.Dispute[];
};

const sessionWords: readonly (string | null)[] = ["open", "complete", "expired"];
const intentWords: readonly string[] =
  "canceled processing requires_action requires_capture requires_confirmation requires_payment_method succeeded".split(" ");

/** Where the attempt stands and what money moved. An unknown word of Stripe's is told and changes nothing. */
export function stripeStateOf(record: StripeRecord): PaymentState {
  const { session, intent } = record;
  const unknownWord = unknownWordOf(session, intent);
  const status = unknownWord === null ? statusOf(session, intent) : "pending";
  return {
    gatewayRef: session.id,
    status,
    facts: factsOf(record),
    display: displayOf(session, chargeOf(intent)),
    expiresAt: moment(session.expires_at),
    failure: failureOf(status, intent),
    unknownWord: unknownWord ?? unknownDisputeWord(record.disputes),
    disputes: record.disputes.map(stripeDisputeOf).filter((dispute) => dispute !== null),
    failedRefunds: record.refunds.filter(isFailed).map(({ id, amount }) => ({ gatewayRef: id, amountCents: amount })),
    processing: processingOf(chargeOf(intent)),
  };
}

function unknownWordOf({ status }: Stripe.Checkout.Session, intent: Stripe.PaymentIntent | null): string | null {
  if (!sessionWords.includes(status)) return status;
  return intent && !intentWords.includes(intent.status) ? intent.status : null;
}

/** The charge that came of a payment, where it was asked for with the payment. */
export function chargeOf(intent: Stripe.PaymentIntent | null): Stripe.Charge | null {
  const charge = intent?.latest_charge ?? null;
  return typeof charge === "string" ? null : charge;
}

function statusOf(session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent | null): GatewayStatus {
  if (intent?.status === "succeeded") return "captured";
  if (intent?.status === "requires_capture") return "authorized";
  if (session.status === "expired") return "expired";
  if (session.status === "open") return "requires_action";
  if (intent?.status === "canceled" || intent?.status === "requires_payment_method") return "failed";
  return "pending";
}

function factsOf({ intent, refunds, disputes }: StripeRecord): MoneyFact[] {
  if (!intent) return [];
  const currency = currencyOf(intent.currency);
  const charge = chargeOf(intent);
  const captured: MoneyFact = {
    kind: "captured",
    gatewayRef: intent.id,
    amountCents: intent.amount_received,
    currency,
    occurredAt: moment(charge?.created ?? intent.created),
  };
  return [
    ...(intent.status === "succeeded" && intent.amount_received > 0 ? [captured] : []),
    ...(intent.status === "requires_capture" ? [{ ...captured, kind: "authorized" as const, amountCents: intent.amount_capturable }] : []),
    ...refunds.toSorted((one, other) => one.created - other.created).flatMap((refund) => refundFacts(refund, currency)),
    ...disputes.flatMap((dispute) => disputeFacts(dispute, currency)),
  ];
}

/**
 * A refund that fails has left the account's balance and come back to it (https://docs.stripe.com/refunds#failed-refunds), often
 * days after it was told as made: both are facts, so that answers in any order add up to the same.
 */
function refundFacts(refund: Stripe.Refund, currency: Currency): MoneyFact[] {
  const made = { gatewayRef: refund.id, amountCents: refund.amount, currency, occurredAt: moment(refund.created) };
  if (refund.status === "succeeded") return [{ ...made, kind: "refunded" }];
  return refund.status === "failed"
    ? [
        { ...made, kind: "refunded" },
        { ...made, kind: "refund_reversed" },
      ]
    : [];
}

function isFailed({ status }: Stripe.Refund): boolean {
  return status === "failed" || status === "canceled";
}

function displayOf(session: Stripe.Checkout.Session, charge: Stripe.Charge | null): PaymentDisplay {
  const card = charge?.payment_method_details?.card;
  return {
    ...(session.url ? { redirectUrl: session.url } : {}),
    ...(card?.brand ? { cardBrand: card.brand } : {}),
    ...(card?.last4 ? { cardLastFour: card.last4 } : {}),
  };
}

/** Outcomes that are the decision of Stripe's own check, not of the card's bank. */
const antifraudWords: readonly string[] = ["manual_review", "blocked"];

/** What Stripe tells of the card network's and its own decision (https://docs.stripe.com/api/charges/object#charge_object-outcome). */
function processingOf(charge: Stripe.Charge | null): ProcessingFacts {
  const outcome = charge?.outcome;
  const card = charge?.payment_method_details?.card;
  const code = charge?.failure_code ?? outcome?.reason ?? outcome?.network_status;
  const message = charge?.failure_message ?? outcome?.seller_message;
  return {
    ...(code ? { code } : {}),
    ...(message ? { message } : {}),
    ...(card?.authorization_code ? { authorisation: card.authorization_code } : {}),
    ...(card?.network_transaction_id ? { transactionId: card.network_transaction_id } : {}),
    ...(outcome && antifraudWords.includes(outcome.type) ? { antifraud: outcome.type } : {}),
    ...(outcome?.risk_level ? { riskLevel: outcome.risk_level } : {}),
    ...(typeof outcome?.risk_score === "number" ? { antifraudScore: String(outcome.risk_score) } : {}),
    ...(charge?.billing_details?.name ? { cardHolder: charge.billing_details.name } : {}),
    ...(card?.fingerprint ? { cardFingerprint: card.fingerprint } : {}),
  };
}

/** Stripe's decline codes that a shopper can act on; the rest is a refused card. */
const failures: Record<string, FailureCode> = {
  insufficient_funds: "insufficient_funds",
  expired_card: "card_expired",
  incorrect_cvc: "wrong_card_data",
  incorrect_number: "wrong_card_data",
  invalid_expiry_month: "wrong_card_data",
  invalid_expiry_year: "wrong_card_data",
  fraudulent: "suspected_fraud",
  authentication_required: "authentication_failed",
  payment_intent_authentication_failure: "authentication_failed",
};

function failureOf(status: GatewayStatus, intent: Stripe.PaymentIntent | null): FailureCode | null {
  if (status === "expired") return "payment_expired";
  if (status !== "failed") return null;
  const error = intent?.last_payment_error;
  return failures[error?.decline_code ?? ""] ?? failures[error?.code ?? ""] ?? "card_declined";
}

function currencyOf(text: string): Currency {
  return currencySchema.parse(text.toUpperCase());
}

function moment(seconds: number): Date {
  return new Date(seconds * 1000);
}
