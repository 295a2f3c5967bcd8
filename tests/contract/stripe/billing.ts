import type Stripe from "stripe";
import { type Harness, SHOP, startHarness } from "./harness";
import { CARDS, payWith } from "./shopper";

export const MONTH = 31 * 86_400;

type SessionChanges = Partial<Stripe.Checkout.SessionCreateParams>;

/** A sandbox with a plan's prices, and merchants who subscribe to it. */
export type Billing = {
  harness: Harness;
  /** 30.00 a month, 60.00 a month, 300.00 a year. */
  prices: { basic: Stripe.Price; plus: Stripe.Price; yearly: Stripe.Price };
  createSession(changes?: SessionChanges): Promise<Stripe.Checkout.Session>;
  /** Buys a subscription on the hosted page; its latest invoice is expanded. */
  subscribe(card?: string, changes?: SessionChanges): Promise<Stripe.Subscription>;
  /** Newest first, with their payments. */
  invoicesOf(subscription: Stripe.Subscription): Promise<Stripe.ApiList<Stripe.Invoice>>;
  /** From now on renewals are declined. */
  giveFailingCard(subscription: Stripe.Subscription): Promise<void>;
};

export async function startBilling(schema: string): Promise<Billing> {
  const harness = await startHarness(schema);
  const { stripe } = harness;
  const prices = await createPrices(stripe);
  const createSession = (changes: SessionChanges = {}): Promise<Stripe.Checkout.Session> =>
    stripe.checkout.sessions.create({
      mode: "subscription",
      line_items: [{ price: prices.basic.id, quantity: 1 }],
      client_reference_id: "signup-1",
      subscription_data: { metadata: { storeId: "s1" } },
      success_url: `${SHOP}/signup/status?session={CHECKOUT_SESSION_ID}`,
      cancel_url: `${SHOP}/pricing`,
      ...changes,
    });
  return {
    harness,
    prices,
    createSession,
    subscribe: async (card = CARDS.approved, changes = {}) => {
      const session = await createSession(changes);
      await payWith(session.url ?? "", card);
      const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription.latest_invoice.payments"] });
      if (done.subscription === null || typeof done.subscription === "string") throw new Error("no subscription");
      return done.subscription;
    },
    invoicesOf: (subscription) => stripe.invoices.list({ subscription: subscription.id, expand: ["data.payments"] }),
    giveFailingCard: async (subscription) => {
      const method = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: String(subscription.customer) });
      await stripe.subscriptions.update(subscription.id, { default_payment_method: method.id });
    },
  };
}

async function createPrices(stripe: Stripe): Promise<Billing["prices"]> {
  const product = await stripe.products.create({ name: "Vitrine Basic" });
  const price = (unit_amount: number, interval: "month" | "year"): Promise<Stripe.Price> =>
    stripe.prices.create({ product: product.id, currency: "usd", unit_amount, recurring: { interval } });
  const [basic, plus, yearly] = await Promise.all([price(3000, "month"), price(6000, "month"), price(30_000, "year")]);
  return { basic, plus, yearly };
}

/** Whether an event is about the object with this id. */
export function about(id: string): (event: Stripe.Event) => boolean {
  return (event) => "id" in event.data.object && event.data.object.id === id;
}
