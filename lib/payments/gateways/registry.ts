import { env } from "@/lib/env";
import { stripe } from "@/lib/stripe/client";
import { pagarmeGateway } from "./pagarme";
import type { Gateway, Provider } from "./port";
import { stripeGateway } from "./stripe";

/** The adapter of a provider. A third provider is one more line here, its file, and its entry in the contract suite. */
export function gatewayOf(provider: Provider): Gateway {
  return provider === "pagarme" ? pagarmeGateway({ apiBase: env().PAGARME_API_BASE }) : stripeGateway(stripe());
}

export const providers = ["pagarme", "stripe"] as const satisfies readonly Provider[];

/** Reads a provider's name of the database. */
export function toProvider(word: string): Provider {
  const provider = providers.find((known) => known === word);
  if (!provider) throw new Error(`unknown provider ${word}`);
  return provider;
}
