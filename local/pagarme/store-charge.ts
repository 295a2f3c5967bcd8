import { type Context, emitCharge, emitOrder } from "@/local/pagarme/emit";
import { type Charge, kinds, type Order, type OrderStatus } from "@/local/pagarme/model";
import { type Change, orderStatus } from "@/local/pagarme/transitions";

const ORDER_EVENTS: Record<OrderStatus, string> = {
  paid: "order.paid",
  canceled: "order.canceled",
  failed: "order.payment_failed",
  pending: "order.updated",
};

/** Stores what happened to a charge, brings its order up to date, and records the notices of both. */
export async function storeChange(context: Context, change: Change): Promise<{ charge: Charge; order: Order }> {
  const { charge } = change;
  const shelf = context.session.in(context.account.id);
  await shelf.put(kinds.charge, charge.id, charge);
  const order = await shelf.lock(kinds.order, charge.orderId);
  if (!order) throw new Error(`charge ${charge.id} without an order`);

  const charges = await chargesOf(context, order);
  const status = orderStatus(order, charges);
  const updated: Order = { ...order, status, updatedAt: context.now.toISOString() };
  await shelf.put(kinds.order, order.id, updated);
  if (change.event) await emitCharge(context, change.event, { order: updated, charge });
  if (status !== order.status) await emitOrder(context, ORDER_EVENTS[status], { order: updated, charges });
  return { charge, order: updated };
}

/** The charges of an order, in the order they were made. */
export async function chargesOf(context: Pick<Context, "session" | "account">, order: Order): Promise<Charge[]> {
  const shelf = context.session.in(context.account.id);
  const charges: Charge[] = [];
  for (const id of order.chargeIds) {
    const charge = await shelf.get(kinds.charge, id);
    if (charge) charges.push(charge);
  }
  return charges;
}
