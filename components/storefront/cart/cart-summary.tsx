import Link from "next/link";
import type { ReactNode } from "react";
import { buttonVariants } from "@/components/ui/button";
import { Money } from "@/components/ui/money";
import { translator } from "@/lib/i18n/translator";
import type { PriceOffer } from "@/lib/payments/offers";
import type { StoreView } from "@/lib/stores/types";
import { OfferLine } from "../offer-line";

export type CartSummaryProps = { subtotalCents: number; itemCount: number; offer: PriceOffer; store: StoreView };

/** What the cart costs, and the way to pay. A plain link: the checkout is a document of its own, with stricter rules. */
export function CartSummary({ subtotalCents, itemCount, offer, store }: CartSummaryProps): ReactNode {
  const t = translator(store.locale, "cart");
  const tp = translator(store.locale, "storefront.product");
  const money = { currency: store.currency, locale: store.locale };

  return (
    <section aria-labelledby="summary" className="grid content-start gap-4 self-start rounded-lg bg-muted p-6 lg:sticky lg:top-32">
      <h2 id="summary" className="font-medium">
        {t("summary")}
      </h2>
      <p className="flex items-baseline justify-between">
        <span>{t("subtotalOf", { count: itemCount })}</span>
        <Money amountCents={subtotalCents} {...money} className="font-medium text-xl" />
      </p>
      <OfferLine offer={offer} {...money} t={tp} className="text-right text-sm text-text-muted" />
      <p className="text-pretty text-sm text-text-muted">{t("shippingLater")}</p>
      {itemCount > 0 ? (
        <a href="/checkout" className={buttonVariants({ size: "lg", width: "full" })}>
          {t("checkout")}
        </a>
      ) : (
        <p className="rounded-md bg-warning-soft p-3 text-sm text-warning">{t("nothingToBuy")}</p>
      )}
      <Link href="/search" className="inline-flex min-h-11 items-center justify-center text-sm underline underline-offset-4">
        {t("goOn")}
      </Link>
    </section>
  );
}
