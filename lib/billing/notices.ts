import { withPlatform } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import { settleSignup } from "./signup";
import { findSubscriptionOfInvoice, readSubscription, readSubscriptionCheckout, type SubscriptionFacts } from "./stripe-billing";

/** The kinds of platform notices that say something about subscriptions. */
const kinds =
  /^(checkout\.session\.(completed|async_payment_succeeded|expired)|customer\.subscription\.\w+|invoice\.(paid|payment_failed))$/;

export type BillingNotice = { gatewayEventId: string; kind: string; reference: string };

/** Takes a verified notice of the platform's own Stripe account. Committed when this resolves; the queue does the rest. */
export async function receiveBillingNotice(notice: BillingNotice): Promise<void> {
  if (!kinds.test(notice.kind)) return;
  await withPlatform((tx) => record(tx, "billing.notice_received", notice));
}

/** Applies what a notice hints at, by asking Stripe. Any number of times, in any order, gives the same result. */
export async function applyBillingNotice({ kind, reference }: Omit<BillingNotice, "gatewayEventId">): Promise<void> {
  if (kind.startsWith("checkout.session.")) {
    const { signupId } = await readSubscriptionCheckout(reference);
    if (signupId) await settleSignup(signupId);
    return;
  }
  const subscriptionId = kind.startsWith("invoice.") ? await findSubscriptionOfInvoice(reference) : reference;
  if (subscriptionId) await followSubscription(await readSubscription(subscriptionId));
}

/** Stripe's words for a subscription that no longer gives the right to a store. */
const lapsed = new Set(["canceled", "unpaid", "incomplete_expired", "paused"]);

/** Brings our row to what Stripe says, and suspends or reopens the store by it. Payments under way still settle. */
async function followSubscription(facts: SubscriptionFacts): Promise<void> {
  await withPlatform(async (tx) => {
    const subscription = await tx.subscription.findUnique({ where: { stripeSubscriptionId: facts.id }, select: { storeId: true } });
    if (!subscription) return;
    const { storeId } = subscription;
    await tx.subscription.update({
      where: { storeId },
      data: { status: facts.status, currentPeriodEnd: facts.currentPeriodEnd, cancelAtPeriodEnd: facts.cancelAtPeriodEnd },
    });
    const isLapsed = lapsed.has(facts.status);
    const changed = await tx.store.updateMany({
      where: isLapsed ? { id: storeId, status: "active" } : { id: storeId, status: "suspended", suspendedReason: "subscription" },
      data: isLapsed
        ? { status: "suspended", suspendedAt: new Date(), suspendedReason: "subscription" }
        : { status: "active", suspendedAt: null, suspendedReason: null },
    });
    if (changed.count === 1) await record(tx, "store.changed", { storeId });
  });
}
