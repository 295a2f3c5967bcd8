import { readCartToken } from "@/lib/cart/cookies";
import { findCart } from "@/lib/cart/queries";
import { requireShopperContext } from "@/lib/stores/shopper-action";

/** The shopper's cart for the drawer, priced now. */
export async function GET(): Promise<Response> {
  const { store } = await requireShopperContext();
  const cart = await findCart(store.id, await readCartToken());
  return Response.json({ lines: cart?.lines ?? [], subtotalCents: cart?.subtotalCents ?? 0, itemCount: cart?.itemCount ?? 0 }, noStore);
}

const noStore = { headers: { "Cache-Control": "private, no-store" } };
