import { collect, settleInvoice } from "@/local/stripe/billing/collect";
import { issueInvoice } from "@/local/stripe/billing/invoices";
import { cycleLine, type DraftLine } from "@/local/stripe/billing/lines";
import { pendingLines } from "@/local/stripe/billing/pending-lines";
import { periodFrom } from "@/local/stripe/billing/period";
import { endSubscription, hasEnded, planSubscription, saveChange } from "@/local/stripe/billing/subscription-states";
import { emit } from "@/local/stripe/emit";
import { customers, invoices, type Subscription, type SubscriptionItem, subscriptions } from "@/local/stripe/stored";
import { need, needLocked, type Work } from "@/local/stripe/work";

/** A period ended: the subscription ends where that was asked for, else the next period is invoiced and charged. */
export async function cycleSubscription(work: Work, subscriptionId: string): Promise<void> {
  const subscription = await needLocked(work, subscriptions, subscriptionId);
  if (hasEnded(subscription)) return;
  if (isOver(work, subscription)) return endSubscription(work, subscription, "cancellation_requested");

  const next: Subscription = {
    ...subscription,
    status: subscription.status === "trialing" ? "active" : subscription.status,
    items: { ...subscription.items, data: subscription.items.data.map((item) => nextPeriod(subscription, item)) },
  };
  await saveChange(work, subscription, next);
  await planSubscription(work, next);
  await billPeriod(work, next);
}

/** A failed renewal is tried again. */
export async function retryInvoice(work: Work, invoiceId: string): Promise<void> {
  const invoice = await needLocked(work, invoices, invoiceId);
  if (invoice.status === "open") await collect(work, { invoice, method: null, mayAsk: false });
}

export async function announceTrialEnd(work: Work, subscriptionId: string): Promise<void> {
  const subscription = await need(work, subscriptions, subscriptionId);
  if (subscription.status === "trialing") await emit(work, "customer.subscription.trial_will_end", subscription);
}

function isOver(work: Work, subscription: Subscription): boolean {
  return subscription.cancel_at_period_end || (subscription.cancel_at !== null && subscription.cancel_at <= work.now);
}

async function billPeriod(work: Work, subscription: Subscription): Promise<void> {
  const waiting = await work.shelf.lock(pendingLines, subscription.id);
  const lines: DraftLine[] = [...(waiting?.lines ?? []), ...subscription.items.data.map(currentLine)];
  await work.shelf.remove(pendingLines, subscription.id);
  const customer = await need(work, customers, subscription.customer);
  const invoice = await issueInvoice(work, { subscription, customer, lines, billingReason: "subscription_cycle" });
  if (subscription.pause_collection) return;
  if (invoice.amount_due === 0) return settleInvoice(work, invoice.id);

  await collect(work, { invoice, method: null, mayAsk: false });
}

function currentLine(item: SubscriptionItem): DraftLine {
  return cycleLine(item, { start: item.current_period_start, end: item.current_period_end });
}

function nextPeriod(subscription: Subscription, item: SubscriptionItem): SubscriptionItem {
  const { recurring } = item.price;
  if (!recurring) throw new Error(`subscription item ${item.id} does not recur`);

  const period = periodFrom(item.current_period_end, recurring, subscription.billing_cycle_anchor);
  return { ...item, current_period_start: period.start, current_period_end: period.end };
}
