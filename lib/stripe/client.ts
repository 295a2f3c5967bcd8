import Stripe from "stripe";
import { env } from "@/lib/env";

let client: Stripe | undefined;

/** The one Stripe client: the platform's key; calls for a store's account name it by `stripeAccount`. STRIPE_API_BASE leads to a sandbox. */
export function stripe(): Stripe {
  client ??= new Stripe(env().STRIPE_SECRET_KEY, {
    maxNetworkRetries: 1,
    timeout: 15_000,
    telemetry: false,
    ...baseOf(env().STRIPE_API_BASE),
  });
  return client;
}

function baseOf(base: string | undefined): { host: string; port: string; protocol: "http" | "https" } | object {
  if (!base) return {};
  const url = new URL(base);
  const isHttps = url.protocol === "https:";
  return { host: url.hostname, port: url.port || (isHttps ? "443" : "80"), protocol: isHttps ? "https" : "http" };
}

/** What Stripe refused, in its own words; null for anything that is not an answer of Stripe's. */
export type StripeRefusal = { type: string; code: string | null; status: number | null; message: string };

/** The refusal inside a thrown error: no answer (`StripeConnectionError`) has the status null. */
export function stripeRefusal(error: unknown): StripeRefusal | null {
  if (!(error instanceof Stripe.errors.StripeError)) return null;
  return { type: error.type, code: error.code ?? null, status: error.statusCode ?? null, message: error.message };
}

export type { Stripe };
