import { percentOf } from "@/lib/core/money";
import type { PaymentMethod } from "./gateways/port";
import { instalmentChoices, type PaymentTerms } from "./terms";

/** How a store may be paid, as far as shop windows speak of it. */
export type PaymentOffer = { methods: PaymentMethod[]; terms: PaymentTerms };

/** What a price becomes by the ways to pay. Null parts have nothing to say. */
export type PriceOffer = {
  /** The price with the Pix discount. */
  pixCents: number | null;
  instalments: { count: number; eachCents: number; isInterestFree: boolean } | null;
};

/** One of the ways to spread a price over a card. */
export type InstalmentRow = { count: number; eachCents: number; totalCents: number };

export const noOffer: PriceOffer = { pixCents: null, instalments: null };

/** What may be written under a price: the Pix price when Pix is cheaper, and the most instalments, those without interest first. */
export function priceOffer(priceCents: number, offer: PaymentOffer | null): PriceOffer {
  if (!offer || priceCents === 0) return noOffer;
  const { methods, terms } = offer;
  const pix = methods.includes("pix") && terms.pixDiscountPercent > 0;
  const choices = methods.includes("card") ? instalmentChoices(priceCents, terms).filter(({ count }) => count > 1) : [];
  const best = choices.findLast((choice) => choice.interestCents === 0) ?? choices.at(-1);
  return {
    pixCents: pix ? priceCents - percentOf(priceCents, terms.pixDiscountPercent) : null,
    instalments: best ? { count: best.count, eachCents: best.eachCents, isInterestFree: best.interestCents === 0 } : null,
  };
}

/** Every number of instalments that a card may pay a price in, one payment first. Empty where there is nothing to choose. */
export function instalmentTable(priceCents: number, offer: PaymentOffer | null): InstalmentRow[] {
  if (!offer?.methods.includes("card") || priceCents === 0) return [];
  const choices = instalmentChoices(priceCents, offer.terms);
  return choices.length > 1 ? choices.map(({ count, eachCents, totalCents }) => ({ count, eachCents, totalCents })) : [];
}
