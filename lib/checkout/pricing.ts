import { percentOf } from "@/lib/core/money";
import { inInstalments, type PaymentTerms } from "@/lib/payments/terms";
import { type ShippingRule, shippingCentsOf } from "./shipping";

export type PricedLine = { unitPriceCents: number; quantity: number };

export type CouponRule =
  | { kind: "percent"; percent: number; minSubtotalCents: number }
  | { kind: "fixed"; amountCents: number; minSubtotalCents: number }
  | { kind: "free_shipping"; minSubtotalCents: number };

/** The way to pay, as far as it changes the price. */
export type PriceMethod = { kind: "pix" } | { kind: "card"; instalments: number } | { kind: "other" };

export type PricingInput = {
  lines: readonly PricedLine[];
  /** Null while no way of delivery is chosen: nothing is added for it. */
  shipping: ShippingRule | null;
  coupon: CouponRule | null;
  method: PriceMethod;
  terms: PaymentTerms;
};

/** All in cents. `totalCents = subtotalCents + shippingCents - discountCents + interestCents`, none of them negative. */
export type Totals = {
  subtotalCents: number;
  shippingCents: number;
  /** The coupon's part and the part of the way to pay, together. */
  discountCents: number;
  methodDiscountCents: number;
  interestCents: number;
  totalCents: number;
};

/**
 * The price of an order: the one function that the cart, the checkout, the order and the gateway's request read. Pure; each
 * percentage is rounded once, half up to a cent. A coupon below its minimum takes nothing off, and none takes off more than the goods.
 */
export function priceOrder({ lines, shipping, coupon, method, terms }: PricingInput): Totals {
  const subtotalCents = lines.reduce((sum, line) => sum + line.unitPriceCents * line.quantity, 0);
  const applies = coupon && subtotalCents >= coupon.minSubtotalCents ? coupon : null;
  const isShippingFree = shipping === null || applies?.kind === "free_shipping";
  const shippingCents = isShippingFree ? 0 : shippingCentsOf(shipping, subtotalCents);
  const couponCents = applies ? couponCentsOf(applies, subtotalCents) : 0;
  return priceMethod({ subtotalCents, shippingCents, couponCents }, method, terms);
}

export type Base = { subtotalCents: number; shippingCents: number; couponCents: number };

/** The totals of goods and delivery priced before, for a way to pay: also for paying an order again in another way. */
export function priceMethod({ subtotalCents, shippingCents, couponCents }: Base, method: PriceMethod, terms: PaymentTerms): Totals {
  const goodsCents = subtotalCents - couponCents;
  const methodDiscountCents = method.kind === "pix" ? percentOf(goodsCents, terms.pixDiscountPercent) : 0;
  const dueCents = goodsCents + shippingCents - methodDiscountCents;
  const interestCents = method.kind === "card" ? inInstalments(dueCents, method.instalments, terms).interestCents : 0;
  return {
    subtotalCents,
    shippingCents,
    discountCents: couponCents + methodDiscountCents,
    methodDiscountCents,
    interestCents,
    totalCents: dueCents + interestCents,
  };
}

function couponCentsOf(coupon: CouponRule, subtotalCents: number): number {
  if (coupon.kind === "percent") return percentOf(subtotalCents, coupon.percent);
  return coupon.kind === "fixed" ? Math.min(coupon.amountCents, subtotalCents) : 0;
}
