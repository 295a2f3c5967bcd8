import type { ChargeItem, ChargeRequest } from "@/lib/payments/gateways/port";

/** A line as the vendor takes it; `amount` is the price of one unit. */
export type WireItem = { code: string; description: string; amount: number; quantity: number };

const MAX_CODE = 52;
const MAX_DESCRIPTION = 256;

/**
 * Lines whose sum plus shipping is exactly what is charged. The vendor knows no discount and no interest: a discount is
 * spread over the lines in proportion, interest is a line of its own. A line that costs nothing cannot be sent.
 */
export function billedItems(request: ChargeRequest): { items: WireItem[]; shippingCents: number } {
  const lines = request.discountCents === 0 ? request.items.map(wholeLine) : discounted(request.items, request.discountCents);
  if (request.interestCents > 0)
    lines.push({ code: "interest", description: "Juros do parcelamento", amount: request.interestCents, quantity: 1 });

  const items = lines.filter((line) => line.amount > 0);
  if (items.length > 0) return { items, shippingCents: request.shippingCents };
  return { items: [{ code: "shipping", description: "Entrega", amount: request.shippingCents, quantity: 1 }], shippingCents: 0 };
}

function wholeLine(item: ChargeItem): WireItem {
  return {
    code: item.code.slice(0, MAX_CODE),
    description: item.description.slice(0, MAX_DESCRIPTION),
    amount: item.unitPriceCents,
    quantity: item.quantity,
  };
}

/** Each line as one unit at its share of the reduced sum. What rounding down leaves over goes, cent by cent, to the first lines. */
function discounted(items: readonly ChargeItem[], discountCents: number): WireItem[] {
  const totals = items.map((item) => item.unitPriceCents * item.quantity);
  const sum = totals.reduce((left, total) => left + total, 0);
  const cuts = totals.map((total) => Math.floor((total * discountCents) / Math.max(1, sum)));
  let over = discountCents - cuts.reduce((left, share) => left + share, 0);
  return items.map((item, index) => {
    const total = totals[index] ?? 0;
    const share = cuts[index] ?? 0;
    const extra = Math.min(over, total - share);
    over -= extra;
    const description = item.quantity > 1 ? `${item.quantity} × ${item.description}` : item.description;
    return { ...wholeLine(item), description: description.slice(0, MAX_DESCRIPTION), amount: total - share - extra, quantity: 1 };
  });
}
