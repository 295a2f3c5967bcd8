import type { StoreId } from "@/lib/core/ids";
import { after, dayMs } from "@/lib/core/time";
import type { StoreTx } from "@/lib/db/transaction";
import { entryOf, insertEvents } from "@/lib/events/outbox";
import { commitHolds, reserveStock } from "@/lib/inventory/holds";
import { raiseFlag } from "./flags";
import { onPaid } from "./rules";
import { stockChangedOf, stockLinesOf } from "./stock";
import { addEntry } from "./timeline";
import { toOrderStatus } from "./types";

export type PaidOrder = {
  id: string;
  status: string;
  flags: readonly string[];
  /** The member who confirms it by hand. */
  actorId?: string;
};

/**
 * What full payment does to an order: the hold becomes a sale and "order paid" is told once. Money for goods that were given
 * back to sale holds them again where they remain; where they do not, the order is flagged and keeps its state. Call it with the
 * payment locked. Answers whether somebody has to give money back.
 */
export async function confirmPaidOrder(tx: StoreTx, storeId: StoreId, order: PaidOrder): Promise<"settled" | "unfulfillable"> {
  const verdict = onPaid(toOrderStatus(order.status));
  if (verdict === "nothing") return "settled";
  const isLate = verdict === "confirm_late";
  if (verdict === "unfulfillable" || !(await sell(tx, storeId, order.id))) return flagUnfulfillable(tx, storeId, order);

  if (isLate) await takeCouponAgain(tx, storeId, order.id);
  await tx.order.update({
    where: { storeId_id: { storeId, id: order.id } },
    data: { status: "confirmed", confirmedAt: new Date(), expiresAt: null },
  });
  await addEntry(tx, storeId, { orderId: order.id, kind: isLate ? "confirmed_late" : "confirmed", actorId: order.actorId });
  const paid = entryOf("order.paid", { storeId, orderId: order.id });
  await tx.$executeRaw(insertEvents([paid, ...(await stockChangedOf(tx, storeId, order.id))]));
  return "settled";
}

/** Turns the hold into a sale; holds anew first where it was released or never made. */
async function sell(tx: StoreTx, storeId: StoreId, orderId: string): Promise<boolean> {
  const committed = await commitHolds(tx, storeId, orderId);
  if (committed.ok) return true;
  const lines = await stockLinesOf(tx, storeId, orderId);
  const reserved = lines.length > 0 && (await reserveStock(tx, storeId, orderId, lines, after(dayMs))).ok;
  return reserved && (await commitHolds(tx, storeId, orderId)).ok;
}

async function flagUnfulfillable(tx: StoreTx, storeId: StoreId, order: PaidOrder): Promise<"unfulfillable"> {
  if (await raiseFlag(tx, storeId, { id: order.id }, "paid_unfulfillable"))
    await addEntry(tx, storeId, { orderId: order.id, kind: "unfulfillable" });
  return "unfulfillable";
}

/** A coupon given back when the order expired is used again if uses remain; the price stands either way. */
export async function takeCouponAgain(tx: StoreTx, storeId: StoreId, orderId: string): Promise<void> {
  await tx.$executeRaw`
    with taken as (
      update coupon set used = used + 1, updated_at = now()
      where store_id = ${storeId}::uuid and (max_uses is null or used < max_uses)
        and id in (
          select coupon_id from coupon_use
          where store_id = ${storeId}::uuid and order_id = ${orderId}::uuid and released_at is not null)
      returning id)
    update coupon_use set released_at = null
    where store_id = ${storeId}::uuid and order_id = ${orderId}::uuid and coupon_id in (select id from taken)`;
}
