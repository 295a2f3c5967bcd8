import type { Provider } from "@/lib/core/provider";
import type { Env } from "@/lib/env";

/** Where a page may go for a gateway: by script (a card becomes a token) and by a form (its hosted page). */
export type GatewayOrigins = { connect: readonly string[]; form: readonly string[] };
export type OriginsEnv = Pick<Env, "STRIPE_API_BASE" | "PAGARME_API_BASE">;

const origins = {
  pagarme: ({ PAGARME_API_BASE }) => ({ connect: [new URL(PAGARME_API_BASE).origin], form: [] }),
  stripe: ({ STRIPE_API_BASE }) => ({ connect: [], form: STRIPE_API_BASE ? [new URL(STRIPE_API_BASE).origin] : stripePages }),
} satisfies Record<Provider, (env: OriginsEnv) => GatewayOrigins>;

const stripePages = ["https://checkout.stripe.com", "https://billing.stripe.com", "https://connect.stripe.com"];

/** Those of all gateways: a page's policy is the same whichever of them a store uses. */
export function gatewayOrigins(env: OriginsEnv): GatewayOrigins {
  const all = Object.values(origins).map((originsOf) => originsOf(env));
  return { connect: all.flatMap(({ connect }) => connect), form: all.flatMap(({ form }) => form) };
}
