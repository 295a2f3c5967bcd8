import type { Merchant } from "./merchant";
import { within } from "./rows";

/** How many orders that were to be paid in this way ended so. */
export type Outcome = { method: string; status: string; money: string; orders: number };

/** How the orders of all stores ended, most first. */
export async function countOutcomes(merchants: readonly Merchant[]): Promise<Outcome[]> {
  const all = await Promise.all(merchants.map(countOf));
  const sums = new Map<string, Outcome>();
  for (const outcome of all.flat()) {
    const key = [outcome.method, outcome.status, outcome.money].join();
    sums.set(key, { ...outcome, orders: outcome.orders + (sums.get(key)?.orders ?? 0) });
  }
  return [...sums.values()].sort((one, other) => other.orders - one.orders);
}

function countOf({ store }: Merchant): Promise<Outcome[]> {
  return within(
    store,
    (tx) => tx.$queryRaw<Outcome[]>`
      select case when attempt.instalments > 1 then attempt.method || ' in instalments' else coalesce(attempt.method, 'free') end as method,
        o.status, o.payment_state as money, count(*)::int as orders
      from "order" o left join lateral (
        select method, instalments from payment_attempt where store_id = o.store_id and order_id = o.id order by attempt_no desc limit 1) attempt on true
      where o.store_id = ${store.id}::uuid group by 1, 2, 3`,
  );
}
