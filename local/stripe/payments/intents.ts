import { emit } from "@/local/stripe/emit";
import { newId, randomText } from "@/local/stripe/ids";
import { type PaymentIntent, paymentIntents } from "@/local/stripe/stored";
import type { Work } from "@/local/stripe/work";

export type IntentInput = {
  amount: number;
  currency: string;
  customer: string | null;
  methodTypes: readonly string[];
  captureMethod?: "automatic" | "manual";
  metadata?: Record<string, string>;
  description?: string | null;
  receiptEmail?: string | null;
  shipping?: PaymentIntent["shipping"];
  applicationFeeAmount?: number | null;
  statementDescriptorSuffix?: string | null;
  setupFutureUsage?: "off_session" | "on_session" | null;
  transferGroup?: string | null;
};

export async function createIntent(work: Work, input: IntentInput): Promise<PaymentIntent> {
  const intent = newIntent(work, input);
  await saveIntent(work, intent);
  await emit(work, "payment_intent.created", intent);
  return intent;
}

export async function saveIntent(work: Work, intent: PaymentIntent): Promise<void> {
  await work.shelf.put(paymentIntents, intent.id, intent);
}

/** Ends an intent that took no money. */
export async function cancelIntent(
  work: Work,
  intent: PaymentIntent,
  reason: PaymentIntent["cancellation_reason"],
): Promise<PaymentIntent> {
  const canceled: PaymentIntent = {
    ...intent,
    status: "canceled",
    amount_capturable: 0,
    canceled_at: work.now,
    cancellation_reason: reason,
    next_action: null,
  };
  await saveIntent(work, canceled);
  await emit(work, "payment_intent.canceled", canceled);
  return canceled;
}

function newIntent(work: Work, input: IntentInput): PaymentIntent {
  const id = newId("pi");
  return {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: input.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: input.applicationFeeAmount ?? null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: input.captureMethod ?? "automatic",
    client_secret: `${id}_secret_${randomText(25)}`,
    confirmation_method: "automatic",
    created: work.now,
    currency: input.currency,
    customer: input.customer,
    customer_account: null,
    description: input.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: input.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: [...input.methodTypes],
    payment_record: null,
    processing: null,
    receipt_email: input.receiptEmail ?? null,
    review: null,
    setup_future_usage: input.setupFutureUsage ?? null,
    shipping: input.shipping ?? null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: input.statementDescriptorSuffix ?? null,
    status: "requires_payment_method",
    transfer_data: null,
    transfer_group: input.transferGroup ?? null,
  };
}
