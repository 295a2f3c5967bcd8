import type { StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";

export type ProductRoom = {
  /** Products that count: drafts and active ones. */
  used: number;
  /** Null: unlimited. */
  limit: number | null;
};

/** How many products the store's plan allows, and how many it has. A store without a subscription has no limit. */
export async function readProductRoom(tx: StoreTx, storeId: StoreId): Promise<ProductRoom> {
  const subscription = await tx.subscription.findUnique({ where: { storeId }, select: { plan: { select: { maxProducts: true } } } });
  const used = await tx.product.count({ where: { storeId, status: { not: "archived" } } });
  return { used, limit: subscription?.plan.maxProducts ?? null };
}

/** Whether this many more products fit. Those who ask at the same time wait for each other, so that two cannot take the last place. */
export async function hasRoomFor(tx: StoreTx, storeId: StoreId, more: number): Promise<boolean> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`products:${storeId}`}, 0))`;
  const { used, limit } = await readProductRoom(tx, storeId);
  return limit === null || used + more <= limit;
}
