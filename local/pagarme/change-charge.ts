import type { z } from "zod";
import type { Context } from "@/local/pagarme/emit";
import type { cancelInput, captureInput, confirmInput } from "@/local/pagarme/input/charge-input";
import type { Charge } from "@/local/pagarme/model";
import { type Reply, refused } from "@/local/pagarme/reply";
import { cardOutcome, LATER_SECONDS, planned } from "@/local/pagarme/simulator";
import { startCard } from "@/local/pagarme/start-charge";
import { awaitRefund, type Change, capture, pay, refund, refundable, refundFails, voidCharge } from "@/local/pagarme/transitions";
import { randomDigits, vendorId } from "@/local/pagarme/vendor-id";
import type { Struck } from "@/local/sandbox/faults";

/** What an operation makes of a charge, or why it is refused (412: well-formed, against a rule). */
export type Verdict = { ok: true; change: Change } | { ok: false; reply: Reply };

const RESERVED = "authorized_pending_capture";

/** Takes a reserved amount, once; what is left of it is let go. */
export function captureCharge(context: Context, charge: Charge, asked: { input: z.infer<typeof captureInput>; struck: Struck }): Verdict {
  if (charge.transaction.status !== RESERVED) return no("This charge can not be captured.");
  const amount = asked.input.amount ?? charge.amount;
  if (amount > charge.amount) return no("The amount to capture is greater than the charge amount.");
  return yes(capture(charge, asked.struck.wrong_amount?.amount ?? amount, context.now));
}

/** Lets an unpaid charge go, or gives money back: all that is left unless an amount is asked for. */
export function cancelCharge(context: Context, charge: Charge, asked: { input: z.infer<typeof cancelInput>; struck: Struck }): Verdict {
  const { input, struck } = asked;
  if (charge.paidAmount === 0) return withdraw(context, charge, input.amount);

  const left = refundable(charge);
  if (left <= 0 || charge.status === "chargedback") return no("This charge can not be canceled.");
  if ((input.amount ?? left) > left) return no("The amount to cancel is greater than the amount available.");
  if (charge.method.type === "boleto" && !input.bank_account) return no("A bank_account is required to refund a boleto.");
  return yes(giveBack(context, charge, { amount: struck.wrong_amount?.amount ?? input.amount ?? left, struck }));
}

/** Runs a refused card again, as a new transaction of the same charge. */
export function retryCharge(context: Context, charge: Charge): Verdict {
  if (charge.status !== "failed" || charge.method.type !== "credit_card") return no("This charge can not be retried.");
  const attempt = charge.transaction.attempt + 1;
  const transaction = {
    ...charge.transaction,
    id: vendorId("tran"),
    gatewayId: randomDigits(10),
    attempt,
    createdAt: context.now.toISOString(),
  };
  return yes(startCard(context, { ...charge, status: "pending", transaction }, cardOutcome(charge.method.card, charge.customer.document)));
}

/** Marks a Pix or boleto as paid without a payment, as the merchant may do by hand. */
export function confirmCharge(context: Context, charge: Charge, input: z.infer<typeof confirmInput>): Verdict {
  if (charge.status !== "pending" || charge.method.type === "credit_card") return no("This charge can not be confirmed.");
  return yes(pay(charge, input.amount ?? charge.amount, context.now));
}

function withdraw(context: Context, charge: Charge, amount: number | undefined): Verdict {
  if (charge.status !== "pending" && charge.status !== "processing") return no("This charge can not be canceled.");
  if (amount !== undefined && amount !== charge.amount) return no("An unpaid charge can only be canceled as a whole.");
  return yes(voidCharge(charge, context.now));
}

function giveBack(context: Context, charge: Charge, { amount, struck }: { amount: number; struck: Struck }): Change {
  if (struck.fail_later) {
    const reason = struck.fail_later.reason ?? "Estorno recusado pelo banco do comprador";
    const next = planned({ kind: "refund_bounces", amount, reason }, context.now, LATER_SECONDS);
    return awaitRefund(charge, { amount, next }, context.now);
  }
  if (charge.method.type !== "credit_card" || charge.method.card.script !== "refund_fails_first")
    return refund(charge, amount, context.now);

  const failed = refundFails(charge, { amount, reason: "Não foi possível estornar agora" }, context.now);
  const next = planned({ kind: "refund", amount }, context.now, LATER_SECONDS);
  return { ...failed, charge: { ...failed.charge, plan: [next], wakeAt: next.at } };
}

function yes(change: Change): Verdict {
  return { ok: true, change };
}

function no(message: string): Verdict {
  return { ok: false, reply: refused(412, message) };
}
