import { z } from "zod";
import { afterOutcome } from "@/local/stripe/checkout/settlement";
import { emit } from "@/local/stripe/emit";
import { cardError, invalidRequest, unexpectedState } from "@/local/stripe/errors";
import {
  amount,
  currency,
  emptyableMetadata,
  emptyableText,
  expand,
  flag,
  mergeMetadata,
  metadata,
  shipping,
  text,
} from "@/local/stripe/form";
import { listRoute, retrieveRoute } from "@/local/stripe/http/listing";
import { type Answer, type Route, route } from "@/local/stripe/http/route";
import { attemptPayment } from "@/local/stripe/payments/attempt";
import { captured, saveCharge } from "@/local/stripe/payments/charges";
import { cancelIntent, createIntent, saveIntent } from "@/local/stripe/payments/intents";
import { attachMethod, resolveMethod } from "@/local/stripe/payments/payment-methods";
import { charges, checkoutSessions, customers, type PaymentIntent, paymentIntents } from "@/local/stripe/stored";
import { clearTimer } from "@/local/stripe/timers";
import { need, needLocked, type Work } from "@/local/stripe/work";

const setupFutureUsage = z.enum(["off_session", "on_session"]);
const automatic = z.strictObject({ enabled: flag, allow_redirects: z.enum(["always", "never"]).optional() });
const createParams = z.strictObject({
  ...expand,
  amount,
  application_fee_amount: amount.optional(),
  automatic_payment_methods: automatic.optional(),
  capture_method: z.enum(["automatic", "automatic_async", "manual"]).optional(),
  confirm: flag.optional(),
  currency,
  customer: text.optional(),
  description: text.optional(),
  metadata: metadata.optional(),
  off_session: flag.optional(),
  payment_method: text.optional(),
  allowed_payment_method_types: z.array(text).optional(),
  receipt_email: text.optional(),
  return_url: z.url().optional(),
  setup_future_usage: setupFutureUsage.optional(),
  shipping: shipping.optional(),
  statement_descriptor_suffix: text.optional(),
  transfer_group: text.optional(),
});
const updateParams = z.strictObject({
  ...expand,
  amount: amount.optional(),
  description: emptyableText.optional(),
  metadata: emptyableMetadata.optional(),
  receipt_email: emptyableText.optional(),
  setup_future_usage: setupFutureUsage.optional(),
});
const confirmParams = z.strictObject({
  ...expand,
  off_session: flag.optional(),
  payment_method: text.optional(),
  receipt_email: text.optional(),
  return_url: z.url().optional(),
});
const captureParams = z.strictObject({ ...expand, amount_to_capture: amount.optional(), metadata: emptyableMetadata.optional() });
const cancelParams = z.strictObject({
  ...expand,
  cancellation_reason: z.enum(["abandoned", "duplicate", "fraudulent", "requested_by_customer"]).optional(),
});

export const intentRoutes: Route[] = [
  listRoute("/v1/payment_intents", paymentIntents, { customer: text.optional() }),
  retrieveRoute("/v1/payment_intents", paymentIntents),
  route({ at: "POST /v1/payment_intents", params: createParams, run: create }),
  route({ at: "POST /v1/payment_intents/{id}", params: updateParams, run: update }),
  route({
    at: "POST /v1/payment_intents/{id}/confirm",
    params: confirmParams,
    run: async (work, params, id) => confirm(work, await needLocked(work, paymentIntents, id), params),
  }),
  route({ at: "POST /v1/payment_intents/{id}/capture", params: captureParams, run: capture }),
  route({ at: "POST /v1/payment_intents/{id}/cancel", params: cancelParams, run: cancel }),
];

async function create(work: Work, params: z.output<typeof createParams>): Promise<Answer> {
  if (params.amount < 50) throw invalidRequest("Amount must be at least $0.50 usd", { code: "amount_too_small", param: "amount" });
  if (params.customer) await need(work, customers, params.customer, "customer");
  const intent = await createIntent(work, {
    amount: params.amount,
    currency: params.currency,
    customer: params.customer ?? null,
    methodTypes: params.allowed_payment_method_types ?? ["card"],
    captureMethod: params.capture_method === "manual" ? "manual" : "automatic",
    metadata: params.metadata ?? {},
    description: params.description ?? null,
    receiptEmail: params.receipt_email ?? null,
    applicationFeeAmount: params.application_fee_amount ?? null,
    statementDescriptorSuffix: params.statement_descriptor_suffix ?? null,
    setupFutureUsage: params.setup_future_usage ?? null,
    transferGroup: params.transfer_group ?? null,
  });
  if (params.confirm) return confirm(work, intent, params);
  if (!params.payment_method) return intent;

  const method = await resolveMethod(work, params.payment_method);
  const ready: PaymentIntent = { ...intent, payment_method: method.id, status: "requires_confirmation" };
  await saveIntent(work, ready);
  return ready;
}

