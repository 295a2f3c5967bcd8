import type { Metadata } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { CartLine } from "@/components/storefront/cart/cart-line";
import { CartSummary } from "@/components/storefront/cart/cart-summary";
import { EmptyCart } from "@/components/storefront/cart/empty-cart";
import { readCartToken } from "@/lib/cart/cookies";
import { findCart } from "@/lib/cart/queries";
import { translator } from "@/lib/i18n/translator";
import { findCachedPaymentOffer } from "@/lib/payments/cached";
import { priceOffer } from "@/lib/payments/offers";
import { requireOpenStore } from "@/lib/stores/entrance";
import { setQuantityAction } from "./actions";

/** Each shopper's own, rendered for each request. */
export const instant = false;

type Props = { params: Promise<{ host: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const store = await requireOpenStore((await params).host);
  return { title: translator(store.locale, "cart")("title"), robots: { index: false } };
}

export default async function CartPage({ params }: Props): Promise<ReactNode> {
  const store = await requireOpenStore((await params).host);
  await connection();
  const cart = await findCart(store.id, await readCartToken());
  const t = translator(store.locale, "cart");
  const offer = cart ? priceOffer(cart.subtotalCents, await findCachedPaymentOffer(store.id)) : null;

  return (
    <main className="store-width pt-8 lg:pt-12">
      <h1 className="store-heading text-3xl lg:text-4xl">{t("title")}</h1>
      {cart && cart.lines.length > 0 && offer ? (
        <div className="mt-4 grid gap-10 lg:mt-8 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-16">
          <ul className="divide-y divide-border self-start border-border border-y">
            {cart.lines.map((line) => (
              <CartLine key={line.variantId} line={line} action={setQuantityAction} />
            ))}
          </ul>
          <CartSummary subtotalCents={cart.subtotalCents} itemCount={cart.itemCount} offer={offer} store={store} />
        </div>
      ) : (
        <EmptyCart />
      )}
    </main>
  );
}
