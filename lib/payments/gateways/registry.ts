import type { Provider } from "@/lib/core/provider";
import { env } from "@/lib/env";
import { stripe } from "@/lib/stripe/client";
import { pagarmeCardTokens, pagarmeDispute, stripeDispute } from "./dashboards";
import { pagarmeGateway } from "./pagarme";
import { pagarmeTestNotice } from "./pagarme-notice";
import type { Gateway } from "./port";
import { stripeGateway } from "./stripe";

/** What the server knows of a provider beside its adapter. */
export type ProviderParts<Name extends string = Provider> = {
  gateway(): Gateway<Name>;
  /** Where a merchant answers a dispute. */
  disputeAddress(disputeRef: string): string;
  /** Where a browser turns a card into a token, with the account's public key; null where no card is typed on our pages. */
  cardTokens: ((publicKey: string) => string) | null;
  /**
   * A notice of the provider's shape about nothing, where each account has a notice address of its own (`app/api/webhooks/{provider}`)
   * to try it at; null where all notices come to one address of the platform's.
   */
  testNotice: ((notice: { eventId: string; kind: string }) => object) | null;
};

const parts = {
  pagarme: {
    gateway: () => pagarmeGateway({ apiBase: env().PAGARME_API_BASE }),
    disputeAddress: pagarmeDispute,
    cardTokens: pagarmeCardTokens,
    testNotice: pagarmeTestNotice,
  },
  stripe: { gateway: () => stripeGateway(stripe()), disputeAddress: stripeDispute, cardTokens: null, testNotice: null },
} satisfies Record<Provider, ProviderParts>;

export function partsOf(provider: Provider): ProviderParts {
  return parts[provider];
}

/** The adapter of a provider. */
export function gatewayOf(provider: Provider): Gateway {
  return partsOf(provider).gateway();
}
