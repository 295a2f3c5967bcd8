export type StockLine = { variantId: string; quantity: number };

/** One line per variant with the quantities summed, sorted by id: two lines of one variant count together, and locks are taken in one order. */
export function mergeLines(lines: readonly StockLine[]): StockLine[] {
  const quantities = new Map<string, number>();
  for (const { variantId, quantity } of lines) quantities.set(variantId, (quantities.get(variantId) ?? 0) + quantity);
  return [...quantities].map(([variantId, quantity]) => ({ variantId, quantity })).sort((a, b) => (a.variantId < b.variantId ? -1 : 1));
}

export type StockState = { isTracked: boolean; allowBackorder: boolean; onHand: number; reserved: number };

/** Units that may be sold now; null when there is no limit (not tracked, or sold beyond stock). Never negative. */
export function availableUnits(stock: StockState): number | null {
  if (!stock.isTracked || stock.allowBackorder) return null;
  return Math.max(0, stock.onHand - stock.reserved);
}

/** Whether at least one unit may be sold. */
export function isSellable(stock: StockState): boolean {
  return availableUnits(stock) !== 0;
}

/** What the database's CHECK on inventory_level accepts: promised units are in stock, unless stock is not what limits sales. */
export function keepsPromises(stock: StockState): boolean {
  return stock.reserved >= 0 && (stock.allowBackorder || !stock.isTracked || stock.reserved <= stock.onHand);
}
