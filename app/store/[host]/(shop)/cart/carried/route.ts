import { NextResponse } from "next/server";
import { carryCart } from "@/lib/cart/carry";
import { readCartToken, writeCartCookies } from "@/lib/cart/cookies";
import { carriedParam, openCarriedCart } from "@/lib/stores/carried-cart";
import { requireShopperContext } from "@/lib/stores/shopper-action";

/**
 * Takes in a cart that a redirect brought along, and goes on to the address without it. The middleware sends every page request here
 * that carries one; `to` is the path it was for. A shopper who has a cart here keeps that one.
 */
export async function GET(request: Request): Promise<Response> {
  const { store, host } = await requireShopperContext();
  const { searchParams } = new URL(request.url);
  const token = openCarriedCart(searchParams.get(carriedParam) ?? "", host);
  if (token && (await readCartToken()) === null) {
    const cart = await carryCart(store.id, token);
    if (cart) await writeCartCookies(cart.token, cart.itemCount);
  }
  return new NextResponse(null, { status: 303, headers: { Location: ownPath(searchParams.get("to")), "Cache-Control": "no-store" } });
}

/** A path of this host and nothing else, however it was written. */
function ownPath(text: string | null): string {
  const here = "http://here.invalid";
  if (!text?.startsWith("/") || !URL.canParse(text, here)) return "/";
  const url = new URL(text, here);
  return url.origin === here ? `${url.pathname}${url.search}` : "/";
}
