import type { Charge, ChargeStatus, Order, OrderStatus, Planned, Transaction } from "@/local/pagarme/model";
import { randomDigits, vendorId } from "@/local/pagarme/vendor-id";

/** A charge after something happened to it, and the notice that tells about it; the order's own notice follows from its state. */
export type Change = { charge: Charge; event: string | null };

/**
 * Money arrived: on a first capture, a Pix, a boleto, or once more on one that is paid already. What was withdrawn unpaid before
 * (an older code that a bank takes all the same) is no money that went back.
 */
export function pay(charge: Charge, amount: number, now: Date): Change {
  const paidAmount = charge.paidAmount + amount;
  const canceledAmount = charge.paidAmount === 0 ? 0 : charge.canceledAmount;
  const status: ChargeStatus = paidAmount === charge.amount ? "paid" : paidAmount > charge.amount ? "overpaid" : "underpaid";
  const paid = touched(charge, now, {
    status,
    paidAmount,
    canceledAmount,
    paidAt: now.toISOString(),
    ...replan(charge, ["pay", "expire"]),
  });
  const transaction = { ...charge.transaction, status, success: true, amount: paidAmount, updatedAt: now.toISOString() };
  return { charge: { ...paid, transaction }, event: `charge.${status}` };
}

/** A card's reserved amount is taken, whole or in part. What was reserved beyond it is let go. */
export function capture(charge: Charge, amount: number, now: Date): Change {
  const status = amount < charge.amount ? "partial_capture" : "captured";
  const captured = touched(charge, now, { status: "paid", paidAmount: amount, paidAt: now.toISOString(), ...replan(charge, ["succeed"]) });
  return { charge: { ...captured, transaction: operation(charge, now, { status, amount }) }, event: "charge.paid" };
}

/** A card's amount is reserved and waits for its capture. */
export function authorize(charge: Charge, now: Date): Change {
  const authorized = touched(charge, now, { status: "pending", ...replan(charge, ["succeed"]) });
  const transaction = { ...charge.transaction, status: "authorized_pending_capture", success: true, updatedAt: now.toISOString() };
  return { charge: { ...authorized, transaction }, event: "charge.pending" };
}

/** The payment will not come: refused, or never paid. `word` is the transaction's status. */
export function refuse(charge: Charge, reason: { word: string; code: string; message: string }, now: Date): Change {
  const failed = touched(charge, now, { status: "failed", plan: [], wakeAt: null });
  const acquirer = { code: reason.code, message: reason.message };
  const transaction = { ...charge.transaction, status: reason.word, success: false, acquirer, updatedAt: now.toISOString() };
  return { charge: { ...failed, transaction }, event: "charge.payment_failed" };
}

/** Nothing was taken and nothing will be: a reservation let go, or an unpaid Pix or boleto withdrawn. */
export function voidCharge(charge: Charge, now: Date): Change {
  const canceledAt = now.toISOString();
  const voided = touched(charge, now, { status: "canceled", canceledAmount: charge.amount, canceledAt, plan: [], wakeAt: null });
  return {
    charge: { ...voided, transaction: operation(charge, now, { status: "voided", amount: charge.amount }) },
    event: "charge.updated",
  };
}

/** Money goes back to the payer. The charge is canceled once nothing is left of what was paid. */
export function refund(charge: Charge, amount: number, now: Date): Change {
  const canceledAmount = charge.canceledAmount + amount;
  const isFull = canceledAmount >= charge.paidAmount;
  const fields = { canceledAmount, canceledAt: now.toISOString(), ...replan(charge, ["refund", "refund_bounces"]) };
  const refunded = touched(charge, now, isFull ? { ...fields, status: "canceled" } : fields);
  const transaction = operation(charge, now, { status: isFull ? "refunded" : "partial_refunded", amount });
  return { charge: { ...refunded, transaction }, event: isFull ? "charge.refunded" : "charge.partial_canceled" };
}

/** A refund was asked for and is neither done nor refused yet. */
export function awaitRefund(charge: Charge, refund: { amount: number; next: Planned }, now: Date): Change {
  const waiting = withPlan(touched(charge, now, {}), [...charge.plan, refund.next]);
  return { charge: { ...waiting, transaction: operation(charge, now, { status: "pending_refund", amount: refund.amount }) }, event: null };
}

/** A refund did not work; the money is where it was. */
export function refundFails(charge: Charge, failure: { amount: number; reason: string }, now: Date): Change {
  const kept = touched(charge, now, replan(charge, ["refund_bounces"]));
  const transaction = operation(charge, now, { status: "error_on_refunding", amount: failure.amount });
  return { charge: { ...kept, transaction: { ...transaction, success: false, errors: [failure.reason] } }, event: "charge.updated" };
}

/** The card's owner disputed the sale and the bank took the money back. */
export function chargeback(charge: Charge, now: Date): Change {
  const disputed = touched(charge, now, { status: "chargedback", plan: [], wakeAt: null });
  return {
    charge: { ...disputed, transaction: operation(charge, now, { status: "chargedback", amount: charge.paidAmount }) },
    event: "charge.chargedback",
  };
}

/** The bank found for the merchant: the money is back, and the charge is paid as it was. */
export function reverseChargeback(charge: Charge, now: Date): Change {
  const status: ChargeStatus = charge.paidAmount > charge.amount ? "overpaid" : "paid";
  const restored = touched(charge, now, { status });
  return {
    charge: { ...restored, transaction: operation(charge, now, { status: "captured", amount: charge.paidAmount }) },
    event: "charge.updated",
  };
}

/** What can still be given back: paid, not refunded, and not waiting to be. */
export function refundable(charge: Charge): number {
  const waiting = charge.plan.map(({ step }) => (step.kind === "refund" || step.kind === "refund_bounces" ? step.amount : 0));
  return waiting.reduce((left, amount) => left - amount, charge.paidAmount - charge.canceledAmount);
}

/** An order's state follows from its charges. */
export function orderStatus(order: Order, charges: Charge[]): OrderStatus {
  const all = (...words: ChargeStatus[]): boolean => charges.every((charge) => words.includes(charge.status));
  if (charges.length === 0) return order.status;
  if (all("paid", "overpaid", "chargedback")) return "paid";
  if (all("canceled")) return "canceled";
  if (charges.some((charge) => charge.status === "failed")) return "failed";
  return "pending";
}

/** The charge with this time line, its next moment beside it. */
export function withPlan(charge: Charge, plan: Planned[]): Charge {
  return { ...charge, plan, wakeAt: plan.length > 0 ? Math.min(...plan.map((entry) => entry.at)) : null };
}

function replan(charge: Charge, done: Planned["step"]["kind"][]): Pick<Charge, "plan" | "wakeAt"> {
  const { plan, wakeAt } = withPlan(
    charge,
    charge.plan.filter((entry) => !done.includes(entry.step.kind)),
  );
  return { plan, wakeAt };
}

function touched(charge: Charge, now: Date, fields: Partial<Charge>): Charge {
  return { ...charge, ...fields, updatedAt: now.toISOString() };
}

/** Every operation on a charge is a transaction of its own at the vendor. */
function operation(charge: Charge, now: Date, fields: { status: string; amount: number }): Transaction {
  const at = now.toISOString();
  return {
    ...charge.transaction,
    id: vendorId("tran"),
    gatewayId: randomDigits(10),
    ...fields,
    success: true,
    errors: [],
    createdAt: at,
    updatedAt: at,
  };
}
