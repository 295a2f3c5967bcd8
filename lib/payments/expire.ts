import type { StoreId } from "@/lib/core/ids";
import { after, hourMs } from "@/lib/core/time";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import { releaseOrder } from "@/lib/orders/release";
import { addEntry } from "@/lib/orders/timeline";
import { lockChange } from "./attempt-changes";
import { lockPayment } from "./attempts";
import { endAttempts } from "./end-attempts";
import { holdUntil } from "./hold-until";
import { requestLateRefund } from "./refund-facts";
import { isCaptured, isFinal, toAttemptStatus } from "./rules";

/**
 * Ends an unpaid order whose hold is over: the gateway is asked first, and what can still be paid is cancelled there, before the
 * goods go back to sale. While the gateway is silent or holds on to a payment, the hold is prolonged by an hour instead.
 */
export async function expireOrder(storeId: StoreId, orderId: string): Promise<"expired" | "prolonged" | "nothing"> {
  if (!(await withStore(storeId, (tx) => isOverdue(tx, storeId, orderId)))) return "nothing";
  const outcome = await endAttempts(storeId, orderId);
  return withStore(storeId, async (tx) => {
    await lockPayment(tx, storeId, orderId);
    if (!(await isOverdue(tx, storeId, orderId))) return "nothing";
    if (outcome === "open" || (await hasOpenAttempt(tx, storeId, orderId))) return prolong(tx, storeId, orderId);
    await releaseOrder(tx, storeId, orderId);
    await giveBackParts(tx, storeId, orderId);
    await tx.order.update({ where: { storeId_id: { storeId, id: orderId } }, data: { status: "expired", expiresAt: null } });
    await addEntry(tx, storeId, { orderId, kind: "expired" });
    await record(tx, "order.expired", { storeId, orderId });
    return "expired";
  });
}

/** An order that was paid in part alone never gets its goods: what came is late money, and the store's policy for it holds. */
async function giveBackParts(tx: StoreTx, storeId: StoreId, orderId: string): Promise<void> {
  const attempts = await tx.paymentAttempt.findMany({ where: { storeId, orderId }, select: { id: true, status: true } });
  for (const { id } of attempts.filter(({ status }) => isCaptured(toAttemptStatus(status)))) {
    await requestLateRefund(tx, await lockChange(tx, storeId, id));
  }
}

async function isOverdue(tx: StoreTx, storeId: StoreId, orderId: string): Promise<boolean> {
  const order = await tx.order.findUnique({ where: { storeId_id: { storeId, id: orderId } }, select: { status: true, expiresAt: true } });
  return order?.status === "awaiting_payment" && order.expiresAt !== null && order.expiresAt <= new Date();
}

/** A shopper who pays again between the question and the lock opens a new attempt: the order is not over then. */
async function hasOpenAttempt(tx: StoreTx, storeId: StoreId, orderId: string): Promise<boolean> {
  const attempts = await tx.paymentAttempt.findMany({ where: { storeId, orderId }, select: { status: true } });
  return attempts.some(({ status }) => !isFinal(toAttemptStatus(status)));
}

async function prolong(tx: StoreTx, storeId: StoreId, orderId: string): Promise<"prolonged"> {
  await holdUntil(tx, storeId, orderId, after(hourMs));
  return "prolonged";
}
