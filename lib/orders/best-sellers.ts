import { withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";

export type BestSeller = { productId: string; title: string; units: number; salesCents: number };

const span = "30 days";
const shown = 5;

/** What sold most in the last 30 days, by units, at most five; by the name it was last sold under. Cancelled orders do not count. One query. */
export function listBestSellers(store: StoreView): Promise<BestSeller[]> {
  return withStore(
    store.id,
    (tx) => tx.$queryRaw<BestSeller[]>`
      select line.product_id::text as "productId", (array_agg(line.title order by sold.confirmed_at desc))[1] as title,
             sum(line.quantity)::int as units, sum(line.total_cents)::float8 as "salesCents"
      from order_line line join "order" sold on sold.store_id = line.store_id and sold.id = line.order_id
      where line.store_id = ${store.id}::uuid and line.product_id is not null
        and sold.confirmed_at > now() - ${span}::interval and sold.status <> 'cancelled'
      group by line.product_id order by units desc, "salesCents" desc, line.product_id limit ${shown}`,
  );
}
