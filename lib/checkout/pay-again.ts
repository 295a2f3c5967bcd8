import type { StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { takeCouponAgain } from "@/lib/orders/confirm";
import { isPayable } from "@/lib/orders/payable";
import { stockLinesOf } from "@/lib/orders/stock";
import { addEntry } from "@/lib/orders/timeline";
import { toOrderStatus } from "@/lib/orders/types";
import { findDefaultAccountIn } from "@/lib/payments/accounts";
import { insertAttempt, lockPayment } from "@/lib/payments/attempts";
import { deadlinesOf } from "@/lib/payments/deadlines";
import { endAttempts } from "@/lib/payments/end-attempts";
import type { PaymentMethod } from "@/lib/payments/gateways/port";
import { holdUntil } from "@/lib/payments/hold-until";
import { isCaptured, isFinal, toAttemptStatus } from "@/lib/payments/rules";
import { instalmentChoices } from "@/lib/payments/terms";
import { priceMethod } from "./pricing";
import { priceMethodOf } from "./quote";
import { canSetAside, setAside } from "./set-aside";

export type PayAgainCode = "not_payable" | "already_paid" | "still_checking" | "out_of_stock" | "method_unavailable";
export type PayAgainRequest = { orderId: string; method: PaymentMethod; instalments: number };

/**
 * Opens another attempt on the same order, after the one before ended: what could still bring money is asked about and cancelled
 * at the gateway first, but not before it is known that another way may follow, so that a refusal leaves the means to pay as they
 * are. An order whose hold is over holds its goods again. The price follows the way to pay. Answers the attempt to charge.
 */
export async function payAgain(storeId: StoreId, request: PayAgainRequest): Promise<Result<string, PayAgainCode>> {
  const refusal = await withStore(storeId, (tx) => findRefusal(tx, storeId, request));
  if (refusal) return fail(refusal);
  const ended = await endAttempts(storeId, request.orderId);
  if (ended === "captured") return fail("already_paid");
  if (ended === "open") return fail("still_checking");
  return withStore(storeId, (tx) => openAttempt(tx, storeId, request));
}

/** Why no attempt can follow, as far as that is known before the last one is ended. */
async function findRefusal(tx: StoreTx, storeId: StoreId, request: PayAgainRequest): Promise<PayAgainCode | null> {
  const { orderId } = request;
  const found = await findTerms(tx, storeId, request);
  if (!found.ok) return found.code;
  const lines = await stockLinesOf(tx, storeId, orderId);
  return (await canSetAside(tx, storeId, { orderId, lines })) ? null : "out_of_stock";
}

async function openAttempt(tx: StoreTx, storeId: StoreId, request: PayAgainRequest): Promise<Result<string, PayAgainCode>> {
  const { orderId, method, instalments } = request;
  const paymentId = await lockPayment(tx, storeId, orderId);
  if (!paymentId) return fail("not_payable");
  const found = await findTerms(tx, storeId, request);
  if (!found.ok) return found;
  const { order, attempts, account, totals, deadlines } = found.value;
  if (attempts.some(({ status }) => !isFinal(toAttemptStatus(status)))) return fail("still_checking");

  const lines = await stockLinesOf(tx, storeId, orderId);
  const reserved = await setAside(tx, storeId, { orderId, lines, deadlines });
  if (!reserved.ok) return fail("out_of_stock");
  await reopen(tx, storeId, order, totals);
  await tx.payment.update({ where: { storeId_id: { storeId, id: paymentId } }, data: { amountCents: totals.totalCents } });
  await holdUntil(tx, storeId, orderId, deadlines.heldUntil);
  const attemptNo = Math.max(0, ...attempts.map((attempt) => attempt.attemptNo)) + 1;
  const terms = { accountId: account.id, method, amountCents: totals.totalCents, instalments, payableUntil: deadlines.payableUntil };
  return ok(await insertAttempt(tx, storeId, { paymentId, order, attemptNo, ...terms }));
}

/** What another attempt would cost and until when, if the order may be paid in this way. */
async function findTerms(tx: StoreTx, storeId: StoreId, { orderId, method, instalments }: PayAgainRequest) {
  const order = await tx.order.findUniqueOrThrow({ where: { storeId_id: { storeId, id: orderId } } });
  const attempts = await tx.paymentAttempt.findMany({ where: { storeId, orderId }, select: { attemptNo: true, status: true } });
  if (attempts.some(({ status }) => isCaptured(toAttemptStatus(status)))) return fail("already_paid");
  if (!isPayable({ status: toOrderStatus(order.status), placedAt: order.placedAt })) return fail("not_payable");

  const account = await findDefaultAccountIn(tx, storeId);
  if (!account?.methods.includes(method)) return fail("method_unavailable");
  const couponCents = order.discountCents - order.methodDiscountCents;
  const base = { subtotalCents: order.subtotalCents, shippingCents: order.shippingCents, couponCents };
  const plain = priceMethod(base, { kind: "other" }, account.terms);
  if (!isOffered(method, instalments, instalmentChoices(plain.totalCents, account.terms))) return fail("method_unavailable");

  const totals = priceMethod(base, priceMethodOf(method, instalments), account.terms);
  return ok({ order, attempts, account, totals, deadlines: deadlinesOf(method, account.terms) });
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
