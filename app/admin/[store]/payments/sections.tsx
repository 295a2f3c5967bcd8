import type { ReactNode } from "react";
import { type Provider, providers } from "@/lib/core/provider";
import type { ConnectedAccount } from "@/lib/payments/account-queries";
import { gatewayOf } from "@/lib/payments/gateways/registry";
import type { SectionContext } from "./account-facts";
import { PagarmeSection } from "./pagarme-section";
import { StripeSection } from "./stripe-section";

export type ProviderSection = (props: SectionContext & { account: ConnectedAccount | null }) => ReactNode;

/** How a store is connected to each provider. */
const sections = { pagarme: PagarmeSection, stripe: StripeSection } satisfies Record<Provider, ProviderSection>;

/** The settings of every provider that takes the store's currency. */
export function ProviderSections({ accounts, ...context }: SectionContext & { accounts: readonly ConnectedAccount[] }): ReactNode {
  const offered = providers.filter((provider) => gatewayOf(provider).capabilities.currencies.includes(context.store.currency));
  return offered.map((provider) => {
    const Section = sections[provider];
    return <Section key={provider} {...context} account={accounts.find((account) => account.provider === provider) ?? null} />;
  });
}
