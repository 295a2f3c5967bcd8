import { newId, type StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { hashToken, newToken } from "@/lib/core/seal";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { readDraft } from "./draft";
import { quoteOf } from "./quote";
import type { Details } from "./schema";

type CheckoutRow = NonNullable<Awaited<ReturnType<StoreTx["checkout"]["findFirst"]>>>;

/** The checkout that a cart is in now, made if there is none. The cart's row is locked: two tabs get one checkout. Null without a cart. */
export async function openCheckout(tx: StoreTx, storeId: StoreId, cartToken: string): Promise<CheckoutRow | null> {
  const cartId = await lockCart(tx, storeId, cartToken);
  if (!cartId) return null;
  const open = await tx.checkout.findFirst({
    where: { storeId, cartId, status: { in: ["open", "quoted", "abandoned"] } },
    orderBy: { createdAt: "desc" },
  });
  return open ?? tx.checkout.create({ data: { storeId, id: newId(), cartId, tokenHash: hashToken(newToken()) } });
}

/** Locks the cart of a token until the transaction ends; nobody adds to it meanwhile. Null when there is none. */
export async function lockCart(tx: StoreTx, storeId: StoreId, cartToken: string): Promise<string | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id::text from cart where store_id = ${storeId}::uuid and token_hash = ${hashToken(cartToken)} for update`;
  return rows[0]?.id ?? null;
}

/**
 * Keeps who buys, where it goes and how it is delivered. Fails with `cart_empty`, or with `shipping_required` when the way of
 * delivery does not reach the address.
 */
export async function saveDetails(
  store: StoreView,
  cartToken: string,
  details: Details,
): Promise<Result<undefined, "cart_empty" | "shipping_required">> {
  return withStore(store.id, async (tx) => {
    const checkout = await openCheckout(tx, store.id, cartToken);
    if (!checkout) return fail("cart_empty");
    const { email, name, phone, document, shippingRateId, ...address } = details;
    const draft = await readDraft(tx, store.id, hashToken(cartToken), { shippingRateId, couponCode: checkout.couponCode });
    if (draft.lines.length === 0) return fail("cart_empty");
    const quote = quoteOf(draft, details.country);
    if (!quote.shipping) return fail("shipping_required");

    await tx.checkout.update({
      where: { storeId_id: { storeId: store.id, id: checkout.id } },
      data: {
        status: "quoted",
        email,
        person: { name, phone, document },
        address,
        shippingRateId,
        quote: quote.totals,
        quotedAt: new Date(),
      },
    });
    return ok();
  });
}

/** Keeps the coupon that was typed; an empty code takes it away. Fails with `coupon_invalid` when it gives nothing now. */
export async function setCoupon(
  store: StoreView,
  cartToken: string,
  code: string,
): Promise<Result<undefined, "cart_empty" | "coupon_invalid">> {
  return withStore(store.id, async (tx) => {
    const checkout = await openCheckout(tx, store.id, cartToken);
    if (!checkout) return fail("cart_empty");
    const wishes = { shippingRateId: checkout.shippingRateId, couponCode: code || null };
    const quote = quoteOf(await readDraft(tx, store.id, hashToken(cartToken), wishes), store.country);
    if (quote.isCouponRefused) return fail("coupon_invalid");
    await tx.checkout.update({ where: { storeId_id: { storeId: store.id, id: checkout.id } }, data: { couponCode: code || null } });
    return ok();
  });
}
