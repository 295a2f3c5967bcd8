import { voidInvoice } from "@/local/stripe/billing/invoices";
import type { Period } from "@/local/stripe/billing/period";
import { emit } from "@/local/stripe/emit";
import { invoices, type Subscription, subscriptions } from "@/local/stripe/stored";
import { clearTimer, setTimer } from "@/local/stripe/timers";
import { needLocked, type Work } from "@/local/stripe/work";

const DAY_SECONDS = 86_400;
const ENDED: readonly Subscription["status"][] = ["canceled", "incomplete_expired"];

export function hasEnded(subscription: Subscription): boolean {
  return ENDED.includes(subscription.status);
}

/** Stores a change and tells it, with the fields that differ. */
export async function saveChange(work: Work, before: Subscription, after: Subscription): Promise<void> {
  await work.shelf.put(subscriptions, after.id, after);
  const previous = Object.fromEntries(
    Object.entries(before).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(after, field))),
  );
  if (Object.keys(previous).length > 0) await emit(work, "customer.subscription.updated", after, previous);
}

/** An invoice was paid: a subscription that waited or was behind is active. */
export async function afterPayment(work: Work, subscriptionId: string): Promise<void> {
  const subscription = await needLocked(work, subscriptions, subscriptionId);
  if (hasEnded(subscription) || subscription.status === "trialing") return;

  await clearTimer(work, "expire_subscription", subscriptionId);
  await saveChange(work, subscription, { ...subscription, status: "active" });
}

/** An invoice failed: a new subscription stays incomplete, a running one falls behind and ends after the last try. */
export async function afterFailure(work: Work, subscriptionId: string, { isLastTry }: { isLastTry: boolean }): Promise<void> {
  const subscription = await needLocked(work, subscriptions, subscriptionId);
  if (hasEnded(subscription)) return;
  if (isLastTry) return endSubscription(work, subscription, "payment_failed");
  if (subscription.status === "incomplete") return;

  await saveChange(work, subscription, { ...subscription, status: "past_due" });
}

/** Ends a subscription for good. Its timers stop; an unpaid first invoice is voided. */
export async function endSubscription(
  work: Work,
  subscription: Subscription,
  reason: "cancellation_requested" | "payment_failed",
): Promise<void> {
  await stopTimers(work, subscription);
  const details = subscription.cancellation_details;
  const ended: Subscription = {
    ...subscription,
    status: "canceled",
    cancel_at_period_end: false,
    canceled_at: subscription.canceled_at ?? work.now,
    cancellation_details: { comment: details?.comment ?? null, feedback: details?.feedback ?? null, feedback_option: null, reason },
    ended_at: work.now,
  };
  await work.shelf.put(subscriptions, ended.id, ended);
  await emit(work, "customer.subscription.deleted", ended);
}

/** A first payment that never came: https://docs.stripe.com/billing/subscriptions/overview#subscription-statuses */
export async function expireIncomplete(work: Work, subscriptionId: string): Promise<void> {
  const subscription = await needLocked(work, subscriptions, subscriptionId);
  if (subscription.status !== "incomplete") return;

  await stopTimers(work, subscription);
  await saveChange(work, subscription, { ...subscription, status: "incomplete_expired", ended_at: work.now });
}

/** Plans what happens to a subscription by itself: its next period, or the end of its patience. */
export async function planSubscription(work: Work, subscription: Subscription): Promise<void> {
  if (subscription.status === "incomplete") return setTimer(work, "expire_subscription", subscription.id, work.now + 23 * 3600);

  const periodEnd = currentPeriodEnd(subscription);
  const end = subscription.cancel_at === null ? periodEnd : Math.min(subscription.cancel_at, periodEnd);
  await setTimer(work, "cycle_subscription", subscription.id, end);
  if (subscription.status === "trialing" && subscription.trial_end) {
    await setTimer(work, "announce_trial_end", subscription.id, Math.max(subscription.trial_end - 3 * DAY_SECONDS, work.now));
  }
}

export function currentPeriod(subscription: Subscription): Period {
  const starts = subscription.items.data.map((item) => item.current_period_start);
  return { start: Math.min(...starts), end: currentPeriodEnd(subscription) };
}

export function currentPeriodEnd(subscription: Subscription): number {
  return Math.min(...subscription.items.data.map((item) => item.current_period_end));
}

async function stopTimers(work: Work, subscription: Subscription): Promise<void> {
  await clearTimer(work, "cycle_subscription", subscription.id);
  await clearTimer(work, "expire_subscription", subscription.id);
  await clearTimer(work, "announce_trial_end", subscription.id);
  if (!subscription.latest_invoice) return;

  await clearTimer(work, "retry_invoice", subscription.latest_invoice);
  const invoice = await work.shelf.lock(invoices, subscription.latest_invoice);
  if (invoice?.status === "open") await voidInvoice(work, invoice);
}