async function update(
  work: Work,
  { expand: _expand, metadata: given, ...changes }: z.output<typeof updateParams>,
  id: string,
): Promise<PaymentIntent> {
  const intent = await needLocked(work, paymentIntents, id);
  if (changes.amount !== undefined && !isPayable(intent)) throw wrongState(intent, "updated");

  const updated: PaymentIntent = { ...intent, ...changes, metadata: mergeMetadata(intent.metadata, given) };
  await saveIntent(work, updated);
  return updated;
}

type Confirmation = { payment_method?: string; off_session?: boolean; return_url?: string };

async function confirm(work: Work, intent: PaymentIntent, params: Confirmation): Promise<Answer> {
  if (!isPayable(intent)) throw wrongState(intent, "confirmed");
  const methodId = params.payment_method ?? intent.payment_method;
  if (!methodId)
    throw unexpectedState(
      "You cannot confirm this PaymentIntent because it's missing a payment method.",
      "payment_intent_unexpected_state",
    );

  const resolved = await resolveMethod(work, methodId);
  const method = intent.setup_future_usage && intent.customer ? await attachMethod(work, resolved, intent.customer) : resolved;
  const outcome = await attemptPayment(work, { intent, method, mayAsk: params.off_session !== true, returnUrl: params.return_url ?? null });
  await afterOutcome(work, outcome);
  if (outcome.kind === "declined")
    return cardError(outcome.decline, {
      payment_intent: outcome.intent,
      charge: outcome.intent.latest_charge ?? "",
      payment_method: method,
    });

  return outcome.intent;
}

async function capture(
  work: Work,
  { amount_to_capture: asked, metadata: given }: z.output<typeof captureParams>,
  id: string,
): Promise<PaymentIntent> {
  const intent = await needLocked(work, paymentIntents, id);
  if (intent.status !== "requires_capture") throw wrongState(intent, "captured");
  const amountCents = asked ?? intent.amount_capturable;
  if (amountCents > intent.amount_capturable)
    throw invalidRequest("The amount to capture is greater than the amount that can be captured.", {
      param: "amount_to_capture",
      code: "amount_too_large",
    });

  const held = await needLocked(work, charges, intent.latest_charge ?? "");
  const charge = await captured(work, held, amountCents);
  await saveCharge(work, charge);
  const done: PaymentIntent = {
    ...intent,
    status: "succeeded",
    amount_capturable: 0,
    amount_received: amountCents,
    metadata: mergeMetadata(intent.metadata, given),
  };
  await saveIntent(work, done);
  await emit(work, "charge.captured", charge);
  await emit(work, "payment_intent.succeeded", done);
  return done;
}

async function cancel(work: Work, { cancellation_reason: reason }: z.output<typeof cancelParams>, id: string): Promise<PaymentIntent> {
  const intent = await needLocked(work, paymentIntents, id);
  if (intent.status === "succeeded" || intent.status === "canceled" || intent.status === "processing") throw wrongState(intent, "canceled");
  const session = await work.shelf.findBy(checkoutSessions, { payment_intent: id, status: "open" });
  if (session)
    throw invalidRequest("You cannot cancel this PaymentIntent because it is managed by a Checkout Session. Expire the Session instead.", {
      code: "payment_intent_unexpected_state",
    });

  await clearTimer(work, "settle_payment", id);
  await releaseHold(work, intent);
  return cancelIntent(work, intent, reason ?? null);
}

/** What was authorised and never captured goes back to the card: the vendor shows that as a refunded charge. */
async function releaseHold(work: Work, intent: PaymentIntent): Promise<void> {
  if (intent.status !== "requires_capture") return;

  const charge = await needLocked(work, charges, intent.latest_charge ?? "");
  const released = { ...charge, amount_refunded: charge.amount, refunded: true };
  await saveCharge(work, released);
  await emit(work, "charge.refunded", released);
}

function isPayable(intent: PaymentIntent): boolean {
  return intent.status === "requires_payment_method" || intent.status === "requires_confirmation" || intent.status === "requires_action";
}

function wrongState(intent: PaymentIntent, verb: string): Error {
  const message = `This PaymentIntent could not be ${verb} because it has a status of ${intent.status}.`;
  return unexpectedState(message, "payment_intent_unexpected_state", { payment_intent: intent });
}
