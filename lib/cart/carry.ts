import { newId, type StoreId } from "@/lib/core/ids";
import { hashToken, newToken } from "@/lib/core/seal";
import { withStore } from "@/lib/db/transaction";

export type CarriedCart = { token: string; itemCount: number };

/**
 * Copies a cart of the store into a new one with a name of its own, for a shopper who was led from one host of the store to another
 * and whose cookies stayed behind. A copy, so that whoever made the link cannot look into it. Null when there is nothing to carry.
 */
export async function carryCart(storeId: StoreId, token: string): Promise<CarriedCart | null> {
  return withStore(storeId, async (tx) => {
    const cart = await tx.cart.findUnique({
      where: { storeId_tokenHash: { storeId, tokenHash: hashToken(token) } },
      select: { lines: { select: { variantId: true, quantity: true, seenPriceCents: true, createdAt: true } } },
    });
    if (!cart || cart.lines.length === 0) return null;
    const copy = { id: newId(), token: newToken() };
    await tx.cart.create({ data: { storeId, id: copy.id, tokenHash: hashToken(copy.token) } });
    await tx.cartLine.createMany({ data: cart.lines.map((line) => ({ storeId, cartId: copy.id, ...line })) });
    return { token: copy.token, itemCount: cart.lines.reduce((sum, { quantity }) => sum + quantity, 0) };
  });
}
