import type { CreateSession } from "@/local/stripe/checkout/session-params";
import { sessionSettings } from "@/local/stripe/checkout/settings";
import { newId } from "@/local/stripe/ids";
import { type CheckoutSession, checkoutSessions } from "@/local/stripe/stored";
import { need, needLocked, type Work } from "@/local/stripe/work";

export type ShippingChoice = { rateId: string; name: string; amountCents: number };

/** The delivery choices of a session, in their order; the first one is chosen until the shopper picks another. */
export function shippingChoices(options: NonNullable<CreateSession["shipping_options"]>): ShippingChoice[] {
  return options.map(({ shipping_rate_data: rate }) => ({
    rateId: newId("shr"),
    name: rate.display_name,
    amountCents: rate.fixed_amount.amount,
  }));
}

export function shippingCost({ rateId, amountCents }: ShippingChoice): NonNullable<CheckoutSession["shipping_cost"]> {
  return { amount_subtotal: amountCents, amount_tax: 0, amount_total: amountCents, shipping_rate: rateId };
}

/** Puts the shopper's choice into the session's total. An unknown choice changes nothing. */
export async function chooseShipping(work: Work, sessionId: string, rateId: string | undefined): Promise<void> {
  const { shipping } = await need(work, sessionSettings, sessionId);
  const choice = shipping.find((candidate) => candidate.rateId === rateId);
  if (!choice) return;

  const session = await needLocked(work, checkoutSessions, sessionId);
  const discountCents = session.total_details?.amount_discount ?? 0;
  await work.shelf.put(checkoutSessions, sessionId, {
    ...session,
    amount_total: (session.amount_subtotal ?? 0) - discountCents + choice.amountCents,
    shipping_cost: shippingCost(choice),
    total_details: { amount_discount: discountCents, amount_shipping: choice.amountCents, amount_tax: 0 },
  });
}
