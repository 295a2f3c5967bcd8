import { discountOf, redeemCoupon, usableCoupon } from "@/local/stripe/catalog/coupons";
import { newId } from "@/local/stripe/ids";
import { coupons, type Discount, discounts, type Subscription } from "@/local/stripe/stored";
import type { Work } from "@/local/stripe/work";

const MONTH_SECONDS = 30 * 86_400;

export type DiscountOwner = { customer: string | null; subscription: string | null; checkoutSession: string | null; currency: string };

/** Gives a coupon's discount to a subscription or session. Fails when the coupon cannot be used. */
export async function grantDiscount(work: Work, couponId: string, owner: DiscountOwner): Promise<Discount> {
  const coupon = await usableCoupon(work, couponId, owner.currency);
  await redeemCoupon(work, couponId);
  const discount: Discount = {
    id: newId("di"),
    object: "discount",
    checkout_session: owner.checkoutSession,
    customer: owner.customer,
    customer_account: null,
    end: coupon.duration === "repeating" ? work.now + (coupon.duration_in_months ?? 1) * MONTH_SECONDS : null,
    invoice: null,
    invoice_item: null,
    promotion_code: null,
    source: { coupon: couponId, type: "coupon" },
    start: work.now,
    subscription: owner.subscription,
    subscription_item: null,
  };
  await work.shelf.put(discounts, discount.id, discount);
  return discount;
}

export type DiscountShare = { discount: string; amount: number };

/** What a subscription's discounts take off an invoice's subtotal, in their order. */
export async function discountShares(work: Work, ids: readonly string[], subtotalCents: number): Promise<DiscountShare[]> {
  const shares: DiscountShare[] = [];
  let leftCents = Math.max(subtotalCents, 0);
  for (const id of ids) {
    const discount = await work.shelf.get(discounts, id);
    const couponId = discount?.source.coupon;
    const coupon = typeof couponId === "string" ? await work.shelf.get(coupons, couponId) : null;
    if (!coupon || (discount?.end && discount.end <= work.now)) continue;

    const amount = discountOf(coupon, leftCents);
    leftCents -= amount;
    shares.push({ discount: id, amount });
  }
  return shares;
}

/** The discounts that still count after an invoice: those for one invoice only are used up. */
export async function lastingDiscounts(work: Work, subscription: Subscription): Promise<string[]> {
  const lasting: string[] = [];
  for (const id of subscription.discounts) {
    const couponId = (await work.shelf.get(discounts, id))?.source.coupon;
    const coupon = typeof couponId === "string" ? await work.shelf.get(coupons, couponId) : null;
    if (coupon && coupon.duration !== "once") lasting.push(id);
  }
  return lasting;
}
