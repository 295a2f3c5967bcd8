import { discountOf, usableCoupon } from "@/local/stripe/catalog/coupons";
import { buildLineItems, discountLines, saveLineItems } from "@/local/stripe/checkout/line-items";
import { newSession } from "@/local/stripe/checkout/new-session";
import type { CreateSession } from "@/local/stripe/checkout/session-params";
import { sessionSettings } from "@/local/stripe/checkout/settings";
import { type ShippingChoice, shippingChoices } from "@/local/stripe/checkout/shipping";
import { invalidRequest } from "@/local/stripe/errors";
import { accounts, type CheckoutSession, checkoutSessions, customers, type LineItem } from "@/local/stripe/stored";
import { setTimer } from "@/local/stripe/timers";
import { need, type Work } from "@/local/stripe/work";

const HOUR_SECONDS = 3600;
/** Below it the vendor refuses: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const MINIMUM_CENTS = 50;

/** Opens a session; its hosted page can be paid until it expires. Fails in the vendor's words on anything it would refuse. */
export async function createSession(work: Work, params: CreateSession): Promise<CheckoutSession> {
  await checkAccount(work);
  if (params.customer && params.customer_email)
    throw invalidRequest("You may only specify one of these parameters: customer, customer_email.", { param: "customer_email" });
  if (params.customer) await need(work, customers, params.customer, "customer");
  const expiresAt = readExpiry(work, params.expires_at);
  checkMode(params);

  const { items, discountCents } = await priceItems(work, params);
  const shipping = shippingChoices(params.shipping_options ?? []);
  const session = newSession(work, { params, items, discountCents, shipping, expiresAt });
  if (params.mode === "payment") checkMinimum(session);
  await store(work, { params, session, items, shipping });
  await setTimer(work, "expire_session", session.id, expiresAt);
  return session;
}

async function priceItems(work: Work, params: CreateSession): Promise<{ items: LineItem[]; discountCents: number }> {
  const items = await buildLineItems(work, params);
  const subtotal = items.reduce((sum, item) => sum + item.amount_subtotal, 0);
  const couponId = params.discounts?.[0]?.coupon;
  const coupon = couponId ? await usableCoupon(work, couponId, items[0]?.currency ?? "usd") : null;
  const discountCents = coupon ? discountOf(coupon, subtotal) : 0;
  return { items: discountLines(items, discountCents), discountCents };
}

type Stores = { params: CreateSession; session: CheckoutSession; items: LineItem[]; shipping: ShippingChoice[] };

async function store(work: Work, { params, session, items, shipping }: Stores): Promise<void> {
  await work.shelf.put(checkoutSessions, session.id, session);
  await saveLineItems(work, session.id, items);
  await work.shelf.put(sessionSettings, session.id, {
    id: session.id,
    intentData: params.payment_intent_data ?? {},
    subscriptionData: params.subscription_data ?? {},
    coupon: params.discounts?.[0]?.coupon ?? null,
    submitMessage: params.custom_text?.submit?.message ?? null,
    waitingMethodId: null,
    waitingDetails: null,
    shipping,
  });
}

/** A connected account that has not finished onboarding cannot take payments. */
async function checkAccount(work: Work): Promise<void> {
  if (work.scope === "") return;
  const account = await work.session.in("").get(accounts, work.scope);
  if (account?.charges_enabled) return;

  throw invalidRequest("In order to use Checkout, your account must be able to make charges. Finish the account's onboarding first.", {
    code: "account_invalid",
  });
}

function readExpiry(work: Work, asked: number | undefined): number {
  if (asked === undefined) return work.now + 24 * HOUR_SECONDS;

  // The vendor allows some seconds for the way there.
  const isTooSoon = asked < work.now + HOUR_SECONDS / 2 - 60;
  if (isTooSoon || asked > work.now + 24 * HOUR_SECONDS + 60) {
    const reading = new Date(work.now * 1000).toISOString();
    throw invalidRequest(
      `The \`expires_at\` timestamp must be at least 30 minutes and less than 24 hours from Checkout Session creation (the sandbox's clock reads ${reading}).`,
      { param: "expires_at" },
    );
  }
  return asked;
}

function checkMode(params: CreateSession): void {
  if (params.mode === "payment" && params.subscription_data)
    throw invalidRequest("You can not pass `subscription_data` in `payment` mode.", { param: "subscription_data" });
  if (params.mode === "subscription" && params.payment_intent_data)
    throw invalidRequest("You can not pass `payment_intent_data` in `subscription` mode.", { param: "payment_intent_data" });
  if (params.mode === "subscription" && params.customer_creation)
    throw invalidRequest("`customer_creation` can only be used in `payment` mode.", { param: "customer_creation" });
  if (params.mode === "subscription" && params.shipping_options)
    throw invalidRequest("`shipping_options` can only be used in `payment` mode.", { param: "shipping_options" });
}

function checkMinimum(session: CheckoutSession): void {
  const total = session.amount_total ?? 0;
  if (total === 0 || total >= MINIMUM_CENTS) return;

  const minimum = `0.50 ${session.currency ?? ""}`;
  throw invalidRequest(`The Checkout Session's total amount due must add up to at least ${minimum}.`, {
    code: "amount_too_small",
    param: "line_items",
  });
}
