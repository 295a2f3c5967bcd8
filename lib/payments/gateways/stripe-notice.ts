import { z } from "zod";
import { env } from "@/lib/env";
import { type Stripe, stripe, stripeRefusal } from "@/lib/stripe/client";
import type { Notice } from "./port";

/** Whose event it is: the platform's own (plans) or a connected account's (a store's sales). */
export type StripeEvent = { origin: "platform" | "connected"; event: Stripe.Event };

/**
 * Reads an event whose signature over the raw body is right, by the platform's secret or the connected accounts'. Null when neither
 * fits, it is older than five minutes, or its account contradicts the secret.
 */
export function readStripeEvent(body: string, signature: string | null): StripeEvent | null {
  const platform = verified(body, signature, env().STRIPE_WEBHOOK_SECRET);
  if (platform && !platform.account) return { origin: "platform", event: platform };
  const connected = verified(body, signature, env().STRIPE_CONNECT_WEBHOOK_SECRET);
  return connected?.account ? { origin: "connected", event: connected } : null;
}

function verified(body: string, signature: string | null, secret: string): Stripe.Event | null {
  if (!signature) return null;
  try {
    return stripe().webhooks.constructEvent(body, signature, secret);
  } catch (error) {
    if (stripeRefusal(error)?.type === "StripeSignatureVerificationError" || error instanceof SyntaxError) return null;
    throw error;
  }
}

const idOf = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]).nullish();
const metadata = z.object({ reference: z.string().optional() }).catch({});

/** The objects that events about money carry, as far as they lead to an attempt. */
const subject = z.discriminatedUnion("object", [
  z
    .object({ object: z.literal("checkout.session"), id: z.string(), client_reference_id: z.string().nullish() })
    .transform(({ id, client_reference_id }) => ({ reference: client_reference_id ?? null, gatewayRef: id })),
  z
    .object({ object: z.literal("payment_intent"), id: z.string(), metadata })
    .transform((intent) => ({ reference: intent.metadata.reference ?? null, gatewayRef: intent.id })),
  z
    .object({ object: z.literal("charge"), payment_intent: idOf, metadata })
    .transform((charge) => ({ reference: charge.metadata.reference ?? null, gatewayRef: charge.payment_intent ?? null })),
  z
    .object({ object: z.enum(["refund", "dispute"]), payment_intent: idOf })
    .transform(({ payment_intent }) => ({ reference: null, gatewayRef: payment_intent ?? null })),
]);

/** Events about the connected account itself: what it may, and that it was taken away from the platform. */
const accountEvents: readonly string[] = ["account.updated", "account.application.deauthorized"];

/** What an event of a connected account is about: what to fetch again, nothing more. Null for events about neither payment nor account. */
export function stripeNoticeOf(event: Stripe.Event): Notice | null {
  const accountId = event.account ?? null;
  if (accountEvents.includes(event.type)) return { eventId: event.id, kind: event.type, accountId, reference: null, gatewayRef: accountId };
  const parsed = subject.safeParse(event.data.object);
  return parsed.success ? { eventId: event.id, kind: event.type, accountId, ...parsed.data } : null;
}
