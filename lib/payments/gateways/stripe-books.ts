import { currencySchema } from "@/lib/core/money";
import type { Stripe } from "@/lib/stripe/client";
import type { BooksAnswer, BooksQuestion, ListedPayment } from "./books";

const pageSize = 100;

type Api = { client: Stripe; stripeAccount: string };

/** A page of the connected account's charges. Charges in a currency that no store sells in are left out: no order here can be theirs. */
export async function listStripePayments({ client, stripeAccount }: Api, { since, cursor }: BooksQuestion): Promise<BooksAnswer> {
  const asked = { limit: pageSize, created: { gte: Math.floor(since.getTime() / 1000) }, ...(cursor ? { starting_after: cursor } : {}) };
  const page = await client.charges.list(asked, { stripeAccount });
  const next = page.has_more ? (page.data.at(-1)?.id ?? null) : null;
  return { kind: "page", payments: page.data.flatMap(toListed), next };
}

/** An authorisation that was released looks refunded; no money had moved (https://docs.stripe.com/refunds#cancel-payment). */
function toListed(charge: Stripe.Charge): ListedPayment[] {
  const currency = currencySchema.safeParse(charge.currency.toUpperCase());
  if (!currency.success) return [];
  const intent = typeof charge.payment_intent === "string" ? charge.payment_intent : (charge.payment_intent?.id ?? null);
  const capturedCents = charge.status === "succeeded" ? charge.amount_captured : 0;
  return [
    {
      gatewayRef: intent ?? charge.id,
      otherRefs: [charge.id],
      reference: charge.metadata.reference ?? null,
      currency: currency.data,
      capturedCents,
      refundedCents: capturedCents > 0 ? charge.amount_refunded : 0,
      isDisputed: charge.disputed,
      createdAt: new Date(charge.created * 1000),
    },
  ];
}
