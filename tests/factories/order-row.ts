import { newId } from "@/lib/core/ids";
import { hashToken, newToken } from "@/lib/core/seal";
import { after, hourMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";

/** A bare order awaiting payment, with its cart and checkout and no lines: something for holds and lines to belong to. */
export async function makeOrderRow(store: StoreView): Promise<{ id: string; number: number }> {
  const [id, cartId, checkoutId] = [newId(), newId(), newId()];
  const number = 1 + (Number.parseInt(id.replaceAll("-", "").slice(-7), 16) % 2_000_000_000);
  await withStore(store.id, async (tx) => {
    await tx.cart.create({ data: { storeId: store.id, id: cartId, tokenHash: hashToken(newToken()) } });
    await tx.checkout.create({ data: { storeId: store.id, id: checkoutId, cartId, tokenHash: hashToken(newToken()), status: "placed" } });
    await tx.order.create({
      data: {
        storeId: store.id,
        id,
        number,
        checkoutId,
        tokenHash: hashToken(newToken()),
        tokenSealed: "",
        locale: store.locale,
        currency: store.currency,
        subtotalCents: 0,
        shippingCents: 0,
        totalCents: 0,
        shippingName: "Flat",
        expiresAt: after(hourMs),
      },
    });
  });
  return { id, number };
}
