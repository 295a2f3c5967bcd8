import { z } from "zod";
import { parseSealKeys, seal, unseal } from "@/lib/core/seal";
import { minuteMs } from "@/lib/core/time";
import { env } from "@/lib/env";

/** The parameter in which a redirect to the primary host takes the cart along: cookies stay with the host they were set on. */
export const carriedParam = "carried";

const carried = z.object({ token: z.string(), until: z.number() });
const lifeMs = 2 * minuteMs;

/** The cart of a host's visitor, for the host they are led to and a short while. */
export function sealCarriedCart(token: string, toHost: string): string {
  return seal(parseSealKeys(env().ENCRYPTION_KEYS), JSON.stringify({ token, until: Date.now() + lifeMs }), contextOf(toHost));
}

/** The token that was sealed for this host; null when it is too old, or was not sealed for it. */
export function openCarriedCart(text: string, host: string): string | null {
  try {
    const { token, until } = carried.parse(JSON.parse(unseal(parseSealKeys(env().ENCRYPTION_KEYS), text, contextOf(host))));
    return until > Date.now() ? token : null;
  } catch {
    return null;
  }
}

function contextOf(host: string): string {
  return `carried-cart:${host}`;
}
