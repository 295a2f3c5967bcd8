import { type Collected, collect } from "@/local/stripe/billing/collect";
import { grantDiscount } from "@/local/stripe/billing/discounts";
import { issueInvoice } from "@/local/stripe/billing/invoices";
import { cycleLine, trialLine } from "@/local/stripe/billing/lines";
import { type ItemInput, newItem, newSubscription } from "@/local/stripe/billing/new-subscription";
import { type Period, periodFrom } from "@/local/stripe/billing/period";
import { planSubscription, saveChange } from "@/local/stripe/billing/subscription-states";
import { emit } from "@/local/stripe/emit";
import { invalidRequest } from "@/local/stripe/errors";
import { customers, type Invoice, type PaymentMethod, paymentMethods, type Subscription, subscriptions } from "@/local/stripe/stored";
import { need, type Work } from "@/local/stripe/work";

export type SubscribeInput = {
  customerId: string;
  items: readonly ItemInput[];
  metadata: Record<string, string>;
  description?: string | null;
  coupons?: readonly string[];
  /** Unix seconds; the first charge comes then. */
  trialEnd?: number | null;
  applicationFeePercent?: number | null;
  /** Charged now; null takes the customer's default. */
  method: PaymentMethod | null;
  mayAsk: boolean;
  /** Leaves the first invoice open until someone pays it. */
  isPaidLater?: boolean;
};

export type Subscribed = { subscription: Subscription; invoice: Invoice; collected: Collected | { kind: "later" } };

/** Begins a subscription, issues its first invoice and takes the money. Fails on prices that do not recur or differ in rhythm. */
export async function subscribe(work: Work, input: SubscribeInput): Promise<Subscribed> {
  const subscription = await beginSubscription(work, input);
  const invoice = await issueInvoice(work, {
    subscription,
    customer: await need(work, customers, input.customerId),
    lines: subscription.items.data.map((item) => firstLine(item, subscription.trial_end !== null)),
    billingReason: "subscription_create",
  });
  const collected =
    input.isPaidLater && invoice.amount_due > 0
      ? { kind: "later" as const }
      : await collect(work, { invoice, method: input.method, mayAsk: input.mayAsk });
  return { subscription: await startRhythm(work, subscription.id, collected.kind), invoice, collected };
}

/** A bank debit under way counts as paid until the bank says otherwise; a boleto does not. */
async function startRhythm(work: Work, subscriptionId: string, kind: Subscribed["collected"]["kind"]): Promise<Subscription> {
  const begun = await need(work, subscriptions, subscriptionId);
  const method = begun.default_payment_method;
  const isDebitUnderWay = kind === "pending" && begun.status === "incomplete" && !(await isBoleto(work, method));
  const started: Subscription = isDebitUnderWay ? { ...begun, status: "active" } : begun;
  if (isDebitUnderWay) await saveChange(work, begun, started);
  await planSubscription(work, started);
  return started;
}

async function isBoleto(work: Work, methodId: string | null): Promise<boolean> {
  if (!methodId) return false;

  return (await work.shelf.get(paymentMethods, methodId))?.type === "boleto";
}

async function beginSubscription(work: Work, input: SubscribeInput): Promise<Subscription> {
  const period = firstPeriod(work, input);
  const blank = newSubscription(work, {
    customer: input.customerId,
    currency: input.items[0]?.price.currency ?? "usd",
    items: (id) => input.items.map((item) => newItem(work, id, { input: item, period })),
    metadata: input.metadata,
    description: input.description ?? null,
    defaultMethod: input.method?.id ?? null,
    trialEnd: input.trialEnd ?? null,
    applicationFeePercent: input.applicationFeePercent ?? null,
  });
  const owner = { customer: input.customerId, subscription: blank.id, checkoutSession: null, currency: blank.currency };
  const granted = await Promise.all((input.coupons ?? []).map((coupon) => grantDiscount(work, coupon, owner)));
  const subscription = { ...blank, discounts: granted.map((discount) => discount.id) };
  await work.shelf.put(subscriptions, subscription.id, subscription);
  await emit(work, "customer.subscription.created", subscription);
  return subscription;
}

function firstPeriod(work: Work, { items, trialEnd }: SubscribeInput): Period {
  const rhythms = items.map(({ price }) => price.recurring);
  const [first] = rhythms;
  if (!first || rhythms.includes(null))
    throw invalidRequest("The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.", {
      param: "items",
    });
  if (rhythms.some((rhythm) => rhythm?.interval !== first.interval || rhythm.interval_count !== first.interval_count)) {
    throw invalidRequest("Currently, all subscription items must have the same billing interval.", { param: "items" });
  }
  if (new Set(items.map(({ price }) => price.currency)).size > 1)
    throw invalidRequest("All prices on a subscription must have the same currency.", { param: "items" });

  return trialEnd ? { start: work.now, end: trialEnd } : periodFrom(work.now, first, work.now);
}

function firstLine(item: Subscription["items"]["data"][number], isTrial: boolean): ReturnType<typeof cycleLine> {
  const period = { start: item.current_period_start, end: item.current_period_end };
  return isTrial ? trialLine(item, period) : cycleLine(item, period);
}
