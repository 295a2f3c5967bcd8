import { newId } from "@/lib/core/ids";
import { Prisma } from "@/lib/db/generated/client";
import { entryOf, insertEvents } from "@/lib/events/outbox";
import { mergeLines } from "@/lib/inventory/rules";
import type { OrderToken } from "@/lib/orders/tokens";
import { codeTail } from "@/lib/payments/attempts";
import type { StoreView } from "@/lib/stores/types";
import type { FirstAttempt, Placing } from "./insert-order";

/** The rows of an order with the ids and the moment that they share. */
export type OrderRows = Placing & { store: StoreView; paymentId: string; token: OrderToken; now: Date };
export type Buyer = { email: string; name: string; phone: string; document: string };

/** The same address is the same shopper within a store; the newest name and number stay. */
export function upsertCustomer({ store, now }: OrderRows, { email, name, phone }: Buyer): Prisma.Sql {
  return Prisma.sql`
    insert into customer (store_id, id, email, name, phone, updated_at)
    values (${store.id}::uuid, ${newId()}::uuid, ${email}::citext, ${name}, ${phone}, ${now}::timestamptz)
    on conflict (store_id, email) do update set name = excluded.name, phone = excluded.phone, updated_at = excluded.updated_at
    returning id`;
}

/** Numbers rise by one per order of a store; a transaction that fails gives its number back. */
export function nextNumber({ store }: OrderRows): Prisma.Sql {
  return Prisma.sql`update store set order_sequence = order_sequence + 1 where id = ${store.id}::uuid returning order_sequence as number`;
}

/** Reads `buyer` and `numbered`. */
export function insertHead({ store, orderId, checkout, token, totals, quote, attempt, now }: OrderRows): Prisma.Sql {
  const { subtotalCents, shippingCents, discountCents, methodDiscountCents, interestCents, totalCents } = totals;
  const { name = "", minDays = 0, maxDays = 0 } = quote.shipping ?? {};
  return Prisma.sql`
    insert into "order" (store_id, id, number, checkout_id, customer_id, token_hash, token_sealed, locale, currency, subtotal_cents,
      shipping_cents, discount_cents, method_discount_cents, interest_cents, total_cents, coupon_code, shipping_name, shipping_min_days,
      shipping_max_days, placed_at, expires_at, updated_at)
    select ${store.id}::uuid, ${orderId}::uuid, numbered.number, ${checkout.id}::uuid, buyer.id, ${token.hash}, ${token.sealed},
      ${store.locale}, ${store.currency}, ${subtotalCents}::int, ${shippingCents}::int, ${discountCents}::int, ${methodDiscountCents}::int,
      ${interestCents}::int, ${totalCents}::int, ${quote.coupon?.code ?? null}, ${name}, ${minDays}::int, ${maxDays}::int,
      ${now}::timestamptz, ${attempt?.deadlines.heldUntil ?? null}::timestamptz, ${now}::timestamptz
    from numbered, buyer`;
}

export function insertPerson({ store, orderId, checkout }: OrderRows, { email, name, phone, document }: Buyer): Prisma.Sql {
  const address = JSON.stringify(Object(checkout.address));
  return Prisma.sql`
    insert into order_person (store_id, order_id, email, name, phone, document, address)
    values (${store.id}::uuid, ${orderId}::uuid, ${email}, ${name}, ${phone}, ${document}, ${address}::jsonb)`;
}

export function insertLines({ store, orderId, quote }: OrderRows): Prisma.Sql {
  const lines = quote.lines.map((line, position) => ({ ...line, id: newId(), position }));
  return Prisma.sql`
    insert into order_line (store_id, id, order_id, position, product_id, variant_id, title, variant_title, sku, slug, image_url,
      unit_price_cents, quantity, total_cents)
    select ${store.id}::uuid, id, ${orderId}::uuid, position, "productId", "variantId", title, "variantTitle", sku, slug, "imageUrl",
      "unitPriceCents", quantity, "unitPriceCents" * quantity
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as line (id uuid, position int, "productId" uuid, "variantId" uuid,
      title text, "variantTitle" text, sku text, slug text, "imageUrl" text, "unitPriceCents" int, quantity int)`;
}

