import type { OrderFlag, OrderStatus, PaymentSummary } from "./types";

/** May still become paid in the ordinary way. */
export function isOpen(status: OrderStatus): boolean {
  return status === "awaiting_payment";
}

/** Goods were sold and are with the merchant or on their way. */
export function isSold(status: OrderStatus): boolean {
  return status === "confirmed" || status === "in_fulfilment" || status === "fulfilled" || status === "closed" || status === "returned";
}

/** A merchant may cancel what was not handed over yet. */
export function canCancel(status: OrderStatus): boolean {
  return status === "awaiting_payment" || status === "confirmed" || status === "in_fulfilment";
}

export type Shippable = { status: OrderStatus; paymentState: string; flags: readonly string[] };

/** Goods may be sent once they are paid for, not after all money went back or the bank took it, and not twice. */
export function canShip({ status, paymentState, flags }: Shippable): boolean {
  const isReady = status === "confirmed" || status === "in_fulfilment";
  return isReady && paymentState !== "refunded" && paymentState !== "lost" && !flags.includes("paid_unfulfillable" satisfies OrderFlag);
}

/** An order whose money came after its goods were gone waits for a person: they send it after all, or give the money back. */
export function canConfirmHeld({ status, paymentState, flags }: Shippable): boolean {
  const isLate = status === "awaiting_payment" || status === "expired";
  const isContested = paymentState === "disputed" || paymentState === "lost";
  return isLate && !isContested && flags.includes("paid_unfulfillable" satisfies OrderFlag);
}

/** What money does to an order that is now fully paid. `late`: its goods were given back to sale before the money came. */
export function onPaid(status: OrderStatus): "confirm" | "confirm_late" | "unfulfillable" | "nothing" {
  if (status === "awaiting_payment") return "confirm";
  if (status === "expired") return "confirm_late";
  return status === "cancelled" ? "unfulfillable" : "nothing";
}

export type OrderSums = {
  subtotalCents: number;
  shippingCents: number;
  discountCents: number;
  methodDiscountCents: number;
  interestCents: number;
  totalCents: number;
};

/**
 * The totals of an order under another amount to pay: what is above the price of goods and delivery is interest, what is
 * below it is the discount of the way to pay. The coupon's part never changes.
 */
export function withAmount(sums: OrderSums, amountCents: number): OrderSums {
  const couponCents = sums.discountCents - sums.methodDiscountCents;
  const difference = amountCents - (sums.subtotalCents + sums.shippingCents - couponCents);
  const methodDiscountCents = Math.max(0, -difference);
  const interestCents = Math.max(0, difference);
  return { ...sums, methodDiscountCents, discountCents: couponCents + methodDiscountCents, interestCents, totalCents: amountCents };
}

/** The one word a list shows for the way an order stands. */
export type OrderStanding = "awaiting" | "to_ship" | "shipped" | "expired" | "cancelled" | "returned" | "attention";

/** Flags come first: they need a person. */
export function standingOf(order: { status: OrderStatus; paymentState: PaymentSummary; flags: readonly string[] }): OrderStanding {
  if (order.flags.length > 0) return "attention";
  if (order.status === "awaiting_payment") return "awaiting";
  if (order.status === "confirmed" || order.status === "in_fulfilment") return "to_ship";
  if (order.status === "fulfilled" || order.status === "closed") return "shipped";
  return order.status;
}
