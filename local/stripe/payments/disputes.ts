import { emit } from "@/local/stripe/emit";
import { unexpectedState } from "@/local/stripe/errors";
import { addBalance } from "@/local/stripe/payments/balance";
import { saveCharge } from "@/local/stripe/payments/charges";
import { closeInquiry } from "@/local/stripe/payments/inquiries";
import { type DisputeKind, newDispute } from "@/local/stripe/payments/new-dispute";
import { createRefund } from "@/local/stripe/payments/refunds";
import { charges, type Dispute, disputes } from "@/local/stripe/stored";
import { needLocked, type Work } from "@/local/stripe/work";

const ENDED: readonly Dispute["status"][] = ["won", "lost", "prevented", "warning_closed"];
const INQUIRIES: readonly Dispute["status"][] = ["warning_needs_response", "warning_under_review"];

export type Contest = { kind?: DisputeKind; reason?: string };

/**
 * The card holder contests a charge. A chargeback takes the money at once; an inquiry asks first and takes nothing; one that is
 * prevented was given back before it became either (https://docs.stripe.com/disputes/prevention-preview). Does nothing to a charge
 * that is contested already.
 */
export async function openDispute(
  work: Work,
  chargeId: string,
  { kind = "chargeback", reason = "fraudulent" }: Contest = {},
): Promise<Dispute | null> {
  const charge = await needLocked(work, charges, chargeId);
  if (charge.disputed) return null;
  if (!charge.captured) throw unexpectedState(`Charge ${chargeId} has not been captured.`, "charge_not_captured");

  if (kind === "prevented") await createRefund(work, { chargeId, reason: null, metadata: {} });
  const dispute = newDispute(work, charge, { kind, reason });
  await work.shelf.put(disputes, dispute.id, dispute);
  if (kind !== "prevented") await saveCharge(work, { ...charge, disputed: true });
  await emit(work, "charge.dispute.created", dispute);
  if (kind === "chargeback") await withdraw(work, dispute);
  if (kind === "prevented") await emit(work, "charge.dispute.closed", dispute);
  return dispute;
}

async function withdraw(work: Work, dispute: Dispute): Promise<void> {
  await addBalance(work, { type: "adjustment", amount: -dispute.amount, currency: dispute.currency, source: dispute.id });
  await emit(work, "charge.dispute.funds_withdrawn", dispute);
}

/** How a dispute ends; an inquiry is closed, or escalated: it becomes a chargeback then. */
export const decisions = ["won", "lost", "closed", "escalated"] as const;
export type Decision = (typeof decisions)[number];

/** The card network, or the bank that asked, decides. */
export async function decideDispute(work: Work, disputeId: string, decision: Decision): Promise<Dispute> {
  const dispute = await needLocked(work, disputes, disputeId);
  if (ENDED.includes(dispute.status)) throw unexpectedState(`Dispute ${disputeId} is already closed.`, "dispute_already_closed");
  const isInquiry = INQUIRIES.includes(dispute.status);
  if (decision === "won" || decision === "lost") {
    if (isInquiry) throw unexpectedState(`Dispute ${disputeId} is an inquiry: it can be closed or escalated.`, "dispute_is_inquiry");
    return endDispute(work, dispute, decision);
  }
  if (!isInquiry) throw unexpectedState(`Dispute ${disputeId} is no inquiry.`, "dispute_is_no_inquiry");
  return decision === "closed" ? closeInquiry(work, dispute) : escalate(work, dispute);
}

/** What is left of the charge is withdrawn after all. */
async function escalate(work: Work, inquiry: Dispute): Promise<Dispute> {
  const charge = await needLocked(work, charges, inquiry.charge);
  const begun = newDispute(work, charge, { kind: "chargeback", reason: inquiry.reason });
  const { status, is_charge_refundable, payment_method_details, amount, evidence_details } = begun;
  const dispute: Dispute = { ...inquiry, status, is_charge_refundable, payment_method_details, amount, evidence_details };
  await work.shelf.put(disputes, dispute.id, dispute);
  await emit(work, "charge.dispute.updated", dispute, { status: inquiry.status });
  await withdraw(work, dispute);
  return dispute;
}

/** A won dispute brings the money back. */
async function endDispute(work: Work, dispute: Dispute, status: "won" | "lost"): Promise<Dispute> {
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
    status: change.isSubmitted ? reviewOf(dispute) : dispute.status,
  };
  await work.shelf.put(disputes, dispute.id, updated);
  await emit(work, "charge.dispute.updated", updated, { status: dispute.status });
  return updated;
}

function reviewOf({ status }: Dispute): Dispute["status"] {
  return INQUIRIES.includes(status) ? "warning_under_review" : "under_review";
}
