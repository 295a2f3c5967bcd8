import type { StoreId } from "@/lib/core/ids";
import { withPlatform } from "@/lib/db/transaction";

/**
 * Closes the events of a store's seed that tell nobody anything: its orders are old news (no mail, no timer), and what is told
 * again later, or of a product that is itself still to be told, is told once.
 */
export async function closeOldNews(storeId: StoreId): Promise<void> {
  await withPlatform(
    (tx) => tx.$executeRaw`
      update outbox_event as old set published_at = now(), settled_at = now()
      where old.store_id = ${storeId}::uuid and old.published_at is null
        and (old.name like 'order.%' or old.name like 'payment.%' or old.name = 'stock.changed' or exists (
          select 1 from outbox_event as later
          where later.store_id = old.store_id and later.name = old.name and later.payload - 'version' = old.payload - 'version' and later.id > old.id))`,
  );
}
