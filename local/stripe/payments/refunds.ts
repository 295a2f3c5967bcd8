import { emit } from "@/local/stripe/emit";
import { invalidRequest, unexpectedState } from "@/local/stripe/errors";
import { newId } from "@/local/stripe/ids";
import { addBalance } from "@/local/stripe/payments/balance";
import { saveCharge } from "@/local/stripe/payments/charges";
import { closeInquiry, findContest } from "@/local/stripe/payments/inquiries";
import { behaviourOf } from "@/local/stripe/payments/test-cards";
import { type Charge, charges, type Dispute, type Refund, refunds } from "@/local/stripe/stored";
import { setTimer } from "@/local/stripe/timers";
import { needLocked, type Work } from "@/local/stripe/work";

export type RefundInput = {
  chargeId: string;
  /** Minor units; all that is left unless told. */
  amount?: number;
  reason: Refund["reason"];
  metadata: Record<string, string>;
};

/** Long enough that the receiver sees the refund accepted before it bounces. */
const BOUNCE_SECONDS = 5;

/** Gives money back. Fails when more is asked than is left, or nothing was captured. */
export async function createRefund(work: Work, input: RefundInput): Promise<Refund> {
  const charge = await needLocked(work, charges, input.chargeId);
  const amountCents = input.amount ?? charge.amount_captured - charge.amount_refunded;
  const contest = await findContest(work, charge);
  checkRefundable(charge, amountCents, contest);
  const refund = await writeRefund(work, { charge, amountCents, input });
  const refunded: Charge = {
    ...charge,
    amount_refunded: charge.amount_refunded + amountCents,
    refunded: charge.amount_refunded + amountCents === charge.amount_captured,
  };
  await saveCharge(work, refunded);
  await emit(work, "charge.refunded", refunded, { amount_refunded: charge.amount_refunded });
  await emit(work, "refund.created", refund);
  if (contest && refunded.refunded) await closeInquiry(work, contest);
  if (willFail(work, charge)) await setTimer(work, "fail_refund", refund.id, work.now + BOUNCE_SECONDS);
  return refund;
}

/** A refund that was accepted comes back: the money returns to the account. Does nothing to a refund that ended. */
export async function failRefund(work: Work, refundId: string, reason = work.struck.fail_later?.reason ?? "declined"): Promise<void> {
  const refund = await needLocked(work, refunds, refundId);
  if (refund.status === "failed" || refund.status === "canceled") return;

  await returnMoney(work, refund);
  const failed: Refund = { ...refund, status: "failed", failure_reason: reason };
  await work.shelf.put(refunds, refund.id, failed);
  await emit(work, "refund.updated", failed, { status: refund.status });
  await emit(work, "refund.failed", failed);
  await emit(work, "charge.refund.updated", failed, { status: refund.status });
}

/** Only a refund that still waits for the customer can be called back. */
export async function cancelRefund(work: Work, refundId: string): Promise<Refund> {
  const refund = await needLocked(work, refunds, refundId);
  if (refund.status !== "requires_action")
    throw invalidRequest(`Refund ${refundId} cannot be canceled because its status is ${refund.status}.`, { param: "id" });

  await returnMoney(work, refund);
  const canceled: Refund = { ...refund, status: "canceled" };
  await work.shelf.put(refunds, refund.id, canceled);
  await emit(work, "refund.updated", canceled, { status: refund.status });
  return canceled;
}

function checkRefundable(charge: Charge, amountCents: number, contest: Dispute | null): void {
  const left = charge.amount_captured - charge.amount_refunded;
  if (charge.status !== "succeeded" || !charge.captured)
    throw unexpectedState(`Charge ${charge.id} has not been captured and cannot be refunded.`, "charge_not_captured");
  if (contest && !contest.is_charge_refundable)
    throw unexpectedState(`Charge ${charge.id} has been charged back; cannot issue a refund.`, "charge_disputed");
  if (left === 0) throw unexpectedState(`Charge ${charge.id} has already been refunded.`, "charge_already_refunded");
  if (amountCents < 1) throw invalidRequest("Invalid positive integer", { param: "amount", code: "parameter_invalid_integer" });
  if (amountCents > left)
    throw invalidRequest(`Refund amount (${amountCents}) is greater than unrefunded amount on charge (${left})`, { param: "amount" });
}

async function writeRefund(
  work: Work,
  { charge, amountCents, input }: { charge: Charge; amountCents: number; input: RefundInput },
): Promise<Refund> {
  const id = newId("re");
  const refund: Refund = {
    id,
    object: "refund",
    amount: amountCents,
    balance_transaction: await addBalance(work, { type: "refund", amount: -amountCents, currency: charge.currency, source: id }),
    charge: charge.id,
    created: work.now,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
      type: "card",
    },
    metadata: input.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: input.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: work.struck.fail_later === undefined ? "succeeded" : "pending",
    transfer_reversal: null,
  };
  await work.shelf.put(refunds, id, refund);
  return refund;
}

/** By the fault it is pending until then; the test card's is told as made, and fails all the same (https://docs.stripe.com/testing#refunds). */
function willFail(work: Work, charge: Charge): boolean {
  const last4 = charge.payment_method_details?.card?.last4 ?? undefined;
  return work.struck.fail_later !== undefined || behaviourOf(last4).kind === "refund_bounces";
}

async function returnMoney(work: Work, refund: Refund): Promise<void> {
  const charge = await needLocked(work, charges, refund.charge ?? "");
  await addBalance(work, { type: "refund_failure", amount: refund.amount, currency: refund.currency, source: refund.id });
  await saveCharge(work, { ...charge, amount_refunded: charge.amount_refunded - refund.amount, refunded: false });
}
