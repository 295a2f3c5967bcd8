import { isId, type StoreId } from "@/lib/core/ids";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import type { ShownPayload } from "@/lib/events/shown-payload";
import { findNoticedAttempt } from "./notices";

/** What a message is about, as a member knows it: an order by its number, a product or collection by its title. */
export type LetterSubject = { kind: "order" | "product" | "collection"; id: string; name: string };

/** The order, product or collection of the store that a dead letter is about; null when it is about none, or that one is gone. */
export async function findLetterSubject(storeId: StoreId, payload: ShownPayload): Promise<LetterSubject | null> {
  const ids = new Map(payload.flatMap(({ key, value }) => (value && isId(value) ? [[key, value] as const] : [])));
  const noticeId = ids.get("noticeId");
  const attemptId = noticeId ? await findNoticedAttempt(storeId, noticeId) : ids.get("attemptId");
  return withStore(storeId, async (tx) => {
    const orderId = ids.get("orderId") ?? (attemptId ? await orderOf(tx, storeId, attemptId) : undefined);
    if (orderId) return findOrder(tx, storeId, orderId);
    const productId = ids.get("productId");
    if (productId) return findProduct(tx, storeId, productId);
    const collectionId = ids.get("collectionId");
    return collectionId ? findCollection(tx, storeId, collectionId) : null;
  });
}

async function orderOf(tx: StoreTx, storeId: StoreId, id: string): Promise<string | undefined> {
  const attempt = await tx.paymentAttempt.findUnique({ where: { storeId_id: { storeId, id } }, select: { orderId: true } });
  return attempt?.orderId;
}

async function findOrder(tx: StoreTx, storeId: StoreId, id: string): Promise<LetterSubject | null> {
  const order = await tx.order.findUnique({ where: { storeId_id: { storeId, id } }, select: { number: true } });
  return order && { kind: "order", id, name: String(order.number) };
}

async function findProduct(tx: StoreTx, storeId: StoreId, id: string): Promise<LetterSubject | null> {
  const product = await tx.product.findUnique({ where: { storeId_id: { storeId, id } }, select: { title: true } });
  return product && { kind: "product", id, name: product.title };
}

async function findCollection(tx: StoreTx, storeId: StoreId, id: string): Promise<LetterSubject | null> {
  const collection = await tx.collection.findUnique({ where: { storeId_id: { storeId, id } }, select: { title: true } });
  return collection && { kind: "collection", id, name: collection.title };
}
