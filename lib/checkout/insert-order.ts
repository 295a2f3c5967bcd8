import { z } from "zod";
import { newId, type StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import { addEntry } from "@/lib/orders/timeline";
import { makeOrderToken } from "@/lib/orders/tokens";
import type { StoreView } from "@/lib/stores/types";
import type { Totals } from "./pricing";
import type { Quote } from "./quote";

export type OrderTotals = Totals;

const person = z.object({ name: z.string(), phone: z.string(), document: z.string() });

type Placing = {
  checkout: { id: string; email: string | null; person: unknown; address: unknown };
  quote: Quote;
  totals: OrderTotals;
};

export type InsertedOrder = { id: string; number: number; token: string; paymentId: string };

/** Writes an order with everything that must not change with the catalogue later: names, prices, delivery, address; and its payment. */
export async function insertOrder(tx: StoreTx, store: StoreView, { checkout, quote, totals }: Placing): Promise<InsertedOrder> {
  const storeId = store.id;
  const id = newId();
  const { token, hash, sealed } = makeOrderToken(id);
  const { name, phone, document } = person.parse(checkout.person);
  const email = checkout.email ?? "";
  const customerId = await upsertCustomer(tx, storeId, { email, name, phone });
  const number = await nextNumber(tx, storeId);
  await tx.order.create({
    data: {
      storeId,
      id,
      number,
      checkoutId: checkout.id,
      customerId,
      tokenHash: hash,
      tokenSealed: sealed,
      locale: store.locale,
      currency: store.currency,
      ...totals,
      couponCode: quote.coupon?.code ?? null,
      shippingName: quote.shipping?.name ?? "",
      shippingMinDays: quote.shipping?.minDays ?? 0,
      shippingMaxDays: quote.shipping?.maxDays ?? 0,
    },
  });
  await tx.orderPerson.create({ data: { storeId, orderId: id, email, name, phone, document, address: Object(checkout.address) } });
  await tx.orderLine.createMany({
    data: quote.lines.map((line, position) => ({
      ...line,
      storeId,
      id: newId(),
      orderId: id,
      position,
      totalCents: line.unitPriceCents * line.quantity,
    })),
  });
  const paymentId = newId();
  await tx.payment.create({ data: { storeId, id: paymentId, orderId: id, currency: store.currency, amountCents: totals.totalCents } });
  await addEntry(tx, storeId, { orderId: id, kind: "placed", detail: { totalCents: totals.totalCents } });
  await record(tx, "order.placed", { storeId, orderId: id });
  return { id, number, token, paymentId };
}

type Buyer = { email: string; name: string; phone: string };

/** The same address is the same shopper within a store; the newest name and number stay. */
async function upsertCustomer(tx: StoreTx, storeId: StoreId, { email, name, phone }: Buyer): Promise<string> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    insert into customer (store_id, id, email, name, phone, updated_at)
    values (${storeId}::uuid, ${newId()}::uuid, ${email}::citext, ${name}, ${phone}, now())
    on conflict (store_id, email) do update set name = excluded.name, phone = excluded.phone, updated_at = now()
    returning id::text`;
  const id = rows[0]?.id;
  if (!id) throw new Error("the customer was not written");
  return id;
}

/** Numbers rise by one per order of a store; a transaction that fails gives its number back. */
async function nextNumber(tx: StoreTx, storeId: StoreId): Promise<number> {
  const rows = await tx.$queryRaw<{ number: number }[]>`
    update store set order_sequence = order_sequence + 1 where id = ${storeId}::uuid returning order_sequence as number`;
  const number = rows[0]?.number;
  if (number === undefined) throw new Error("the store is gone");
  return number;
}
