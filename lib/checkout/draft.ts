import { readCart } from "@/lib/cart/queries";
import type { CartLineView } from "@/lib/cart/types";
import type { StoreId } from "@/lib/core/ids";
import { picturePath, renditionWidths } from "@/lib/core/picture";
import type { StoreTx } from "@/lib/db/transaction";
import { findDefaultAccountIn, type PaymentAccount } from "@/lib/payments/accounts";
import { findUsableCoupon, type UsableCoupon } from "./coupons";
import type { ShippingOption } from "./shipping";
import { listActiveRates } from "./shipping-rates";

export type DraftLine = {
  variantId: string;
  productId: string;
  title: string;
  variantTitle: string;
  sku: string | null;
  slug: string;
  imageUrl: string | null;
  unitPriceCents: number;
  quantity: number;
};

/** Everything that the price of a cart depends on, read anew from the database each time. */
export type Draft = {
  /** Only what can be bought now, in the quantity that can be bought. */
  lines: DraftLine[];
  rates: ShippingOption[];
  shippingRateId: string | null;
  coupon: UsableCoupon | null;
  /** A code was typed that gives nothing now. */
  isCouponRefused: boolean;
  account: PaymentAccount | null;
};

export type Wishes = { shippingRateId: string | null; couponCode: string | null };

/** The draft of the cart with this token hash; without lines when there is none. */
export async function readDraft(tx: StoreTx, storeId: StoreId, tokenHash: string, wishes: Wishes): Promise<Draft> {
  const cart = await readCart(tx, storeId, tokenHash);
  const coupon = wishes.couponCode ? await findUsableCoupon(tx, storeId, wishes.couponCode) : null;
  return {
    lines: (cart?.lines ?? []).filter(({ quantity }) => quantity > 0).map((line) => toDraftLine(storeId, line)),
    rates: await listActiveRates(tx, storeId),
    shippingRateId: wishes.shippingRateId,
    coupon,
    isCouponRefused: wishes.couponCode !== null && coupon === null,
    account: await findDefaultAccountIn(tx, storeId),
  };
}

function toDraftLine(storeId: StoreId, line: CartLineView): DraftLine {
  const { variantId, productId, title, variantTitle, sku, slug, picture, unitPriceCents, quantity } = line;
  const smallest = picture ? (renditionWidths(picture.width)[0] ?? picture.width) : 0;
  const imageUrl = picture ? picturePath(storeId, picture.mediaId, smallest) : null;
  return { variantId, productId, title, variantTitle, sku, slug, imageUrl, unitPriceCents, quantity };
}
