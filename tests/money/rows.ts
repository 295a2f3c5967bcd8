import { type StoreTx, withPlatform, withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";

export function within<Value>(store: StoreView, work: (tx: StoreTx) => Promise<Value>): Promise<Value> {
  return withStore(store.id, work);
}

export function attemptOf(store: StoreView, id: string) {
  return within(store, (tx) => tx.paymentAttempt.findUniqueOrThrow({ where: { storeId_id: { storeId: store.id, id } } }));
}

export function orderOf(store: StoreView, id: string) {
  return within(store, (tx) =>
    tx.order.findUniqueOrThrow({
      where: { storeId_id: { storeId: store.id, id } },
      include: { payment: { include: { attempts: { orderBy: { attemptNo: "asc" } }, refunds: true, ledger: true } } },
    }),
  );
}

export function setStoreStatus(store: StoreView, status: "active" | "suspended"): Promise<unknown> {
  return withPlatform((tx) => tx.store.update({ where: { id: store.id }, data: { status } }));
}
