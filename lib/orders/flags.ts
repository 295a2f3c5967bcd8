import type { StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import type { OrderFlag, OrderStatus } from "./types";

/** Flags that the merchant hears of by the flag itself; disputes and refunds that fail are events of their own. */
export const toldFlags = ["paid_unfulfillable", "amount_mismatch", "overpaid"] as const satisfies readonly OrderFlag[];
export type ToldFlag = (typeof toldFlags)[number];

export type Flagged = { id: string; status?: { in: OrderStatus[] } };

/** Raises a flag on an order (in one of these states, where they are given) and tells of it, once while it stands. */
export async function raiseFlag(tx: StoreTx, storeId: StoreId, order: Flagged, flag: OrderFlag): Promise<boolean> {
  const { count } = await tx.order.updateMany({
    where: { storeId, ...order, NOT: { flags: { has: flag } } },
    data: { flags: { push: flag } },
  });
  if (count > 0) await tellFlags(tx, storeId, order.id, [flag]);
  return count > 0;
}

/** Tells of flags that were just raised, in the transaction that raised them. */
export async function tellFlags(tx: StoreTx, storeId: StoreId, orderId: string, flags: readonly string[]): Promise<void> {
  for (const flag of toldFlags.filter((told) => flags.includes(told))) await record(tx, "order.flagged", { storeId, orderId, flag });
}
