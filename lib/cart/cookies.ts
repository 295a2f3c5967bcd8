import { cookies } from "next/headers";
import { env } from "@/lib/env";

/** Names the shopper's cart; scripts cannot read it. */
export const cartCookie = "cart";
/** How many units are in it; scripts read it, so that an empty cart costs no request. */
export const cartCountCookie = "cart_count";

const lifeSeconds = 60 * 24 * 60 * 60;
const tokenPattern = /^[\w-]{43}$/;

/** The token of the request's cart, or null. */
export async function readCartToken(): Promise<string | null> {
  const token = (await cookies()).get(cartCookie)?.value ?? "";
  return tokenPattern.test(token) ? token : null;
}

/** Remembers the cart for sixty days from now. Only in actions and route handlers. */
export async function writeCartCookies(token: string, itemCount: number): Promise<void> {
  const jar = await cookies();
  jar.set(cartCookie, token, { ...cookieOptions(), httpOnly: true });
  jar.set(cartCountCookie, String(itemCount), cookieOptions());
}

/** Forgets the cart: when its order was placed. Only in actions and route handlers. */
export async function forgetCartCookies(): Promise<void> {
  const jar = await cookies();
  jar.delete(cartCookie);
  jar.delete(cartCountCookie);
}

function cookieOptions() {
  return { path: "/", sameSite: "lax", secure: env().PLATFORM_URL.startsWith("https:"), maxAge: lifeSeconds } as const;
}
