import { kind } from "@/local/sandbox/records";
import { createPrice } from "@/local/stripe/catalog/prices";
import type { CreateSession } from "@/local/stripe/checkout/session-params";
import { invalidRequest } from "@/local/stripe/errors";
import { mergeMetadata } from "@/local/stripe/form";
import { newId } from "@/local/stripe/ids";
import { type LineItem, type Price, prices, products } from "@/local/stripe/stored";
import { need, type Work } from "@/local/stripe/work";

/** A session's line items, in their order. */
type SessionLines = { id: string; items: LineItem[] };

const sessionLines = kind<SessionLines>("session_lines");

export async function sessionLineItems(work: Work, sessionId: string): Promise<LineItem[]> {
  return (await work.shelf.get(sessionLines, sessionId))?.items ?? [];
}

export async function saveLineItems(work: Work, sessionId: string, items: LineItem[]): Promise<void> {
  await work.shelf.put(sessionLines, sessionId, { id: sessionId, items });
}

/** Prices what is sold. Fails on unknown or inactive prices, mixed currencies, and prices that do not suit the mode. */
export async function buildLineItems(work: Work, params: CreateSession): Promise<LineItem[]> {
  const items: LineItem[] = [];
  for (const [index, given] of params.line_items.entries())
    items.push(await buildLineItem(work, { given, mode: params.mode, param: `line_items[${index}]` }));
  const currencies = new Set(items.map((item) => item.currency));
  if (currencies.size > 1)
    throw invalidRequest(`All prices on a Checkout Session must have the same currency: ${[...currencies].join(", ")}.`, {
      param: "line_items",
    });
  if (params.mode === "subscription" && items.some((item) => !item.price.recurring)) {
    throw invalidRequest("You must provide recurring prices in `subscription` mode (the sandbox knows no one-time prices there).", {
      param: "line_items",
    });
  }
  return items;
}

type Given = { given: CreateSession["line_items"][number]; mode: CreateSession["mode"]; param: string };

async function buildLineItem(work: Work, { given, mode, param }: Given): Promise<LineItem> {
  const price = await priceOf(work, given, param);
  if (mode === "payment" && price.recurring) {
    throw invalidRequest(
      "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.",
      { param: `${param}[price]` },
    );
  }
  const quantity = given.quantity;
  if (quantity === undefined)
    throw invalidRequest("Quantity is required. Add `quantity` to `line_items`.", {
      param: `${param}[quantity]`,
      code: "parameter_missing",
    });
  if (quantity < 1 || quantity > 999_999)
    throw invalidRequest("Invalid quantity: must be between 1 and 999999.", { param: `${param}[quantity]` });

  const product = await need(work, products, price.product);
  const amountCents = Math.round(Number(price.unit_amount_decimal ?? price.unit_amount ?? 0) * quantity);
  return {
    id: newId("li"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amountCents,
    amount_tax: 0,
    amount_total: amountCents,
    currency: price.currency,
    description: product.name,
    metadata: mergeMetadata({}, given.metadata),
    price,
    quantity,
  };
}

async function priceOf(work: Work, given: Given["given"], param: string): Promise<Price> {
  if ((given.price === undefined) === (given.price_data === undefined))
    throw invalidRequest("You must pass either `price` or `price_data`, and not both.", { param });
  if (given.price_data) return createPrice(work, given.price_data);

  const price = await need(work, prices, given.price ?? "", `${param}[price]`);
  if (!price.active)
    throw invalidRequest("The price specified is inactive. This field only accepts active prices.", { param: `${param}[price]` });
  return price;
}

/** Spreads a discount over the lines in proportion; the last cents go to the first lines. */
export function discountLines(items: readonly LineItem[], discountCents: number): LineItem[] {
  const subtotal = items.reduce((sum, item) => sum + item.amount_subtotal, 0);
  if (subtotal === 0 || discountCents === 0) return [...items];

  const shares = items.map((item) => Math.floor((item.amount_subtotal * discountCents) / subtotal));
  const leftover = discountCents - shares.reduce((sum, share) => sum + share, 0);
  return items.map((item, index) => {
    const share = (shares[index] ?? 0) + (index < leftover ? 1 : 0);
    return { ...item, amount_discount: share, amount_total: item.amount_subtotal - share };
  });
}
