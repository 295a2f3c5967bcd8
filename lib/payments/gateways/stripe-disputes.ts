import type { Currency } from "@/lib/core/money";
import type { Stripe } from "@/lib/stripe/client";
import type { DisputeReason, DisputeState, DisputeStatus, MoneyFact } from "./port";

/** What a dispute has done to the money: nothing, taken it for now, given it back, taken it for good. */
type Effect = "none" | "open" | "won" | "lost";

/**
 * Stripe's words (https://docs.stripe.com/api/disputes/object). `warning_*` are inquiries, and what is `prevented` never became a
 * chargeback: neither takes money.
 */
const words: Record<string, { status: DisputeStatus; effect: Effect }> = {
  warning_needs_response: { status: "inquiry", effect: "none" },
  warning_under_review: { status: "under_review", effect: "none" },
  warning_closed: { status: "won", effect: "none" },
  needs_response: { status: "needs_response", effect: "open" },
  under_review: { status: "under_review", effect: "open" },
  appeal_needs_response: { status: "needs_response", effect: "open" },
  appeal_under_review: { status: "under_review", effect: "open" },
  won: { status: "won", effect: "won" },
  prevented: { status: "won", effect: "none" },
  lost: { status: "lost", effect: "lost" },
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

/** A dispute in our words, or null where its status is a word that we do not know: what is known of it stays as it is. */
export function stripeDisputeOf(dispute: Stripe.Dispute): DisputeState | null {
  const word = words[dispute.status];
  if (!word) return null;
  const dueBy = dispute.evidence_details.due_by;
  return {
    gatewayRef: dispute.id,
    status: word.status,
    reason: reasons[dispute.reason] ?? "other",
    amountCents: dispute.amount,
    respondBy: dueBy ? new Date(dueBy * 1000) : null,
    openedAt: new Date(dispute.created * 1000),
  };
}

/** What a dispute did to the money so far. */
export function disputeFacts(dispute: Stripe.Dispute, currency: Currency): MoneyFact[] {
  const opened: MoneyFact = {
    kind: "disputed",
    gatewayRef: dispute.id,
    amountCents: dispute.amount,
    currency,
    occurredAt: new Date(dispute.created * 1000),
  };
  switch (words[dispute.status]?.effect ?? "none") {
    case "none":
      return [];
    case "open":
      return [opened];
    case "won":
      return [opened, { ...opened, kind: "dispute_won" }];
    case "lost":
      return [opened, { ...opened, kind: "dispute_lost" }];
  }
}

/** The first status among disputes that is no word of Stripe's that we know. */
export function unknownDisputeWord(disputes: readonly Stripe.Dispute[]): string | null {
  return disputes.find(({ status }) => !words[status])?.status ?? null;
}
