import { collect } from "@/local/stripe/billing/collect";
import { issueInvoice } from "@/local/stripe/billing/invoices";
import { cycleLine, type DraftLine, prorationLines } from "@/local/stripe/billing/lines";
import { newItem, planOf } from "@/local/stripe/billing/new-subscription";
import { addPendingLines } from "@/local/stripe/billing/pending-lines";
import { periodFrom } from "@/local/stripe/billing/period";
import { currentPeriod } from "@/local/stripe/billing/subscription-states";
import { invalidRequest, resourceMissing } from "@/local/stripe/errors";
import { customers, type Price, prices, type Subscription, type SubscriptionItem } from "@/local/stripe/stored";
import { need, type Work } from "@/local/stripe/work";

export type ItemChange = { id?: string; price?: string; quantity?: number; deleted?: boolean; metadata?: Record<string, string> };
export type Proration = "create_prorations" | "always_invoice" | "none";

export type ChangedItems = {
  items: SubscriptionItem[];
  lines: DraftLine[];
  /** The new price has another rhythm: a new period begins now and is invoiced now. */
  isNewRhythm: boolean;
};

/** What a subscription's items and the invoice lines for the difference become. Nothing is stored. */
export async function changeItems(work: Work, subscription: Subscription, changes: readonly ItemChange[]): Promise<ChangedItems> {
  let items = [...subscription.items.data];
  const lines: DraftLine[] = [];
  let isNewRhythm = false;
  for (const change of changes) {
    const before = items.find((item) => item.id === change.id);
    if (change.id && !before) throw resourceMissing("subscription_item", change.id, "items[0][id]");
    const after = change.deleted ? null : await changedItem(work, { subscription, before: before ?? null, change });
    isNewRhythm ||= Boolean(before && after && !hasSameRhythm(before.price, after.price));
    lines.push(...prorationLines({ before: before ?? null, after: isNewRhythm ? null : after, at: work.now }));
    items = items.filter((item) => item !== before);
    if (after) items.push(after);
  }
  if (items.length === 0) throw invalidRequest("A subscription must have at least one active item.", { param: "items" });

  return isNewRhythm ? restart(work, { items, lines }) : { items, lines: subscription.status === "trialing" ? [] : lines, isNewRhythm };
}

/** Brings the difference onto an invoice: at once, or with the next period. */
export async function billChange(
  work: Work,
  subscription: Subscription,
  { changed, proration }: { changed: ChangedItems; proration: Proration },
): Promise<void> {
  const lines = proration === "none" ? changed.lines.filter((line) => !line.isProration) : changed.lines;
  if (lines.length === 0) return;
  if (proration !== "always_invoice" && !changed.isNewRhythm) return addPendingLines(work, subscription.id, lines);

  const customer = await need(work, customers, subscription.customer);
  const invoice = await issueInvoice(work, { subscription, customer, lines, billingReason: "subscription_update" });
  await collect(work, { invoice, method: null, mayAsk: false });
}

function restart(work: Work, { items, lines }: { items: SubscriptionItem[]; lines: DraftLine[] }): ChangedItems {
  const restarted = items.map((item) => {
    const period = item.price.recurring
      ? periodFrom(work.now, item.price.recurring, work.now)
      : { start: work.now, end: item.current_period_end };
    return { ...item, current_period_start: period.start, current_period_end: period.end };
  });
  const full = restarted.map((item) => cycleLine(item, { start: item.current_period_start, end: item.current_period_end }));
  return { items: restarted, lines: [...lines, ...full], isNewRhythm: true };
}

async function changedItem(
  work: Work,
  { subscription, before, change }: { subscription: Subscription; before: SubscriptionItem | null; change: ItemChange },
): Promise<SubscriptionItem> {
  const price = change.price ? await need(work, prices, change.price, "items[0][price]") : before?.price;
  if (!price) throw invalidRequest("Missing required param: items[0][price].", { param: "items[0][price]", code: "parameter_missing" });
  if (!price.recurring)
    throw invalidRequest("The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.", {
      param: "items[0][price]",
    });
  if (price.currency !== subscription.currency)
    throw invalidRequest("The price's currency must be the subscription's.", { param: "items[0][price]" });
  if (!before) {
    const input = { price, quantity: change.quantity ?? 1, metadata: change.metadata ?? {} };
    return newItem(work, subscription.id, { input, period: currentPeriod(subscription) });
  }
  return {
    ...before,
    price,
    plan: planOf(price),
    quantity: change.quantity ?? before.quantity ?? 1,
    metadata: change.metadata ?? before.metadata,
  };
}

function hasSameRhythm(left: Price, right: Price): boolean {
  return left.recurring?.interval === right.recurring?.interval && left.recurring?.interval_count === right.recurring?.interval_count;
}
