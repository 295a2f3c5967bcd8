import { emit } from "@/local/stripe/emit";
import { randomText } from "@/local/stripe/ids";
import { createFailedCharge, createPaidCharge, createPendingCharge } from "@/local/stripe/payments/charges";
import { saveIntent } from "@/local/stripe/payments/intents";
import { behaviourOf, type CardBehaviour } from "@/local/stripe/payments/test-cards";
import type { Charge, PaymentIntent, PaymentMethod } from "@/local/stripe/stored";
import { setTimer } from "@/local/stripe/timers";
import type { Work } from "@/local/stripe/work";

export type Attempt = {
  intent: PaymentIntent;
  method: PaymentMethod;
  /** The card holder is there to answer a 3-D Secure question, and has not done so yet. */
  mayAsk: boolean;
  /** Where the browser goes after 3-D Secure. */
  returnUrl?: string | null;
};

export type Decline = Extract<CardBehaviour, { kind: "declines" }>;

export type Outcome =
  | { kind: "paid"; intent: PaymentIntent }
  /** 3-D Secure is asked for. */
  | { kind: "asks"; intent: PaymentIntent }
  /** The bank answers later. */
  | { kind: "pending"; intent: PaymentIntent }
  | { kind: "declined"; intent: PaymentIntent; decline: Decline };

/** Tries to take an intent's money with a method, as the test card says. All records and events are written. */
export async function attemptPayment(work: Work, attempt: Attempt): Promise<Outcome> {
  const struck = work.struck.wrong_amount;
  const intent: PaymentIntent = {
    ...attempt.intent,
    amount: struck?.amount ?? attempt.intent.amount,
    payment_method: attempt.method.id,
    last_payment_error: null,
    next_action: null,
  };
  if (attempt.method.type !== "card") return awaitBank(work, intent, attempt.method);

  const behaviour = cardBehaviour(work, attempt.method);
  if (behaviour.kind === "declines") return decline(work, { intent, method: attempt.method, decline: behaviour });
  if (behaviour.kind === "authenticates" && attempt.mayAsk) return askHolder(work, intent, attempt.returnUrl ?? null);

  return take(work, intent, attempt.method);
}

/** The card holder failed 3-D Secure: nothing is taken, another method may be tried. */
export async function failAuthentication(work: Work, intent: PaymentIntent): Promise<PaymentIntent> {
  const message = "We are unable to authenticate your payment method. Please choose a different payment method and try again.";
  return refuse(work, intent, { code: "payment_intent_authentication_failure", message });
}

/** The bank answered for a pending charge. */
export async function settlePending(
  work: Work,
  pending: { intent: PaymentIntent; method: PaymentMethod; isPaid: boolean },
): Promise<PaymentIntent> {
  if (pending.isPaid) return (await take(work, pending.intent, pending.method)).intent;

  const message = "The customer's bank could not complete the payment.";
  const declined: Decline = { kind: "declines", code: "payment_method_provider_decline", message };
  return (await decline(work, { ...pending, decline: declined })).intent;
}

/** A fault may decline any card, or have its bank ask its owner; otherwise the card decides. */
export function cardBehaviour(work: Work, method: PaymentMethod): CardBehaviour {
  const refusal = work.struck.refuse;
  if (refusal) {
    const declineCode = refusal.code && refusal.code !== "card_declined" ? { declineCode: refusal.code } : {};
    return { kind: "declines", code: "card_declined", message: refusal.message ?? "Your card was declined.", ...declineCode };
  }
  return work.struck.authenticate ? { kind: "authenticates" } : behaviourOf(method.card?.last4);
}

