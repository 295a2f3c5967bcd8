import { redeemCoupon } from "@/local/stripe/catalog/coupons";
import type { BuyerDetails, SessionSettings } from "@/local/stripe/checkout/settings";
import { emit } from "@/local/stripe/emit";
import { type CheckoutSession, checkoutSessions, customers } from "@/local/stripe/stored";
import { clearTimer } from "@/local/stripe/timers";
import { needLocked, type Work } from "@/local/stripe/work";

export type Finish = Pick<CheckoutSession, "payment_status"> &
  Partial<Pick<CheckoutSession, "payment_intent" | "subscription" | "invoice" | "customer">>;

/** The shopper is done: the session is complete, whether the money is already there or still on its way. */
export async function finishSession(
  work: Work,
  sessionId: string,
  { buyer, settings, result }: { buyer: BuyerDetails; settings: SessionSettings; result: Finish },
): Promise<CheckoutSession> {
  const session = await needLocked(work, checkoutSessions, sessionId);
  const customerId = result.customer ?? session.customer;
  const phone = customerId ? ((await work.shelf.get(customers, customerId))?.phone ?? null) : null;
  const finished: CheckoutSession = {
    ...session,
    ...result,
    customer: customerId,
    customer_details: {
      address: null,
      business_name: null,
      email: buyer.email,
      individual_name: null,
      name: buyer.name,
      phone,
      tax_exempt: "none",
      tax_ids: [],
    },
    status: "complete",
    url: null,
  };
  await work.shelf.put(checkoutSessions, sessionId, finished);
  await clearTimer(work, "expire_session", sessionId);
  if (settings.coupon && session.mode === "payment") await redeemCoupon(work, settings.coupon);
  await emit(work, "checkout.session.completed", finished);
  return finished;
}

/** The bank's late answer about a finished session. */
export async function settleSession(work: Work, session: CheckoutSession, isPaid: boolean): Promise<void> {
  if (session.status !== "complete" || session.payment_status !== "unpaid") return;

  const settled: CheckoutSession = { ...session, payment_status: isPaid ? "paid" : "unpaid" };
  await work.shelf.put(checkoutSessions, session.id, settled);
  await emit(work, isPaid ? "checkout.session.async_payment_succeeded" : "checkout.session.async_payment_failed", settled);
}
