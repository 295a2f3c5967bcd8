import { env } from "@/lib/env";

/** Where a browser turns a card into a token for an account at Pagar.me. The public key is made to be shown. */
export function cardTokenUrl(publicKey: string): string {
  return `${env().PAGARME_API_BASE}/tokens?appId=${encodeURIComponent(publicKey)}`;
}