async function take(work: Work, intent: PaymentIntent, method: PaymentMethod): Promise<Extract<Outcome, { kind: "paid" }>> {
  const charge = await createPaidCharge(work, intent, method);
  const isHeld = intent.capture_method === "manual";
  const taken: PaymentIntent = {
    ...intent,
    status: isHeld ? "requires_capture" : "succeeded",
    amount_capturable: isHeld ? intent.amount : 0,
    amount_received: isHeld ? 0 : intent.amount,
    latest_charge: charge.id,
    next_action: null,
    processing: null,
  };
  await saveIntent(work, taken);
  await emit(work, isHeld ? "payment_intent.amount_capturable_updated" : "payment_intent.succeeded", taken);
  await foreseeDispute(work, charge, method);
  return { kind: "paid", intent: taken };
}

async function foreseeDispute(work: Work, charge: Charge, method: PaymentMethod): Promise<void> {
  if (behaviourOf(method.card?.last4).kind === "disputes") await setTimer(work, "open_dispute", charge.id, work.now + 1);
}

async function decline(
  work: Work,
  declined: { intent: PaymentIntent; method: PaymentMethod; decline: Decline },
): Promise<Extract<Outcome, { kind: "declined" }>> {
  const charge = await createFailedCharge(work, declined);
  const { code, message, declineCode } = declined.decline;
  const error = {
    code,
    message,
    charge: charge.id,
    payment_method: declined.method,
    ...(declineCode ? { decline_code: declineCode } : {}),
  };
  const intent = await refuse(work, { ...declined.intent, latest_charge: charge.id }, error);
  return { kind: "declined", intent, decline: declined.decline };
}

type Refusal = { code: string; message: string; decline_code?: string; charge?: string; payment_method?: PaymentMethod };

async function refuse(work: Work, intent: PaymentIntent, error: Refusal): Promise<PaymentIntent> {
  const refused: PaymentIntent = {
    ...intent,
    status: "requires_payment_method",
    payment_method: null,
    next_action: null,
    processing: null,
    last_payment_error: lastError(error),
  };
  await saveIntent(work, refused);
  await emit(work, "payment_intent.payment_failed", refused);
  return refused;
}

/** The vendor's type wants an expanded payment method here; a stored one is the same on the wire. */
function lastError(error: Refusal): PaymentIntent["last_payment_error"] {
  const type = error.code === "payment_intent_authentication_failure" ? "invalid_request_error" : "card_error";
  return { ...error, type } as PaymentIntent["last_payment_error"];
}

async function askHolder(work: Work, intent: PaymentIntent, returnUrl: string | null): Promise<Outcome> {
  const asking: PaymentIntent = {
    ...intent,
    status: "requires_action",
    next_action: {
      type: "redirect_to_url",
      redirect_to_url: { return_url: returnUrl, url: `${work.house.publicUrl}/c/authenticate/${intent.id}` },
    },
  };
  await saveIntent(work, asking);
  await emit(work, "payment_intent.requires_action", asking);
  return { kind: "asks", intent: asking };
}

/** A boleto waits for the shopper to pay it, a debit for the bank; both end at a timer. */
async function awaitBank(work: Work, intent: PaymentIntent, method: PaymentMethod): Promise<Outcome> {
  const isBoleto = method.type === "boleto";
  const charge = isBoleto ? null : await createPendingCharge(work, intent, method);
  const pending: PaymentIntent = {
    ...intent,
    status: isBoleto ? "requires_action" : "processing",
    latest_charge: charge?.id ?? null,
    next_action: isBoleto ? boletoVoucher(work) : null,
  };
  await saveIntent(work, pending);
  await emit(work, isBoleto ? "payment_intent.requires_action" : "payment_intent.processing", pending);
  return { kind: "pending", intent: pending };
}

function boletoVoucher(work: Work): PaymentIntent["next_action"] {
  const voucher = `${work.house.publicUrl}/vouchers/${randomText(16)}`;
  const expiresAt = work.now + 3 * 86_400;
  return {
    type: "boleto_display_details",
    boleto_display_details: {
      expires_at: expiresAt,
      hosted_voucher_url: voucher,
      number: "01010101010101010101010101010101010101010101010",
      pdf: `${voucher}/pdf`,
    },
  };
}