/** The units were taken before; these rows say for whom, and until when. */
export function insertHolds({ store, orderId, quote, now }: OrderRows, heldUntil: Date): Prisma.Sql {
  const holds = mergeLines(quote.lines).map((line) => ({ ...line, id: newId() }));
  return Prisma.sql`
    insert into stock_hold (store_id, id, order_id, variant_id, quantity, expires_at, created_at, updated_at)
    select ${store.id}::uuid, id, ${orderId}::uuid, "variantId", quantity, ${heldUntil}::timestamptz, ${now}::timestamptz, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(holds)}::jsonb) as hold (id uuid, "variantId" uuid, quantity int)`;
}

/** The use itself was taken before. */
export function insertCouponUse({ store, orderId, now }: OrderRows, couponId: string): Prisma.Sql {
  return Prisma.sql`
    insert into coupon_use (store_id, coupon_id, order_id, created_at)
    values (${store.id}::uuid, ${couponId}::uuid, ${orderId}::uuid, ${now}::timestamptz)`;
}

export function insertPayment({ store, orderId, paymentId, totals, now }: OrderRows): Prisma.Sql {
  return Prisma.sql`
    insert into payment (store_id, id, order_id, currency, amount_cents, created_at, updated_at)
    values (${store.id}::uuid, ${paymentId}::uuid, ${orderId}::uuid, ${store.currency}, ${totals.totalCents}::int, ${now}::timestamptz, ${now}::timestamptz)`;
}

/** Reads `numbered`. */
export function insertAttemptRow({ store, orderId, paymentId, totals, now }: OrderRows, attempt: FirstAttempt): Prisma.Sql {
  const { id, accountId, method, instalments, deadlines } = attempt;
  return Prisma.sql`
    insert into payment_attempt (store_id, id, payment_id, order_id, attempt_no, gateway_account_id, method, amount_cents, instalments,
      gateway_code, expires_at, created_at, updated_at)
    select ${store.id}::uuid, ${id}::uuid, ${paymentId}::uuid, ${orderId}::uuid, 1, ${accountId}::uuid, ${method}, ${totals.totalCents}::int,
      ${instalments}::int, numbered.number || ${codeTail(orderId, 1)}, ${deadlines.payableUntil}::timestamptz, ${now}::timestamptz,
      ${now}::timestamptz
    from numbered`;
}

export function insertEntry({ store, orderId, totals, now }: OrderRows): Prisma.Sql {
  const detail = JSON.stringify({ totalCents: totals.totalCents });
  return Prisma.sql`
    insert into order_entry (store_id, id, order_id, kind, detail, created_at)
    values (${store.id}::uuid, ${newId()}::uuid, ${orderId}::uuid, 'placed', ${detail}::jsonb, ${now}::timestamptz)`;
}

/** What others hear of a new order: with the timer at the end of the time to pay it. */
export function tellPlaced({ store: { id: storeId }, orderId, quote, attempt }: OrderRows): Prisma.Sql {
  const productIds = [...new Set(quote.lines.map(({ productId }) => productId))].sort();
  const timer = attempt && entryOf("order.hold_ended", { storeId, orderId }, { notBefore: attempt.deadlines.heldUntil });
  return insertEvents([
    entryOf("order.placed", { storeId, orderId }),
    entryOf("stock.changed", { storeId, productIds }),
    ...(timer ? [timer] : []),
  ]);
}

/** The checkout's personal data lives on with the order alone. */
export function closeCheckout({ store, checkout, method, now }: OrderRows): Prisma.Sql {
  return Prisma.sql`
    update checkout set status = 'placed', placed_at = ${now}::timestamptz, payment_method = ${method}, person = '{}', address = '{}',
      email = null, updated_at = ${now}::timestamptz
    where store_id = ${store.id}::uuid and id = ${checkout.id}::uuid`;
}

export function emptyCart({ store, checkout }: OrderRows): Prisma.Sql {
  return Prisma.sql`delete from cart_line where store_id = ${store.id}::uuid and cart_id = ${checkout.cartId}::uuid`;
}
