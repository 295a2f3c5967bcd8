import { withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";

/** How many things of each kind wait for the merchant. */
export type Attention = {
  flagged: number;
  /** Card money is held for them, and let go by the bank when nobody takes it. */
  toCapture: number;
  /** A refund of theirs waits for the shopper's bank account. */
  awaitingAccount: number;
  toShip: number;
  awaitingPayment: number;
  lowStock: number;
  deadLetters: number;
};

const nothing: Attention = {
  flagged: 0,
  toCapture: 0,
  awaitingAccount: 0,
  toShip: 0,
  awaitingPayment: 0,
  lowStock: 0,
  deadLetters: 0,
};

/** At or under this many free units a variant is low on stock. */
export const lowStockUnits = 3;

/** What a merchant should look at, as counts, in one query. */
export async function readAttention(store: StoreView): Promise<Attention> {
  const rows = await withStore(
    store.id,
    (tx) => tx.$queryRaw<Attention[]>`
      select
        (select count(*)::int from "order" where cardinality(flags) > 0 and (status not in ('closed', 'cancelled') or flags && array['paid_unfulfillable', 'refund_failed'])) as "flagged",
        (select count(*)::int from "order" where status = 'awaiting_payment' and payment_state = 'authorized') as "toCapture",
        (select count(distinct payment_id)::int from refund where status = 'needs_data') as "awaitingAccount",
        (select count(*)::int from "order" where status = 'confirmed' and fulfilment_state = 'unfulfilled') as "toShip",
        (select count(*)::int from "order" where status = 'awaiting_payment' and payment_state <> 'authorized') as "awaitingPayment",
        (select count(*)::int from inventory_level l
           join variant v on v.store_id = l.store_id and v.id = l.variant_id
           join product p on p.store_id = v.store_id and p.id = v.product_id
           where p.status = 'active' and l.is_tracked and not l.allow_backorder and l.on_hand - l.reserved <= ${lowStockUnits}) as "lowStock",
        (select count(*)::int from dead_letter where status = 'open') as "deadLetters"`,
  );
  return rows[0] ?? nothing;
}
