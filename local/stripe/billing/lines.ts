import type { Period } from "@/local/stripe/billing/period";
import { newId } from "@/local/stripe/ids";
import type { InvoiceLine, Price, SubscriptionItem } from "@/local/stripe/stored";

/** A line before it stands on an invoice. */
export type DraftLine = {
  itemId: string;
  subscriptionId: string;
  price: Price;
  quantity: number;
  /** Minor units; negative for a credit. */
  amount: number;
  description: string;
  period: Period;
  isProration: boolean;
};

export function cycleLine(item: SubscriptionItem, period: Period): DraftLine {
  const quantity = item.quantity ?? 1;
  return {
    itemId: item.id,
    subscriptionId: item.subscription,
    price: item.price,
    quantity,
    amount: (item.price.unit_amount ?? 0) * quantity,
    description: `${quantity} × ${item.price.nickname ?? item.price.product}`,
    period,
    isProration: false,
  };
}

/** A free line for the time of a trial. */
export function trialLine(item: SubscriptionItem, period: Period): DraftLine {
  return { ...cycleLine(item, period), amount: 0, description: `Trial period for ${item.price.nickname ?? item.price.product}` };
}

/**
 * Credit for the unused time of the old price, charge for the remaining time of the new one; by the second. Null where an item is added or taken away.
 * https://docs.stripe.com/billing/subscriptions/prorations
 */
export function prorationLines({
  before,
  after,
  at,
}: {
  before: SubscriptionItem | null;
  after: SubscriptionItem | null;
  at: number;
}): DraftLine[] {
  return [
    ...(before ? [shareOf(before, { at, sign: -1, label: "Unused time" })] : []),
    ...(after ? [shareOf(after, { at, sign: 1, label: "Remaining time" })] : []),
  ];
}

function shareOf(item: SubscriptionItem, { at, sign, label }: { at: number; sign: 1 | -1; label: string }): DraftLine {
  const share = (item.current_period_end - at) / (item.current_period_end - item.current_period_start);
  const line = cycleLine(item, { start: at, end: item.current_period_end });
  return { ...line, amount: sign * Math.round(line.amount * share), description: `${label} on ${line.description}`, isProration: true };
}

export function invoiceLine(draft: DraftLine, invoiceId: string): InvoiceLine {
  return {
    id: newId("il"),
    object: "line_item",
    amount: draft.amount,
    currency: draft.price.currency,
    description: draft.description,
    discount_amounts: [],
    discountable: !draft.isProration,
    discounts: [],
    invoice: invoiceId,
    livemode: false,
    metadata: {},
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: draft.isProration,
        proration_details: null,
        subscription: draft.subscriptionId,
        subscription_item: draft.itemId,
      },
      type: "subscription_item_details",
    },
    period: draft.period,
    pretax_credit_amounts: [],
    pricing: {
      price_details: { price: draft.price.id, product: draft.price.product },
      type: "price_details",
      unit_amount_decimal: null,
    },
    quantity: draft.quantity,
    quantity_decimal: String(draft.quantity),
    subscription: draft.subscriptionId,
    subtotal: draft.amount,
    taxes: [],
  };
}
