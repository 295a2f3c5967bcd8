import { env } from "@/lib/env";
import type { Provider } from "./port";

/** Where a merchant answers a dispute: a page of the gateway's dashboard, or of its sandbox where that is in use. */
export function disputeAddress(provider: Provider, disputeRef: string): string {
  if (provider === "pagarme") return isPagarme() ? "https://dash.pagar.me/" : new URL("..", slashed(env().PAGARME_API_BASE)).href;
  const sandbox = env().STRIPE_API_BASE;
  return sandbox ? new URL("/stripe", sandbox).href : `https://dashboard.stripe.com/disputes/${encodeURIComponent(disputeRef)}`;
}

function isPagarme(): boolean {
  return env().PAGARME_API_BASE.startsWith("https://api.pagar.me/");
}

/** `…/pagarme/core/v5` → `…/pagarme/core/v5/`, from which `..` leads up. */
function slashed(address: string): string {
  return address.endsWith("/") ? address : `${address}/`;
}
