import { emit } from "@/local/stripe/emit";
import { unexpectedState } from "@/local/stripe/errors";
import { newId } from "@/local/stripe/ids";
import { addBalance } from "@/local/stripe/payments/balance";
import { saveCharge } from "@/local/stripe/payments/charges";
import { noEvidence } from "@/local/stripe/payments/evidence";
import { type Charge, charges, type Dispute, disputes } from "@/local/stripe/stored";
import { needLocked, type Work } from "@/local/stripe/work";

const DAYS_TO_ANSWER = 7;
const ENDED: readonly Dispute["status"][] = ["won", "lost"];

/** The card holder calls a charge back: the money leaves the account at once. Does nothing to a disputed charge. */
export async function openDispute(work: Work, chargeId: string, reason = "fraudulent"): Promise<Dispute | null> {
  const charge = await needLocked(work, charges, chargeId);
  if (charge.disputed) return null;
  if (!charge.captured) throw unexpectedState(`Charge ${chargeId} has not been captured.`, "charge_not_captured");

  const dispute = newDispute(work, charge, reason);
  await addBalance(work, { type: "adjustment", amount: -dispute.amount, currency: dispute.currency, source: dispute.id });
  await work.shelf.put(disputes, dispute.id, dispute);
  await saveCharge(work, { ...charge, disputed: true });
  await emit(work, "charge.dispute.created", dispute);
  await emit(work, "charge.dispute.funds_withdrawn", dispute);
  return dispute;
}

/** The card network decides. A won dispute brings the money back. */
export async function decideDispute(work: Work, disputeId: string, status: "won" | "lost"): Promise<Dispute> {
  const dispute = await needLocked(work, disputes, disputeId);
  if (ENDED.includes(dispute.status)) throw unexpectedState(`Dispute ${disputeId} is already closed.`, "dispute_already_closed");

  const decided: Dispute = { ...dispute, status, is_charge_refundable: status === "won" };
  await work.shelf.put(disputes, dispute.id, decided);
  if (status === "won") await reinstate(work, decided);
  await emit(work, "charge.dispute.closed", decided, { status: dispute.status });
  return decided;
}

async function reinstate(work: Work, dispute: Dispute): Promise<void> {
  const charge = await needLocked(work, charges, dispute.charge);
  await addBalance(work, { type: "adjustment", amount: dispute.amount, currency: dispute.currency, source: dispute.id });
  await saveCharge(work, { ...charge, disputed: false });
  await emit(work, "charge.dispute.funds_reinstated", dispute);
}

/** Evidence is kept; handing it in puts the dispute under review. */
export async function updateDispute(
  work: Work,
  disputeId: string,
  change: { evidence: Record<string, string>; isSubmitted: boolean; metadata: Record<string, string> | undefined },
): Promise<Dispute> {
  const dispute = await needLocked(work, disputes, disputeId);
  if (ENDED.includes(dispute.status)) throw unexpectedState(`Dispute ${disputeId} is already closed.`, "dispute_already_closed");

  const hasEvidence = dispute.evidence_details.has_evidence || Object.keys(change.evidence).length > 0;
  const updated: Dispute = {
    ...dispute,
    evidence: { ...dispute.evidence, ...change.evidence },
    evidence_details: {
      ...dispute.evidence_details,
      has_evidence: hasEvidence,
      submission_count: dispute.evidence_details.submission_count + (change.isSubmitted ? 1 : 0),
    },
    metadata: change.metadata ?? dispute.metadata,
    status: change.isSubmitted ? "under_review" : dispute.status,
  };
  await work.shelf.put(disputes, dispute.id, updated);
  await emit(work, "charge.dispute.updated", updated, { status: dispute.status });
  return updated;
}

function newDispute(work: Work, charge: Charge, reason: string): Dispute {
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
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      type: "card",
      card: {
        brand: charge.payment_method_details?.card?.brand ?? "visa",
        case_type: "chargeback",
        network: charge.payment_method_details?.card?.brand ?? "visa",
        network_reason_code: "10.4",
      },
    },
    reason,
    status: "needs_response",
  };
}
