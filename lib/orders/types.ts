export const orderStatuses = [
  "awaiting_payment",
  "confirmed",
  "in_fulfilment",
  "fulfilled",
  "closed",
  "expired",
  "cancelled",
  "returned",
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

export const paymentStates = [
  "unpaid",
  "pending",
  "authorized",
  "paid",
  "partially_refunded",
  "refunded",
  "failed",
  "disputed",
  "lost",
] as const;
export type PaymentSummary = (typeof paymentStates)[number];

export const orderFlags = ["paid_unfulfillable", "amount_mismatch", "overpaid", "disputed", "refund_failed", "address_problem"] as const;
export type OrderFlag = (typeof orderFlags)[number];

/** What the timeline of an order can tell; sentences are in the catalogues under `timeline.*`. */
export type EntryKind =
  | "placed"
  | "payment_started"
  | "payment_authorized"
  | "payment_captured"
  | "payment_failed"
  | "payment_expired"
  | "payment_voided"
  | "payment_refunded"
  | "refund_reversed"
  | "payment_disputed"
  | "dispute_won"
  | "dispute_lost"
  | "unknown_word"
  | "confirmed"
  | "confirmed_late"
  | "unfulfillable"
  | "reopened"
  | "expired"
  | "cancelled"
  | "refund_requested"
  | "refund_failed"
  | "refund_withdrawn"
  | "restocked"
  | "shipped"
  | "delivered";

/** Reads a status word of the database; the database only holds ours. */
export function toOrderStatus(word: string): OrderStatus {
  const status = orderStatuses.find((known) => known === word);
  if (!status) throw new Error(`unknown order status ${word}`);
  return status;
}

/** Reads a payment summary of the database. */
export function toPaymentSummary(word: string): PaymentSummary {
  const state = paymentStates.find((known) => known === word);
  if (!state) throw new Error(`unknown payment state ${word}`);
  return state;
}
