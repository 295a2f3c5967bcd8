import { headers } from "next/headers";
import { env } from "@/lib/env";
import { normaliseHost } from "./hosts";

/** The normalised host of the request, by the same rule as the middleware; null when it is malformed. */
export async function requestHost(): Promise<string | null> {
  const list = await headers();
  const forwarded = env().TRUST_PROXY ? list.get("x-forwarded-host") : null;
  return normaliseHost(forwarded ?? list.get("host"));
}

/** The caller's address for rate limits: the proxy's word when it is trusted, else one bucket for all direct callers. */
export async function requestAddress(): Promise<string> {
  const list = await headers();
  const forwarded = env().TRUST_PROXY ? list.get("x-forwarded-for")?.split(",").at(-1)?.trim() : null;
  return forwarded || "direct";
}
