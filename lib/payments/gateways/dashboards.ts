import { env } from "@/lib/env";

/** Pagar.me tells no address of a single dispute: its dashboard, or the sandbox where that is in use. */
export function pagarmeDispute(): string {
  const base = env().PAGARME_API_BASE;
  return base.startsWith("https://api.pagar.me/") ? "https://dash.pagar.me/" : new URL("..", slashed(base)).href;
}

/** Where a browser turns a card into a token for an account at Pagar.me. The public key is made to be shown. */
export function pagarmeCardTokens(publicKey: string): string {
  return `${env().PAGARME_API_BASE}/tokens?appId=${encodeURIComponent(publicKey)}`;
}

/** The dispute in Stripe's dashboard, or the sandbox where that is in use. */
export function stripeDispute(disputeRef: string): string {
  const sandbox = env().STRIPE_API_BASE;
  return sandbox ? new URL("/stripe", sandbox).href : `https://dashboard.stripe.com/disputes/${encodeURIComponent(disputeRef)}`;
}

/** `…/pagarme/core/v5` → `…/pagarme/core/v5/`, from which `..` leads up. */
function slashed(address: string): string {
  return address.endsWith("/") ? address : `${address}/`;
}
