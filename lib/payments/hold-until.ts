import type { StoreId } from "@/lib/core/ids";
import { after, dayMs } from "@/lib/core/time";
import type { StoreTx } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";

/** Sets the end of an order's hold, with the timer that looks at it then. */
export async function holdUntil(tx: StoreTx, storeId: StoreId, orderId: string, expiresAt: Date): Promise<void> {
  await tx.order.update({ where: { storeId_id: { storeId, id: orderId } }, data: { expiresAt } });
  await tx.stockHold.updateMany({ where: { storeId, orderId, status: "held" }, data: { expiresAt } });
  await record(tx, "order.hold_ended", { storeId, orderId }, { notBefore: expiresAt });
}

/** Keeps the goods aside while card money is held for them; the merchant is told now, and again a day before it is let go. */
export async function holdForCapture(
  tx: StoreTx,
  storeId: StoreId,
  held: { orderId: string; attemptId: string },
  until: Date,
): Promise<void> {
  await holdUntil(tx, storeId, held.orderId, until);
  await record(tx, "order.authorized", { storeId, ...held });
  await record(tx, "order.capture_due", { storeId, ...held }, { notBefore: after(-dayMs, until) });
}
