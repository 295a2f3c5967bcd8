import type { StoreId } from "@/lib/core/ids";
import type { OrderView } from "@/lib/orders/view";
import { findDefaultAccount } from "@/lib/payments/accounts";
import { type CardTokens, cardTokensOf } from "@/lib/payments/card-tokens";
import { instalmentChoices } from "@/lib/payments/terms";
import { priceMethod } from "./pricing";
import { type PayOption, priceMethodOf } from "./quote";

export type PayOptions = {
  options: PayOption[];
  /** Where a card that is typed here becomes a token; null where none is. */
  cardTokens: CardTokens | null;
};

/** The ways to pay an order that was placed, each with what the order costs then. Empty while the store takes no payments. */
export async function listPayOptions(storeId: StoreId, order: OrderView): Promise<PayOptions> {
  const account = await findDefaultAccount(storeId);
  if (!account) return { options: [], cardTokens: null };
  const couponCents = order.discountCents - order.methodDiscountCents;
  const base = { subtotalCents: order.subtotalCents, shippingCents: order.shippingCents, couponCents };
  const options = account.methods.map((method): PayOption => {
    const totals = priceMethod(base, priceMethodOf(method, 1), account.terms);
    return { method, totals, instalments: method === "card" ? instalmentChoices(totals.totalCents, account.terms) : [] };
  });
  return { options, cardTokens: cardTokensOf(account) };
}
