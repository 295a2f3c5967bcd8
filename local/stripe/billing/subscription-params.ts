import { z } from "zod";
import { priceData } from "@/local/stripe/catalog/prices";
import { decimal, emptyableMetadata, emptyableText, expand, flag, integer, metadata, page, text } from "@/local/stripe/form";

const item = { price: text.optional(), price_data: priceData.optional(), quantity: integer.optional(), metadata: metadata.optional() };
const discounts = z.union([z.array(z.strictObject({ coupon: text })).max(20), z.literal("").transform(() => [])]);
const proration = z.enum(["create_prorations", "always_invoice", "none"]);
const paymentBehavior = z.enum(["allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete"]);
const trialEnd = z.union([z.literal("now"), integer]);
const paymentSettings = z.strictObject({
  save_default_payment_method: z.enum(["off", "on_subscription"]).optional(),
  payment_method_types: z.array(text).optional(),
});
const cancellationDetails = z.strictObject({
  comment: emptyableText.optional(),
  feedback: z
    .enum(["customer_service", "low_quality", "missing_features", "other", "switched_service", "too_complex", "too_expensive", "unused"])
    .optional(),
});

export const createSubscriptionParams = z.strictObject({
  ...expand,
  application_fee_percent: decimal.optional(),
  collection_method: z.literal("charge_automatically").optional(),
  customer: text,
  default_payment_method: text.optional(),
  description: text.optional(),
  discounts: discounts.optional(),
  items: z.array(z.strictObject(item)).min(1).max(20),
  metadata: metadata.optional(),
  off_session: flag.optional(),
  payment_behavior: paymentBehavior.optional(),
  payment_settings: paymentSettings.optional(),
  proration_behavior: proration.optional(),
  trial_end: trialEnd.optional(),
  trial_from_plan: flag.optional(),
  trial_period_days: integer.optional(),
});

export const itemChange = z.strictObject({ ...item, id: text.optional(), deleted: flag.optional(), clear_usage: flag.optional() });

export const updateSubscriptionParams = z.strictObject({
  ...expand,
  cancel_at: z.union([z.literal("").transform(() => null), integer]).optional(),
  cancel_at_period_end: flag.optional(),
  cancellation_details: cancellationDetails.optional(),
  default_payment_method: text.optional(),
  description: emptyableText.optional(),
  discounts: discounts.optional(),
  items: z.array(itemChange).max(20).optional(),
  metadata: emptyableMetadata.optional(),
  off_session: flag.optional(),
  pause_collection: z
    .union([
      z.literal("").transform(() => null),
      z.strictObject({ behavior: z.enum(["keep_as_draft", "mark_uncollectible", "void"]), resumes_at: integer.optional() }),
    ])
    .optional(),
  payment_behavior: paymentBehavior.optional(),
  payment_settings: paymentSettings.optional(),
  proration_behavior: proration.optional(),
  trial_end: trialEnd.optional(),
});

export const cancelSubscriptionParams = z.strictObject({
  ...expand,
  cancellation_details: cancellationDetails.optional(),
  invoice_now: flag.optional(),
  prorate: flag.optional(),
});

export const listSubscriptionParams = z.strictObject({
  ...page,
  customer: text.optional(),
  price: text.optional(),
  status: z
    .enum(["active", "all", "canceled", "ended", "incomplete", "incomplete_expired", "past_due", "paused", "trialing", "unpaid"])
    .optional(),
});
