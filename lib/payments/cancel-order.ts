import type { StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import { returnStock } from "@/lib/inventory/holds";
import { releaseOrder } from "@/lib/orders/release";
import { canCancel, isSold } from "@/lib/orders/rules";
import { recordStockChanged } from "@/lib/orders/stock";
import { addEntry } from "@/lib/orders/timeline";
import { type OrderFlag, toOrderStatus } from "@/lib/orders/types";
import { recordAct } from "./acts";
import { lockChange } from "./attempt-changes";
import { lockPayment } from "./attempts";
import { endAttempts } from "./end-attempts";
import { requestRefundOf } from "./refund-facts";
import { isCaptured, toAttemptStatus } from "./rules";

export type CancelCode = "not_found" | "not_cancellable" | "still_checking";

export type Cancelling = {
  orderId: string;
  actorId: string;
  /** Whether units that were sold go back on sale: not those that are broken or gone. Units that were only held always do. */
  restock: boolean;
};

/**
 * Cancels an order that was not handed over: open payments end at the gateway first, and all captured money is asked back.
 * `still_checking`: the gateway is silent or holds on to a payment; nothing changed.
 */
export async function cancelOrder(
  storeId: StoreId,
  { orderId, actorId, restock }: Cancelling,
): Promise<Result<{ refundIds: string[] }, CancelCode>> {
  const order = await withStore(storeId, (tx) => lockStatus(tx, storeId, orderId));
  if (!order) return fail("not_found");
  if (!canCancel(toOrderStatus(order.status))) return fail("not_cancellable");
  if (!isSold(toOrderStatus(order.status)) && (await endAttempts(storeId, orderId)) === "open") return fail("still_checking");

  return withStore(storeId, async (tx) => {
    await lockPayment(tx, storeId, orderId);
    const now = await lockStatus(tx, storeId, orderId);
    if (!now || !canCancel(toOrderStatus(now.status))) return fail("not_cancellable");
    if (!isSold(toOrderStatus(now.status))) await releaseOrder(tx, storeId, orderId);
    else if (restock) await restockOrder(tx, storeId, orderId);
    await tx.order.update({
      where: { storeId_id: { storeId, id: orderId } },
      data: { status: "cancelled", cancelledAt: new Date(), expiresAt: null, flags: flagsLeft(now) },
    });
    await addEntry(tx, storeId, { orderId, kind: "cancelled", actorId });
    await record(tx, "order.cancelled", { storeId, orderId });
    const refundIds = await askAllBack(tx, storeId, orderId, actorId);
    const detail = { from: now.status, restock, refunds: refundIds.length };
    await recordAct(tx, storeId, { action: "order.cancelled", orderId, actorId, detail });
    return ok({ refundIds });
  });
}

type LockedOrder = { status: string; paymentState: string; flags: string[] };

/** With the goods kept back, a lost dispute asks for nothing more. */
function flagsLeft({ paymentState, flags }: LockedOrder): string[] {
  return paymentState === "lost" ? flags.filter((flag) => flag !== ("disputed" satisfies OrderFlag)) : flags;
}

/** Reads where an order stands, and keeps it so until the transaction ends: shipping waits at the same lock. */
async function lockStatus(tx: StoreTx, storeId: StoreId, orderId: string): Promise<LockedOrder | null> {
  const rows = await tx.$queryRaw<LockedOrder[]>`
    select status, payment_state as "paymentState", flags from "order" where store_id = ${storeId}::uuid and id = ${orderId}::uuid for update`;
  return rows[0] ?? null;
}

async function restockOrder(tx: StoreTx, storeId: StoreId, orderId: string): Promise<void> {
  await returnStock(tx, storeId, orderId);
  await recordStockChanged(tx, storeId, orderId);
  await addEntry(tx, storeId, { orderId, kind: "restocked" });
}

async function askAllBack(tx: StoreTx, storeId: StoreId, orderId: string, requestedBy: string): Promise<string[]> {
  const attempts = await tx.paymentAttempt.findMany({ where: { storeId, orderId }, select: { id: true, status: true } });
  const refundIds: string[] = [];
  for (const { id } of attempts.filter(({ status }) => isCaptured(toAttemptStatus(status)))) {
    const change = await lockChange(tx, storeId, id);
    const refundId = await requestRefundOf(tx, change, { reason: "cancelled", restock: false, requestedBy });
    if (refundId) refundIds.push(refundId);
  }
  return refundIds;
}
