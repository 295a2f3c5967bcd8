import { isId, type StoreId } from "@/lib/core/ids";
import { hashToken } from "@/lib/core/seal";
import { withStore } from "@/lib/db/transaction";
import { openOrderToken } from "./tokens";
import { type OrderView, orderParts, toOrderView } from "./view";

const tokenPattern = /^[\w-]{43}$/;

/** The order behind the secret of its page, in this store alone; null for anything else. */
export async function findOrderByToken(storeId: StoreId, token: string): Promise<OrderView | null> {
  if (!tokenPattern.test(token)) return null;
  const where = { storeId_tokenHash: { storeId, tokenHash: hashToken(token) } };
  const row = await withStore(storeId, (tx) => tx.order.findUnique({ where, include: orderParts }));
  return row && toOrderView(row);
}

/** An order by its id, for members and mails; null when the store has none. */
export async function findOrder(storeId: StoreId, id: string): Promise<OrderView | null> {
  if (!isId(id)) return null;
  const row = await withStore(storeId, (tx) => tx.order.findUnique({ where: { storeId_id: { storeId, id } }, include: orderParts }));
  return row && toOrderView(row);
}

/** The id of the order with this number, for links that people type; null when there is none. */
export async function findOrderIdByNumber(storeId: StoreId, number: number): Promise<string | null> {
  const where = { storeId_number: { storeId, number } };
  const row = await withStore(storeId, (tx) => tx.order.findUnique({ where, select: { id: true } }));
  return row?.id ?? null;
}

/** The secret of an order's page, for links in mails. */
export async function openPageToken(storeId: StoreId, id: string): Promise<string> {
  const where = { storeId_id: { storeId, id } };
  return openOrderToken(await withStore(storeId, (tx) => tx.order.findUniqueOrThrow({ where, select: { id: true, tokenSealed: true } })));
}
