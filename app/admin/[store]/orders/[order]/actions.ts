"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { echoValues, type FormState, rejected, saved } from "@/lib/core/form-state";
import { parseAmount } from "@/lib/core/money";
import { translator } from "@/lib/i18n/translator";
import { memberAction } from "@/lib/identity/member-action";
import { shipmentInput, shipOrder } from "@/lib/orders/ship";
import { bankAccountForm, toBankAccount } from "@/lib/payments/bank-account";
import { cancelOrder } from "@/lib/payments/cancel-order";
import { captureOrder } from "@/lib/payments/capture";
import { confirmHeldOrder } from "@/lib/payments/confirm-order";
import { decideDispute } from "@/lib/payments/decide-dispute";
import { recheckRefund } from "@/lib/payments/due-refunds";
import { findPayment } from "@/lib/payments/queries";
import { noteRefundFailure } from "@/lib/payments/refund-failure";
import { completeRefund, type RefundOutcome, requestRefund, submitRefund } from "@/lib/payments/refunds";
import { withdrawRefund } from "@/lib/payments/withdraw-refund";

const target = z.object({ orderId: z.uuid() });
/** A box that was ticked. */
const restock = z.literal("on").optional();

export const shipAction = memberAction(
  "orders:write",
  shipmentInput.extend(target.shape),
  async ({ store, member }, input, form): Promise<FormState> => {
    const shipped = await shipOrder(store.id, { ...input, actorId: member.userId });
    refresh();
    return shipped.ok ? saved("shipped") : rejected({}, echoValues(form), shipped.code);
  },
);

/** Takes the money that is held for the order. */
export const captureAction = memberAction("orders:write", target, async ({ store, member }, { orderId }): Promise<FormState> => {
  const captured = await captureOrder(store.id, orderId, member.userId);
  refresh();
  return captured.ok ? saved("captured") : rejected({}, {}, captured.code);
});

/** Cancels, puts the units back on sale where that is wanted, and sends the refunds that follow. */
export const cancelAction = memberAction(
  "orders:write",
  target.extend({ restock }),
  async ({ store, member }, input): Promise<FormState> => {
    const cancelled = await cancelOrder(store.id, {
      orderId: input.orderId,
      actorId: member.userId,
      restock: input.restock === "on",
    });
    if (!cancelled.ok) return rejected({}, {}, cancelled.code);
    for (const refundId of cancelled.value.refundIds) await submitRefund(store.id, refundId);
    refresh();
    return saved("cancelled");
  },
);

/** Confirms an order whose money came after its goods were gone: they are there again. */
export const confirmAction = memberAction("orders:write", target, async ({ store, member }, { orderId }): Promise<FormState> => {
  const confirmed = await confirmHeldOrder(store.id, orderId, member.userId);
  refresh();
  return confirmed.ok ? saved("confirmed") : rejected({}, {}, confirmed.code);
});

/** What the bank decided of a dispute, where the gateway does not tell. */
export const decideDisputeAction = memberAction(
  "orders:write",
  target.extend({ disputeId: z.uuid(), outcome: z.enum(["won", "lost"]) }),
  async ({ store, member }, decision): Promise<FormState> => {
    const decided = await decideDispute(store.id, { ...decision, actorId: member.userId });
    refresh();
    return decided.ok ? saved("decided") : rejected({}, {}, decided.code);
  },
);

/** A refund that came back was settled with the shopper in another way. */
export const noteRefundFailureAction = memberAction("orders:write", target, async ({ store, member }, { orderId }): Promise<FormState> => {
  const noted = await noteRefundFailure(store.id, orderId, member.userId);
  refresh();
  return noted.ok ? saved("noted") : rejected({}, {}, noted.code);
});

const refundInput = target.extend({
  attemptId: z.uuid(),
  /** Made with the form: however often it is sent, it is one refund. */
  refundId: z.uuid(),
  amount: z.string({ error: "required" }).trim().min(1, "required").max(20, "too_long"),
  reason: z.string().trim().max(200, "too_long").default(""),
  restock,
});

/** Gives back a part or all of what an attempt captured. The attempt must be of this order of this store. */
export const refundAction = memberAction(
  "orders:write",
  refundInput,
  async ({ store, member, locale }, input, form): Promise<FormState> => {
    const amountCents = parseAmount(input.amount, locale);
    if (!amountCents) return rejected({ amount: "not_an_amount" }, echoValues(form));
    const payment = await findPayment(store.id, input.orderId);
    if (!payment?.attempts.some(({ id }) => id === input.attemptId)) return rejected({}, echoValues(form), "not_found");
    const asked = await requestRefund(store.id, input.attemptId, {
      id: input.refundId,
      amountCents,
      reason: input.reason,
      restock: input.restock === "on",
      requestedBy: member.userId,
    });
    if (!asked.ok) return rejected({ amount: asked.code }, echoValues(form));
    return tellOutcome(await submitRefund(store.id, asked.value));
  },
);

const refundTarget = target.extend({ refundId: z.uuid() });

/**
 * Sends a boleto's refund to the bank account that the shopper gave. The account is passed on and not kept; what the gateway did
 * not take of it is marked in the form.
 */
export const completeRefundAction = memberAction(
  "orders:write",
  bankAccountForm.extend(refundTarget.shape),
  async ({ store, member }, { orderId, refundId, ...typed }, form): Promise<FormState> => {
    const completed = await completeRefund(store.id, { orderId, refundId, actorId: member.userId }, toBankAccount(typed));
    if (!completed.ok) return rejected({}, echoValues(form), completed.code);
    const { outcome, refusedFields } = completed.value;
    const errors = Object.fromEntries(refusedFields.map((field) => [field, "account_refused"]));
    return refusedFields.length > 0 ? rejected(errors, echoValues(form), "check_fields") : tellOutcome(outcome);
  },
);

/** Takes back a refund that waits for a bank account. */
export const withdrawRefundAction = memberAction("orders:write", refundTarget, async ({ store, member }, asked): Promise<FormState> => {
  const withdrawn = await withdrawRefund(store.id, { ...asked, actorId: member.userId });
  refresh();
  return withdrawn.ok ? saved("withdrawn") : rejected({}, {}, withdrawn.code);
});

/** Asks the gateway now what became of a refund. */
export const recheckRefundAction = memberAction(
  "orders:write",
  refundTarget,
  async ({ store, member, locale }, asked): Promise<FormState> => {
    const checked = await recheckRefund(store.id, { ...asked, actorId: member.userId });
    refresh();
    if (!checked.ok) return rejected({}, {}, checked.code);
    return { ...saved("checked"), values: { done: translator(locale, "admin-orders")(`refunds.${checked.value}`) } };
  },
);

function tellOutcome(outcome: RefundOutcome): FormState {
  refresh();
  if (outcome === "withdrawn") return rejected({}, {}, "not_found");
  return outcome === "failed" ? rejected({}, {}, "refund_failed") : saved(`refund_${outcome}`);
}
