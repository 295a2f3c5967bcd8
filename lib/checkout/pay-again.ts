import type { StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { dayMs } from "@/lib/core/time";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { takeCouponAgain } from "@/lib/orders/confirm";
import { stockLinesOf } from "@/lib/orders/stock";
import { addEntry } from "@/lib/orders/timeline";
import { findDefaultAccountIn } from "@/lib/payments/accounts";
import { insertAttempt, lockPayment } from "@/lib/payments/attempts";
import { deadlinesOf } from "@/lib/payments/deadlines";
import { endAttempts } from "@/lib/payments/end-attempts";
import type { PaymentMethod } from "@/lib/payments/gateways/port";
import { holdUntil } from "@/lib/payments/hold-until";
import { isFinal, toAttemptStatus } from "@/lib/payments/rules";
import { instalmentChoices } from "@/lib/payments/terms";
import { priceMethod } from "./pricing";
import { priceMethodOf } from "./quote";
import { setAside } from "./set-aside";

/** An order that nobody paid for so long is not paid for at today's prices. */
const payableMs = 7 * dayMs;

export type PayAgainCode = "not_payable" | "already_paid" | "still_checking" | "out_of_stock" | "method_unavailable";
export type PayAgainRequest = { orderId: string; method: PaymentMethod; instalments: number };

/**
 * Opens another attempt on the same order, after the one before ended: what could still bring money is asked about and cancelled
 * at the gateway first. An order whose hold is over holds its goods again. The price follows the way to pay. Answers the attempt to charge.
 */
export async function payAgain(storeId: StoreId, request: PayAgainRequest): Promise<Result<string, PayAgainCode>> {
  const ended = await endAttempts(storeId, request.orderId);
  if (ended === "captured") return fail("already_paid");
  if (ended === "open") return fail("still_checking");
  return withStore(storeId, (tx) => openAttempt(tx, storeId, request));
}

async function openAttempt(
  tx: StoreTx,
  storeId: StoreId,
  { orderId, method, instalments }: PayAgainRequest,
): Promise<Result<string, PayAgainCode>> {
  const paymentId = await lockPayment(tx, storeId, orderId);
  if (!paymentId) return fail("not_payable");
  const order = await tx.order.findUniqueOrThrow({ where: { storeId_id: { storeId, id: orderId } } });
  const attempts = await tx.paymentAttempt.findMany({ where: { storeId, orderId }, select: { attemptNo: true, status: true } });
  if (attempts.some(({ status }) => !isFinal(toAttemptStatus(status)))) return fail("still_checking");
  if (!isPayable(order)) return fail("not_payable");

  const account = await findDefaultAccountIn(tx, storeId);
  if (!account?.methods.includes(method)) return fail("method_unavailable");
  const couponCents = order.discountCents - order.methodDiscountCents;
  const base = { subtotalCents: order.subtotalCents, shippingCents: order.shippingCents, couponCents };
  const plain = priceMethod(base, { kind: "other" }, account.terms);
  if (!isOffered(method, instalments, instalmentChoices(plain.totalCents, account.terms))) return fail("method_unavailable");

  const deadlines = deadlinesOf(method, account.terms);
  const lines = await stockLinesOf(tx, storeId, orderId);
  const reserved = await setAside(tx, storeId, { orderId, lines, deadlines });
  if (!reserved.ok) return fail("out_of_stock");
  const totals = priceMethod(base, priceMethodOf(method, instalments), account.terms);
  await reopen(tx, storeId, order, totals);
  await tx.payment.update({ where: { storeId_id: { storeId, id: paymentId } }, data: { amountCents: totals.totalCents } });
  await holdUntil(tx, storeId, orderId, deadlines.heldUntil);
  const attemptNo = Math.max(0, ...attempts.map((attempt) => attempt.attemptNo)) + 1;
  const terms = { accountId: account.id, method, amountCents: totals.totalCents, instalments, payableUntil: deadlines.payableUntil };
  return ok(await insertAttempt(tx, storeId, { paymentId, order, attemptNo, ...terms }));
}

function isPayable({ status, placedAt }: { status: string; placedAt: Date }): boolean {
  const isWaiting = status === "awaiting_payment" || status === "expired";
  return isWaiting && Date.now() - placedAt.getTime() < payableMs;
}

function isOffered(method: PaymentMethod, instalments: number, choices: readonly { count: number }[]): boolean {
  return method === "card" ? choices.some(({ count }) => count === instalments) : instalments === 1;
}

type Reopened = { id: string; status: string };

async function reopen(tx: StoreTx, storeId: StoreId, order: Reopened, totals: ReturnType<typeof priceMethod>): Promise<void> {
  const { discountCents, methodDiscountCents, interestCents, totalCents } = totals;
  const data = { status: "awaiting_payment", discountCents, methodDiscountCents, interestCents, totalCents };
  await tx.order.update({ where: { storeId_id: { storeId, id: order.id } }, data });
  if (order.status !== "expired") return;
  await takeCouponAgain(tx, storeId, order.id);
  await addEntry(tx, storeId, { orderId: order.id, kind: "reopened" });
}
