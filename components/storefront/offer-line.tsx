import type { ReactNode } from "react";
import { formatMoney } from "@/lib/core/money";
import type { PriceOffer } from "@/lib/payments/offers";

export type OfferWords = (key: string, values?: Record<string, string | number>) => string;

export type OfferLineProps = { offer: PriceOffer; currency: string; locale: string; t: OfferWords; className?: string };

/** What the price becomes by Pix, and in instalments. Nothing when the store promises neither. */
export function OfferLine({ offer, currency, locale, t, className }: OfferLineProps): ReactNode {
  const { pixCents, instalments } = offer;
  if (pixCents === null && instalments === null) return null;
  const money = (cents: number) => formatMoney(cents, currency, locale);
  const words = instalments?.isInterestFree ? "instalmentsFree" : "instalments";

  return (
    <div className={className}>
      {pixCents !== null ? <p>{t("pix", { price: money(pixCents) })}</p> : null}
      {instalments ? <p>{t(words, { count: instalments.count, price: money(instalments.eachCents) })}</p> : null}
    </div>
  );
}
