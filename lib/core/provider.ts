/**
 * The payment providers, by the names that the database keeps. Whatever the application must know of each is a table over this list
 * (`satisfies Record<Provider, …>`): with a name added here, the compiler names every table that has no line for it.
 */
export const providers = ["pagarme", "stripe"] as const;
export type Provider = (typeof providers)[number];

/** What people call them: brands, the same in every language. */
export const providerNames = { pagarme: "Pagar.me", stripe: "Stripe" } as const satisfies Record<Provider, string>;

/** Reads a provider's name of the database. */
export function toProvider(word: string): Provider {
  const provider = providers.find((known) => known === word);
  if (!provider) throw new Error(`unknown provider ${word}`);
  return provider;
}
