import { withPlatform } from "@/lib/db/transaction";
import { type Stripe, stripe } from "@/lib/stripe/client";

/** The Stripe price of a plan in a currency, created at its first use. Throws when Stripe's amount is not the one we show. */
export async function requireStripePrice(planId: string, currency: string): Promise<string> {
  const key = { planId_currency: { planId, currency } };
  const row = await withPlatform((tx) => tx.planPrice.findUniqueOrThrow({ where: key, include: { plan: true } }));
  const price = row.stripePriceId ? await stripe().prices.retrieve(row.stripePriceId) : await createPrice(row.plan, row);
  if (price.unit_amount !== row.amountCents || price.currency !== currency.toLowerCase() || !price.active) {
    throw new Error(`the Stripe price ${price.id} of plan ${row.plan.code} is not the price that is shown`);
  }
  if (!row.stripePriceId) await withPlatform((tx) => tx.planPrice.update({ where: key, data: { stripePriceId: price.id } }));
  return price.id;
}

type PlanRow = { id: string; code: string; interval: string };

async function createPrice(plan: PlanRow, { currency, amountCents }: { currency: string; amountCents: number }): Promise<Stripe.Price> {
  const key = `plan:${plan.id}:${currency}:${amountCents}`;
  const product = await stripe().products.create(
    { name: `Vitrine ${plan.code}`, metadata: { plan: plan.code } },
    { idempotencyKey: `plan:${plan.id}:product` },
  );
  return stripe().prices.create(
    {
      product: product.id,
      currency: currency.toLowerCase(),
      unit_amount: amountCents,
      recurring: { interval: plan.interval === "year" ? "year" : "month" },
      metadata: { plan: plan.code },
    },
    { idempotencyKey: key },
  );
}

export type HostedCheckout = { sessionId: string; url: string };

export type SubscriptionCheckout = {
  signupId: string;
  attempt: number;
  email: string;
  priceId: string;
  locale: "en" | "pt-BR";
  successUrl: string;
  cancelUrl: string;
  expiresAt: Date;
};

/** Opens Stripe's hosted page for the first payment of a subscription. The same attempt opens the same page. */
export async function openSubscriptionCheckout(request: SubscriptionCheckout): Promise<HostedCheckout> {
  const metadata = { signup: request.signupId };
  const session = await stripe().checkout.sessions.create(
    {
      mode: "subscription",
      line_items: [{ price: request.priceId, quantity: 1 }],
      client_reference_id: request.signupId,
      customer_email: request.email,
      locale: request.locale,
      success_url: request.successUrl,
      cancel_url: request.cancelUrl,
      expires_at: Math.floor(request.expiresAt.getTime() / 1000),
      metadata,
      subscription_data: { metadata },
    },
    { idempotencyKey: `signup:${request.signupId}:checkout:${request.attempt}` },
  );
  if (!session.url) throw new Error("Stripe opened a checkout without an address");
  return { sessionId: session.id, url: session.url };
}

export type CheckoutFacts = {
  status: "open" | "paid" | "unpaid" | "expired";
  signupId: string | null;
  customerId: string | null;
  subscriptionId: string | null;
};

/** How a hosted checkout stands, asked of Stripe. */
export async function readSubscriptionCheckout(sessionId: string): Promise<CheckoutFacts> {
  const session = await stripe().checkout.sessions.retrieve(sessionId);
  const isPaid = session.status === "complete" && session.payment_status !== "unpaid";
  return {
    status: isPaid ? "paid" : session.status === "expired" ? "expired" : session.status === "complete" ? "unpaid" : "open",
    signupId: session.metadata?.signup ?? null,
    customerId: idOf(session.customer),
    subscriptionId: idOf(session.subscription),
  };
}

export type SubscriptionFacts = {
  id: string;
  customerId: string;
  status: string;
  currentPeriodEnd: Date | null;
  cancelAtPeriodEnd: boolean;
};

/** A subscription as Stripe has it. Period dates are on its items since API version 2025-03-31. */
export async function readSubscription(subscriptionId: string): Promise<SubscriptionFacts> {
  const subscription = await stripe().subscriptions.retrieve(subscriptionId);
  const end = subscription.items.data[0]?.current_period_end;
  return {
    id: subscription.id,
    customerId: idOf(subscription.customer) ?? "",
    status: subscription.status,
    currentPeriodEnd: end ? new Date(end * 1000) : null,
    cancelAtPeriodEnd: subscription.cancel_at_period_end,
  };
}

/** The subscription that an invoice bills, or null. */
export async function findSubscriptionOfInvoice(invoiceId: string): Promise<string | null> {
  const invoice = await stripe().invoices.retrieve(invoiceId);
  return idOf(invoice.parent?.subscription_details?.subscription ?? null);
}

/** The address of Stripe's page where a merchant changes card, or cancels. */
export async function openBillingPortal(customerId: string, returnUrl: string): Promise<string> {
  const session = await stripe().billingPortal.sessions.create({ customer: customerId, return_url: returnUrl });
  return session.url;
}

function idOf(value: string | { id: string } | null | undefined): string | null {
  return typeof value === "string" ? value : (value?.id ?? null);
}
