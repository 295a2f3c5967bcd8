import { emit } from "@/local/stripe/emit";
import { saveCharge } from "@/local/stripe/payments/charges";
import { type Charge, charges, type Dispute, disputes } from "@/local/stripe/stored";
import { needLocked, type Work } from "@/local/stripe/work";

/** The bank that asked about a payment asks no more: nothing was taken, and the charge is contested no longer. */
export async function closeInquiry(work: Work, inquiry: Dispute): Promise<Dispute> {
  const charge = await needLocked(work, charges, inquiry.charge);
  const closed: Dispute = { ...inquiry, status: "warning_closed", is_charge_refundable: !charge.refunded };
  await work.shelf.put(disputes, closed.id, closed);
  await saveCharge(work, { ...charge, disputed: false });
  await emit(work, "charge.dispute.closed", closed, { status: inquiry.status });
  return closed;
}

/** The dispute that a contested charge is in; while it is an inquiry, the charge may be given back (https://docs.stripe.com/disputes). */
export async function findContest(work: Work, charge: Charge): Promise<Dispute | null> {
  return charge.disputed ? work.shelf.findBy(disputes, { charge: charge.id }) : null;
}
