import type { Stripe } from "@/lib/stripe/client";
import type { DisputeReason, DisputeState, DisputeStatus } from "./port";

/** https://docs.stripe.com/api/disputes/object: `warning_*` are inquiries, which take no money. */
const statuses: Record<string, DisputeStatus> = {
  warning_needs_response: "inquiry",
  warning_under_review: "under_review",
  warning_closed: "won",
  needs_response: "needs_response",
  under_review: "under_review",
  won: "won",
  prevented: "won",
  lost: "lost",
};

/** https://docs.stripe.com/disputes/categories */
const reasons: Record<string, DisputeReason> = {
  fraudulent: "fraudulent",
  duplicate: "duplicate",
  product_not_received: "not_received",
  product_unacceptable: "not_as_described",
  credit_not_processed: "not_credited",
  subscription_canceled: "cancelled",
  unrecognized: "unrecognised",
};

/** A dispute in our words. An unknown status is one to answer: a person looks, and nothing is missed. */
export function stripeDisputeOf(dispute: Stripe.Dispute): DisputeState {
  const dueBy = dispute.evidence_details.due_by;
  return {
    gatewayRef: dispute.id,
    status: statuses[dispute.status] ?? "needs_response",
    reason: reasons[dispute.reason] ?? "other",
    amountCents: dispute.amount,
    respondBy: dueBy ? new Date(dueBy * 1000) : null,
    openedAt: new Date(dispute.created * 1000),
  };
}
