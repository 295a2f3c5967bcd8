import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Price } from "@/components/ui/money";
import type { ProductCard as Card } from "@/lib/catalog/storefront-types";
import { translator } from "@/lib/i18n/translator";
import { type PaymentOffer, priceOffer } from "@/lib/payments/offers";
import { highlight } from "@/lib/search/text";
import type { StoreView } from "@/lib/stores/types";
import { OfferLine } from "./offer-line";
import { ProductPicture } from "./product-picture";
import { Highlighted } from "./search/highlighted";

export type ProductCardProps = {
  store: Pick<StoreView, "locale" | "currency">;
  card: Card;
  offer: PaymentOffer | null;
  /** Marked in the title. */
  searched?: string;
  /** Among the first of the page: its picture is loaded at once. */
  isEager?: boolean;
};

const sizes = "(min-width: 1344px) 20rem, (min-width: 1024px) 30vw, 46vw";

/** A product in a list: picture (another one on hover), name, price, and what the price becomes by Pix or in instalments. */
export function ProductCard({ store, card, offer, searched = "", isEager = false }: ProductCardProps): ReactNode {
  const t = translator(store.locale, "storefront.product");
  const money = { currency: store.currency, locale: store.locale };
  const isReduced = card.compareAtCents !== null && card.isAvailable;

  return (
    <article className="group relative grid content-start gap-3">
      <CardPictures card={card} isEager={isEager} />
      {card.isAvailable && !isReduced ? null : (
        <span
          className={cn(
            "absolute top-2.5 left-2.5 rounded-sm px-2 py-1 font-medium text-xs",
            card.isAvailable ? "bg-accent text-accent-contrast" : "bg-surface/95 text-text-muted",
          )}
        >
          {card.isAvailable ? t("reduced") : t("soldOut")}
        </span>
      )}
      <div className="grid gap-1 nevoa:text-center">
        {card.vendor ? <p className="text-text-muted text-xs sinal:hidden">{card.vendor}</p> : null}
        <h3 className="text-pretty font-medium text-[0.9375rem] leading-snug sinal:font-bold">
          <Link href={`/products/${card.slug}`} className="after:absolute after:inset-0">
            <Highlighted segments={highlight(card.title, searched)} />
          </Link>
        </h3>
        <p className="text-sm">
          {card.hasPriceRange ? <span className="text-text-muted">{t("from")} </span> : null}
          <Price
            amountCents={card.priceCents}
            compareAtCents={card.compareAtCents}
            {...money}
            labels={{ now: t("price"), was: t("was") }}
          />
        </p>
        {card.isAvailable ? (
          <OfferLine offer={priceOffer(card.priceCents, offer)} {...money} t={t} className="text-text-muted text-xs leading-relaxed" />
        ) : null}
      </div>
    </article>
  );
}

function CardPictures({ card, isEager }: { card: Card; isEager: boolean }): ReactNode {
  const [first = null, second] = card.pictures;
  return (
    <div className="relative overflow-hidden rounded-md bg-muted">
      <ProductPicture picture={first} title={card.title} alt="" sizes={sizes} isEager={isEager} isFaded={!card.isAvailable} />
      {second ? (
        <div className="absolute inset-0 opacity-0 transition-opacity duration-200 group-hover:opacity-100 max-lg:hidden">
          <ProductPicture picture={second} title={card.title} alt="" sizes={sizes} />
        </div>
      ) : null}
    </div>
  );
}
