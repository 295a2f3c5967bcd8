import { z } from "zod";
import { newId } from "@/lib/core/ids";
import { Prisma } from "@/lib/db/generated/client";
import type { StoreTx } from "@/lib/db/transaction";
import { makeOrderToken } from "@/lib/orders/tokens";
import type { Deadlines } from "@/lib/payments/deadlines";
import type { PaymentMethod } from "@/lib/payments/gateways/port";
import type { StoreView } from "@/lib/stores/types";
import * as rowsOf from "./order-rows";
import type { Totals } from "./pricing";
import type { Quote } from "./quote";

export type OrderTotals = Totals;

const person = z.object({ name: z.string(), phone: z.string(), document: z.string() });

export type FirstAttempt = { id: string; accountId: string; method: PaymentMethod; instalments: number; deadlines: Deadlines };

export type Placing = {
  orderId: string;
  checkout: { id: string; cartId: string; email: string; person: unknown; address: unknown };
  quote: Quote;
  totals: OrderTotals;
  method: PaymentMethod;
  /** Null when the goods stay on sale until they are paid. */
  heldUntil: Date | null;
  /** The coupon of which a use was taken. */
  couponId: string | null;
  /** Null when nothing is owed. */
  attempt: FirstAttempt | null;
};

/**
 * Writes an order with everything that must not change with the catalogue later (names, prices, delivery, address), its payment,
 * holds, first attempt and events, and ends the checkout that it came from. Call it last: an order's number is its store's next
 * one, and whoever takes it has the store's other buyers wait until the commit. That is why it is one statement. Answers the
 * secret of the order's page.
 */
export async function insertOrder(tx: StoreTx, store: StoreView, placing: Placing): Promise<string> {
  const token = makeOrderToken(placing.orderId);
  const rows = { ...placing, store, token, paymentId: newId(), now: new Date() };
  const buyer = { ...person.parse(placing.checkout.person), email: placing.checkout.email };
  await tx.$executeRaw`
    with numbered as (${rowsOf.nextNumber(rows)}),
      buyer as (${rowsOf.upsertCustomer(rows, buyer)}),
      head as (${rowsOf.insertHead(rows)}),
      person as (${rowsOf.insertPerson(rows, buyer)}),
      lines as (${rowsOf.insertLines(rows)}),
      ${placing.heldUntil ? Prisma.sql`holds as (${rowsOf.insertHolds(rows, placing.heldUntil)}),` : Prisma.empty}
      ${placing.couponId ? Prisma.sql`coupon as (${rowsOf.insertCouponUse(rows, placing.couponId)}),` : Prisma.empty}
      payment as (${rowsOf.insertPayment(rows)}),
      ${placing.attempt ? Prisma.sql`attempt as (${rowsOf.insertAttemptRow(rows, placing.attempt)}),` : Prisma.empty}
      entry as (${rowsOf.insertEntry(rows)}),
      events as (${rowsOf.tellPlaced(rows)}),
      cart as (${rowsOf.emptyCart(rows)}),
      checkout as (${rowsOf.closeCheckout(rows)})
    select number from numbered`;
  return token.token;
}
