import { z } from "zod";

/**
 * What the vendor's documents say of its answers, for the parts that are used here (contracts/pagarme.md §4, §6, §9, §10). Objects are
 * closed: a key that is not described is a violation, and so is a `null`, because keys without a value are absent.
 */

/** The word that tests have the sandbox tell to see what an unknown one does. */
const unknownWord = "under_observation";

function word<const Words extends readonly string[]>(...words: Words) {
  return z.enum([...words, unknownWord]);
}

const cents = z.int().min(0);
const at = z.iso.datetime();
/** Notices write their own time without a zone. */
const localAt = z.iso.datetime({ local: true });
const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[A-Za-z0-9]+$`));
const metadata = z.record(z.string(), z.unknown());

const phone = z.strictObject({ country_code: z.string(), area_code: z.string(), number: z.string() });
const address = z.strictObject({
  line_1: z.string(),
  line_2: z.string().optional(),
  zip_code: z.string().regex(/^\d+$/),
  city: z.string(),
  state: z.string().length(2),
  country: z.string().length(2),
});

export const customer = z.strictObject({
  id: id("cus"),
  name: z.string().max(64),
  email: z.string().max(64),
  code: z.string().max(52).optional(),
  document: z.string().max(50).optional(),
  document_type: z.enum(["cpf", "cnpj", "passport"]).optional(),
  type: z.enum(["individual", "company"]),
  delinquent: z.boolean(),
  address: z.strictObject({ ...address.shape, status: z.string().optional() }).optional(),
  phones: z.strictObject({ mobile_phone: phone.optional(), home_phone: phone.optional() }).optional(),
  created_at: at,
  updated_at: at,
});

const card = z.strictObject({
  id: id("card"),
  first_six_digits: z.string().length(6),
  last_four_digits: z.string().length(4),
  brand: z.string(),
  holder_name: z.string(),
  holder_document: z.string().optional(),
  exp_month: z.int().min(1).max(12),
  exp_year: z.int().min(2000),
  status: z.string(),
  type: z.string(),
  billing_address: address.optional(),
});

const everyTransaction = {
  id: id("tran"),
  gateway_id: z.string(),
  amount: cents,
  success: z.boolean(),
  attempt_count: z.int(),
  max_attempts: z.int(),
  created_at: at,
  updated_at: at,
  gateway_response: z.strictObject({ code: z.string(), errors: z.array(z.strictObject({ message: z.string() })) }),
  antifraud_response: z.strictObject({
    status: z.string().optional(),
    return_code: z.string().optional(),
    return_message: z.string().optional(),
    provider_name: z.string().optional(),
    score: z.string().optional(),
  }),
  metadata,
};

/** Operations on a charge leave their word on every method's transaction. */
const operationWords = ["voided", "refunded", "partial_refunded", "pending_refund", "error_on_refunding", "with_error", "failed"] as const;

const cardTransaction = z.strictObject({
  ...everyTransaction,
  transaction_type: z.literal("credit_card"),
  status: word(
    "authorized_pending_capture",
    "not_authorized",
    "captured",
    "partial_capture",
    "waiting_capture",
    "partial_void",
    "error_on_voiding",
    "waiting_cancellation",
    "chargedback",
    "pending_review",
    "analyzing",
    ...operationWords,
  ),
  installments: z.int().min(1),
  statement_descriptor: z.string().max(22).optional(),
  operation_type: z.enum(["auth_and_capture", "auth_only", "pre_auth"]),
  funding_source: z.string(),
  acquirer_name: z.string(),
  acquirer_tid: z.string(),
  acquirer_nsu: z.string(),
  acquirer_auth_code: z.string().optional(),
  acquirer_message: z.string().optional(),
  acquirer_return_code: z.string().optional(),
  threed_authentication_url: z.string().optional(),
  card,
});

const pixTransaction = z.strictObject({
  ...everyTransaction,
  transaction_type: z.literal("pix"),
  status: word("waiting_payment", "paid", "overpaid", "underpaid", "expired", ...operationWords),
  qr_code: z.string().min(1),
  qr_code_url: z.url(),
  expires_at: at,
  end_to_end_id: z.string().optional(),
  payer: z.unknown().optional(),
  pix_provider_tid: z.string().optional(),
  additional_information: z.array(z.strictObject({ name: z.string(), value: z.string() })).optional(),
});

const boletoTransaction = z.strictObject({
  ...everyTransaction,
  transaction_type: z.literal("boleto"),
  status: word("generated", "viewed", "underpaid", "overpaid", "paid", "processing", "expired", ...operationWords),
  url: z.url(),
  pdf: z.url(),
  line: z.string().regex(/^[\d. ]+$/),
  barcode: z.url(),
  qr_code: z.string().optional(),
  nosso_numero: z.string(),
  document_number: z.string().optional(),
  bank: z.string().optional(),
  instructions: z.string().max(256),
  due_at: at,
  paid_at: at.optional(),
  paid_amount: cents.optional(),
  credit_at: at.optional(),
  type: z.enum(["DM", "BDP"]),
  billing_address: address,
});

export const charge = z.strictObject({
  id: id("ch"),
  code: z.string(),
  gateway_id: z.string(),
  amount: cents,
  paid_amount: cents.optional(),
  canceled_amount: cents.optional(),
  status: word("pending", "paid", "canceled", "processing", "failed", "overpaid", "underpaid", "chargedback"),
  currency: z.literal("BRL"),
  payment_method: z.enum(["credit_card", "pix", "boleto"]),
  due_at: at.optional(),
  paid_at: at.optional(),
  canceled_at: at.optional(),
  created_at: at,
  updated_at: at,
  customer,
  metadata,
  last_transaction: z.discriminatedUnion("transaction_type", [cardTransaction, pixTransaction, boletoTransaction]),
});

const item = z.strictObject({
  id: id("oi"),
  type: z.literal("product"),
  description: z.string(),
  amount: cents,
  quantity: z.int().min(1),
  status: z.literal("active"),
  code: z.string().optional(),
  created_at: at,
  updated_at: at,
});

const orderFacts = {
  id: id("or"),
  code: z.string(),
  amount: cents,
  currency: z.literal("BRL"),
  closed: z.boolean(),
  status: word("pending", "paid", "canceled", "failed", "processing"),
  created_at: at,
  updated_at: at,
  closed_at: at.optional(),
  metadata,
};

export const order = z.strictObject({
  ...orderFacts,
  items: z.array(item).min(1),
  customer,
  shipping: z
    .strictObject({
      amount: cents,
      description: z.string().optional(),
      recipient_name: z.string().optional(),
      recipient_phone: z.string().optional(),
      address: address.optional(),
    })
    .optional(),
  charges: z.array(charge).min(1),
});

export const token = z.strictObject({
  id: id("token"),
  type: z.literal("card"),
  created_at: at,
  expires_at: at,
  card: z.strictObject({
    first_six_digits: z.string().length(6).optional(),
    last_four_digits: z.string().length(4),
    holder_name: z.string(),
    holder_document: z.string().optional(),
    exp_month: z.int(),
    exp_year: z.int(),
    brand: z.string(),
    type: z.string(),
    label: z.string(),
  }),
});

/** The vendor's own log of notices, of which no page tells the keys. */
export const hook = z.looseObject({ id: id("hook"), event: z.string(), status: z.string() });

export const refusal = z.strictObject({
  message: z.string().min(1),
  errors: z.record(z.string(), z.array(z.string()).min(1)).optional(),
  request: z.unknown().optional(),
});

export function listOf(one: z.ZodType) {
  const paging = z.strictObject({ total: z.int().min(0), previous: z.url().optional(), next: z.url().optional() });
  return z.strictObject({ data: z.array(one), paging });
}

const noticeFacts = { id: id("hook"), account: z.strictObject({ id: z.string(), name: z.string() }), created_at: localAt };
const orderOfCharge = z.strictObject({ ...orderFacts, customer_id: id("cus") });

/** The notices that the sandbox tells, by the first half of their names, which says what `data` is. */
export const notices = {
  order: z.strictObject({
    ...noticeFacts,
    type: z.enum(["order.created", "order.updated", "order.closed", "order.paid", "order.payment_failed", "order.canceled"]),
    data: order,
  }),
  charge: z.strictObject({
    ...noticeFacts,
    type: z.enum([
      "charge.created",
      "charge.updated",
      "charge.pending",
      "charge.processing",
      "charge.paid",
      "charge.payment_failed",
      "charge.refunded",
      "charge.partial_canceled",
      "charge.overpaid",
      "charge.underpaid",
      "charge.chargedback",
    ]),
    data: z.strictObject({ ...charge.shape, order: orderOfCharge }),
  }),
  customer: z.strictObject({ ...noticeFacts, type: z.enum(["customer.created", "customer.updated"]), data: customer }),
  card: z.strictObject({ ...noticeFacts, type: z.enum(["card.created", "card.updated", "card.deleted"]), data: card }),
};
