import type { Provider } from "@/lib/core/provider";
import { partsOf } from "./gateways/registry";

/** Where a browser turns a card into a token, and in whose manner. Nothing in it is secret. */
export type CardTokens = { provider: Provider; url: string };

/** How cards become tokens for an account; null where its provider takes them on a page of its own. */
export function cardTokensOf({ provider, publicKey }: { provider: Provider; publicKey: string }): CardTokens | null {
  const address = partsOf(provider).cardTokens;
  return address && { provider, url: address(publicKey) };
}
