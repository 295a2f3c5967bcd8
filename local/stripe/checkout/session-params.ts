import { z } from "zod";
import { priceData } from "@/local/stripe/catalog/prices";
import { amount, currency, decimal, emptyableMetadata, expand, flag, integer, metadata, page, shipping, text } from "@/local/stripe/form";

const adjustable = z.strictObject({ enabled: flag, maximum: integer.optional(), minimum: integer.optional() });
const lineItem = z.strictObject({
  adjustable_quantity: adjustable.optional(),
  price: text.optional(),
  price_data: priceData.optional(),
  quantity: integer.optional(),
  metadata: metadata.optional(),
});

const estimateBound = z.strictObject({ unit: z.enum(["business_day", "day", "hour", "month", "week"]), value: integer });
const shippingOption = z.strictObject({
  shipping_rate_data: z.strictObject({
    delivery_estimate: z.strictObject({ maximum: estimateBound.optional(), minimum: estimateBound.optional() }).optional(),
    display_name: text,
    fixed_amount: z.strictObject({ amount, currency }),
    metadata: metadata.optional(),
    tax_behavior: z.enum(["exclusive", "inclusive", "unspecified"]).optional(),
    type: z.literal("fixed_amount").optional(),
  }),
});

const intentData = z.strictObject({
  application_fee_amount: amount.optional(),
  capture_method: z.enum(["automatic", "automatic_async", "manual"]).optional(),
  description: text.optional(),
  metadata: metadata.optional(),
  receipt_email: text.optional(),
  setup_future_usage: z.enum(["off_session", "on_session"]).optional(),
  shipping: shipping.optional(),
  statement_descriptor_suffix: text.optional(),
  transfer_group: text.optional(),
});

const subscriptionData = z.strictObject({
  application_fee_percent: decimal.optional(),
  description: text.optional(),
  metadata: metadata.optional(),
  trial_end: integer.optional(),
  trial_period_days: integer.optional(),
});

export const createSessionParams = z.strictObject({
  ...expand,
  allow_promotion_codes: z.literal("false").optional(),
  automatic_tax: z.strictObject({ enabled: z.literal("false") }).optional(),
  billing_address_collection: z.literal("auto").optional(),
  cancel_url: z.url().optional(),
  client_reference_id: text.max(200).optional(),
  currency: currency.optional(),
  custom_text: z.strictObject({ submit: z.strictObject({ message: text }).optional() }).optional(),
  customer: text.optional(),
  customer_creation: z.enum(["always", "if_required"]).optional(),
  customer_email: z.email().optional(),
  discounts: z
    .array(z.strictObject({ coupon: text }))
    .max(1)
    .optional(),
  expires_at: integer.optional(),
  line_items: z.array(lineItem).min(1).max(100),
  locale: text.optional(),
  metadata: metadata.optional(),
  mode: z.enum(["payment", "subscription"]),
  origin_context: z.enum(["mobile_app", "web"]).optional(),
  payment_intent_data: intentData.optional(),
  payment_method_collection: z.enum(["always", "if_required"]).optional(),
  allowed_payment_method_types: z.array(text).optional(),
  shipping_options: z.array(shippingOption).max(5).optional(),
  submit_type: z.enum(["auto", "book", "donate", "pay", "subscribe"]).optional(),
  subscription_data: subscriptionData.optional(),
  success_url: z.string().startsWith("http").max(5000),
  ui_mode: z.literal("hosted_page").optional(),
});

export type CreateSession = z.output<typeof createSessionParams>;

export const updateSessionParams = z.strictObject({ ...expand, metadata: emptyableMetadata.optional() });

export const listSessionParams = z.strictObject({
  ...page,
  customer: text.optional(),
  payment_intent: text.optional(),
  status: z.enum(["complete", "expired", "open"]).optional(),
  subscription: text.optional(),
});
