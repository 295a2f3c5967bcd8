import { availableUnits, type StockState } from "@/lib/inventory/rules";
import type { CartLineView, CartView, LineNotice } from "./types";

/** The most of one thing in one cart; the database refuses more. */
export const maxLineQuantity = 999;
export const maxLines = 100;

export type PricedLine = Omit<CartLineView, "quantity" | "maxQuantity" | "totalCents" | "notices"> & {
  wantedQuantity: number;
  seenPriceCents: number;
  isOnSale: boolean;
  stock: StockState | null;
};

/** How many can be chosen: what is in stock, within the limit of a line; 0 when it is not for sale. */
export function quantityLimit({ isOnSale, stock }: Pick<PricedLine, "isOnSale" | "stock">): number {
  if (!isOnSale || !stock) return 0;
  return Math.min(availableUnits(stock) ?? maxLineQuantity, maxLineQuantity);
}

/** A line as it would be bought now, with what changed since it was put in. */
export function toLineView(line: PricedLine): CartLineView {
  const { wantedQuantity, seenPriceCents, isOnSale: _isOnSale, stock: _stock, ...view } = line;
  const maxQuantity = quantityLimit(line);
  const quantity = Math.min(wantedQuantity, maxQuantity);
  return { ...view, quantity, maxQuantity, totalCents: quantity * line.unitPriceCents, notices: noticesOf(line, maxQuantity) };
}

function noticesOf({ wantedQuantity, seenPriceCents, unitPriceCents }: PricedLine, maxQuantity: number): LineNotice[] {
  if (maxQuantity === 0) return [{ kind: "unavailable" }];
  const notices: LineNotice[] = [];
  if (seenPriceCents !== unitPriceCents) notices.push({ kind: "price_changed", fromCents: seenPriceCents });
  if (wantedQuantity > maxQuantity) notices.push({ kind: "only_left", units: maxQuantity });
  return notices;
}

/** A cart of these lines. Sums are integers of the store's currency. */
export function toCartView(id: string, lines: readonly CartLineView[]): CartView {
  return {
    id,
    lines: [...lines],
    subtotalCents: lines.reduce((sum, line) => sum + line.totalCents, 0),
    itemCount: lines.reduce((sum, line) => sum + line.quantity, 0),
  };
}
