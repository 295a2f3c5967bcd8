import { newId } from "@/local/stripe/ids";
import { noEvidence } from "@/local/stripe/payments/evidence";
import type { Charge, Dispute } from "@/local/stripe/stored";
import type { Work } from "@/local/stripe/work";

const DAYS_TO_ANSWER = 7;

/** What a card holder's bank begins with: a chargeback takes the money at once, an inquiry only asks, a prevented one is over already. */
export const disputeKinds = ["chargeback", "inquiry", "prevented"] as const;
export type DisputeKind = (typeof disputeKinds)[number];

const beginnings = {
  chargeback: { status: "needs_response", is_charge_refundable: false, case_type: "chargeback" },
  inquiry: { status: "warning_needs_response", is_charge_refundable: true, case_type: "inquiry" },
  prevented: { status: "prevented", is_charge_refundable: false, case_type: "resolution" },
} as const;

/** A dispute over what is left of a charge, as it begins. */
export function newDispute(work: Work, charge: Charge, { kind, reason }: { kind: DisputeKind; reason: string }): Dispute {
  const { status, is_charge_refundable, case_type } = beginnings[kind];
  return {
    id: newId("du"),
    object: "dispute",
    amount: charge.amount_captured - charge.amount_refunded,
    balance_transactions: [],
    charge: charge.id,
    created: work.now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence(),
    evidence_details: {
      due_by: work.now + DAYS_TO_ANSWER * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "manual",
    },
    intended_submission_method: null,
    is_charge_refundable,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      type: "card",
      card: {
        brand: charge.payment_method_details?.card?.brand ?? "visa",
        case_type,
        network: charge.payment_method_details?.card?.brand ?? "visa",
        network_reason_code: "10.4",
      },
    },
    reason,
    status,
  };
}
