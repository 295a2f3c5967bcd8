import type { StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import type { KeyRow } from "./accounts";

type Line = {
  id: string;
  sku: string | null;
  variantId: string | null;
  title: string;
  variantTitle: string;
  unitPriceCents: number;
  quantity: number;
};

type Order = {
  id: string;
  status: string;
  currency: string;
  locale: string;
  shippingCents: number;
  discountCents: number;
  interestCents: number;
  shippingName: string;
};

type Attempt = {
  status: string;
  attemptNo: number;
  gatewayCode: string;
  amountCents: number;
  method: string;
  instalments: number;
  expiresAt: Date | null;
};

type Person = { name: string; email: string | null; phone: string; document: string; address: unknown };

/** An attempt with all that its charge is made of. */
export type Chargeable = {
  attempt: Attempt;
  order: Order;
  lines: Line[];
  person: Person | null;
  account: KeyRow & { settings: unknown };
  store: { name: string; locale: string };
};

type Row = Attempt & Omit<Chargeable, "attempt" | "lines"> & { lines: Line[] | null };

/** Reads it in one statement. Call it with the payment locked: nobody changes its order then. */
export async function readChargeable(tx: StoreTx, storeId: StoreId, attemptId: string): Promise<Chargeable> {
  const [row] = await tx.$queryRaw<Row[]>`
    select attempt.status, attempt.attempt_no as "attemptNo", attempt.gateway_code as "gatewayCode", attempt.amount_cents as "amountCents",
      attempt.method, attempt.instalments, attempt.expires_at as "expiresAt",
      jsonb_build_object('id', o.id, 'status', o.status, 'currency', o.currency, 'locale', o.locale, 'shippingCents', o.shipping_cents,
        'discountCents', o.discount_cents, 'interestCents', o.interest_cents, 'shippingName', o.shipping_name) as "order",
      (select jsonb_agg(jsonb_build_object('id', line.id, 'sku', line.sku, 'variantId', line.variant_id, 'title', line.title,
        'variantTitle', line.variant_title, 'unitPriceCents', line.unit_price_cents, 'quantity', line.quantity) order by line.position)
        from order_line line where line.store_id = o.store_id and line.order_id = o.id) as lines,
      case when person.order_id is not null then jsonb_build_object('name', person.name, 'email', person.email, 'phone', person.phone,
        'document', person.document, 'address', person.address) end as person,
      jsonb_build_object('storeId', account.store_id, 'id', account.id, 'provider', account.provider, 'externalId', account.external_id,
        'publicKey', account.public_key, 'secretSealed', account.secret_sealed, 'settings', account.settings) as account,
      jsonb_build_object('name', store.name, 'locale', store.locale) as store
    from payment_attempt attempt
    join "order" o on o.store_id = attempt.store_id and o.id = attempt.order_id
    join gateway_account account on account.store_id = attempt.store_id and account.id = attempt.gateway_account_id
    join store on store.id = attempt.store_id
    left join order_person person on person.store_id = o.store_id and person.order_id = o.id
    where attempt.store_id = ${storeId}::uuid and attempt.id = ${attemptId}::uuid`;
  if (!row) throw new Error(`there is no attempt ${attemptId}`);
  const { order, lines, person, account, store, ...attempt } = row;
  return { attempt, order, lines: lines ?? [], person, account, store };
}
