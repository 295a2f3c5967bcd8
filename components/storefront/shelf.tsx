import Link from "next/link";
import type { ReactNode } from "react";
import type { ProductCard as Card } from "@/lib/catalog/storefront-types";
import type { PaymentOffer } from "@/lib/payments/offers";
import type { StoreView } from "@/lib/stores/types";
import { ProductCard } from "./product-card";

export type ShelfProps = {
  id: string;
  title: string;
  store: Pick<StoreView, "locale" | "currency">;
  cards: readonly Card[];
  offer: PaymentOffer | null;
  more?: { label: string; href: string };
};

/** A row of products under a heading: swiped on a phone, a grid on a desk. Nothing when there are none. */
export function Shelf({ id, title, store, cards, offer, more }: ShelfProps): ReactNode {
  if (cards.length === 0) return null;

  return (
    <section aria-labelledby={id} className="mt-16 lg:mt-24">
      <div className="store-width flex items-baseline justify-between gap-6">
        <h2 id={id} className="store-heading text-2xl lg:text-3xl">
          {title}
        </h2>
        {more ? (
          <Link href={more.href} className="shrink-0 text-sm underline decoration-border-strong underline-offset-6 hover:decoration-text">
            {more.label}
          </Link>
        ) : null}
      </div>
      <ul className="store-width store-shelf mt-6 lg:mt-8" data-columns={cards.length % 4 === 0 ? 4 : 5}>
        {cards.map((card) => (
          <li key={card.id}>
            <ProductCard store={store} card={card} offer={offer} />
          </li>
        ))}
      </ul>
    </section>
  );
}
