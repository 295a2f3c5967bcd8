import type { Period } from "@/local/stripe/billing/period";
import { listOf } from "@/local/stripe/http/lists";
import { newId } from "@/local/stripe/ids";
import type { Price, Subscription, SubscriptionItem } from "@/local/stripe/stored";
import type { Work } from "@/local/stripe/work";

export type ItemInput = { price: Price; quantity: number; metadata: Record<string, string> };

export type SubscriptionShape = {
  customer: string;
  currency: string;
  items: (subscriptionId: string) => SubscriptionItem[];
  metadata: Record<string, string>;
  description: string | null;
  defaultMethod: string | null;
  trialEnd: number | null;
  applicationFeePercent: number | null;
};

export function newSubscription(work: Work, shape: SubscriptionShape): Subscription {
  const id = newId("sub");
  return {
    id,
    object: "subscription",
    application: null,
    application_fee_percent: shape.applicationFeePercent,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: shape.trialEnd ?? work.now,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: null, type: "classic" },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: "charge_automatically",
    created: work.now,
    currency: shape.currency,
    customer: shape.customer,
    customer_account: null,
    days_until_due: null,
    default_payment_method: shape.defaultMethod,
    default_source: null,
    default_tax_rates: [],
    description: shape.description,
    discounts: [],
    ended_at: null,
    invoice_settings: { account_tax_ids: null, custom_fields: null, description: null, footer: null, issuer: { type: "self" } },
    items: listOf(shape.items(id), `/v1/subscription_items?subscription=${id}`),
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: shape.metadata,
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: { payment_method_options: null, payment_method_types: null, save_default_payment_method: "off" },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: work.now,
    status: shape.trialEnd ? "trialing" : "incomplete",
    test_clock: null,
    transfer_data: null,
    trial_end: shape.trialEnd,
    trial_settings: { end_behavior: { billing_cycle_anchor: "unchanged", missing_payment_method: "create_invoice" } },
    trial_start: shape.trialEnd ? work.now : null,
  };
}

export function newItem(work: Work, subscriptionId: string, { input, period }: { input: ItemInput; period: Period }): SubscriptionItem {
  return {
    id: newId("si"),
    object: "subscription_item",
    billing_thresholds: null,
    created: work.now,
    current_period_end: period.end,
    current_period_start: period.start,
    current_trial: null,
    discounts: [],
    metadata: input.metadata,
    plan: planOf(input.price),
    price: input.price,
    quantity: input.quantity,
    subscription: subscriptionId,
    tax_rates: [],
  };
}

/** The older form of a price, which the vendor still sends with it. */
export function planOf(price: Price): SubscriptionItem["plan"] {
  return {
    id: price.id,
    object: "plan",
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: "per_unit",
    created: price.created,
    currency: price.currency,
    interval: price.recurring?.interval ?? "month",
    interval_count: price.recurring?.interval_count ?? 1,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: "licensed",
  };
}
