import { newId, type StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import type { PaymentMethod } from "./gateways/port";

export type NewAttempt = {
  paymentId: string;
  order: { id: string; number: number };
  attemptNo: number;
  accountId: string;
  method: PaymentMethod;
  amountCents: number;
  instalments: number;
  payableUntil: Date;
};

/** What follows the order's number in the code of an attempt at the gateway. */
export function codeTail(orderId: string, attemptNo: number): string {
  return `-${attemptNo}-${orderId.slice(-12)}`;
}

/**
 * Writes an attempt, `created`: nothing has been asked of the gateway. Its code at the gateway is made of the order's number, the
 * number of the attempt and the end of the order's id, so that a person finds it there and no two stores share one.
 */
export async function insertAttempt(tx: StoreTx, storeId: StoreId, attempt: NewAttempt): Promise<string> {
  const { paymentId, order, attemptNo, accountId, method, amountCents, instalments, payableUntil } = attempt;
  const id = newId();
  const gatewayCode = `${order.number}${codeTail(order.id, attemptNo)}`;
  await tx.paymentAttempt.create({
    data: {
      storeId,
      id,
      paymentId,
      orderId: order.id,
      attemptNo,
      gatewayAccountId: accountId,
      method,
      amountCents,
      instalments,
      gatewayCode,
      expiresAt: payableUntil,
    },
  });
  return id;
}

/** Locks the payment of an order until the transaction ends: whoever changes money facts or the order's state holds this. Null when there is none. */
export async function lockPayment(tx: StoreTx, storeId: StoreId, orderId: string): Promise<string | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id::text from payment where store_id = ${storeId}::uuid and order_id = ${orderId}::uuid for update`;
  return rows[0]?.id ?? null;
}

export type LockedPayment = { id: string; orderId: string; currency: string; amountCents: number };

/** Locks the payment of an attempt in the same way, and reads it. */
export async function lockPaymentOf(tx: StoreTx, storeId: StoreId, attemptId: string): Promise<LockedPayment> {
  const [locked] = await tx.$queryRaw<LockedPayment[]>`
    select payment.id::text, payment.order_id::text as "orderId", payment.currency, payment.amount_cents as "amountCents"
    from payment_attempt attempt join payment on payment.store_id = attempt.store_id and payment.id = attempt.payment_id
    where attempt.store_id = ${storeId}::uuid and attempt.id = ${attemptId}::uuid for update of payment`;
  if (!locked) throw new Error(`there is no attempt ${attemptId}`);
  return locked;
}
