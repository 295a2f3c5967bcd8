import type { StoreTx } from "@/lib/db/transaction";
import { tellFlags } from "@/lib/orders/flags";
import { canCancel, isSold, withAmount } from "@/lib/orders/rules";
import { toOrderStatus } from "@/lib/orders/types";
import type { LockedChange } from "./attempt-changes";
import { type AttemptStatus, flagsOf, type LedgerFact, summaryOf, sumsOf, toAttemptStatus } from "./rules";

/**
 * Brings the order and its payment in line with the ledger: sums, the one word for the money, flags. An order that is paid by an
 * attempt made under other terms (an older Pix code with its discount) takes that attempt's amount. Answers what is owed in all.
 */
export async function writeOrderMoney(
  tx: StoreTx,
  change: LockedChange,
  own: readonly LedgerFact[],
  all: readonly LedgerFact[],
): Promise<number> {
  const { storeId, order, payment } = change;
  const amountCents = owedCents(change, own, all);
  const lastStatus = sumsOf(all).capturedCents > 0 ? "captured" : await lastStatusOf(tx, change);
  const facts = { amountCents, ledger: all };
  const flags = flagsOf(order.flags, { ...facts, isOver: !canCancel(toOrderStatus(order.status)) });
  await tx.payment.update({ where: { storeId_id: { storeId, id: payment.id } }, data: { ...sumsOf(all), amountCents } });
  await tx.order.update({
    where: { storeId_id: { storeId, id: order.id } },
    data: {
      paymentState: summaryOf({ ...facts, lastStatus }),
      flags,
      ...(amountCents === order.totalCents ? {} : sumsUnder(order, amountCents)),
    },
  });
  const raised = flags.filter((flag) => !order.flags.includes(flag));
  await tellFlags(tx, storeId, order.id, raised);
  return amountCents;
}

/** While no money came, how the order stands is told by its newest attempt. */
async function lastStatusOf(tx: StoreTx, { storeId, order }: LockedChange): Promise<AttemptStatus> {
  const { status } = await tx.paymentAttempt.findFirstOrThrow({
    where: { storeId, orderId: order.id },
    orderBy: { attemptNo: "desc" },
    select: { status: true },
  });
  return toAttemptStatus(status);
}

function owedCents({ order, payment, attempt }: LockedChange, own: readonly LedgerFact[], all: readonly LedgerFact[]): number {
  const paidByThis = sumsOf(own).capturedCents;
  const isPaidByThisAlone = paidByThis === attempt.amountCents && paidByThis === sumsOf(all).capturedCents;
  return isPaidByThisAlone && !isSold(toOrderStatus(order.status)) ? attempt.amountCents : payment.amountCents;
}

function sumsUnder(order: LockedChange["order"], amountCents: number) {
  const { discountCents, methodDiscountCents, interestCents, totalCents } = withAmount(order, amountCents);
  return { discountCents, methodDiscountCents, interestCents, totalCents };
}
