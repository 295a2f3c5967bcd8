import type { ReactNode } from "react";
import { CartProvider } from "@/components/storefront/cart/cart-provider";
import { Footer } from "@/components/storefront/footer";
import { Header } from "@/components/storefront/header";
import { listCachedMenuCollections } from "@/lib/catalog/cached";
import { translator } from "@/lib/i18n/translator";
import { findCachedPaymentOffer } from "@/lib/payments/cached";
import { listCachedPageLinks } from "@/lib/stores/cached";
import { findEntrance } from "@/lib/stores/entrance";
import { setQuantityAction } from "./cart/actions";

type Props = { params: Promise<{ host: string }>; children: ReactNode };

/** Header, footer and cart around the pages of an open store. The pages themselves answer for hosts that lead nowhere. */
export default async function ShopLayout({ params, children }: Props): Promise<ReactNode> {
  const entrance = await findEntrance((await params).host);
  if (entrance.kind !== "open") return children;

  const { store } = entrance;
  const [collections, pages, offer] = await Promise.all([
    listCachedMenuCollections(store.id),
    listCachedPageLinks(store.id),
    findCachedPaymentOffer(store.id),
  ]);
  const t = translator(store.locale, "storefront");

  return (
    <CartProvider action={setQuantityAction}>
      <a href="#content" className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:bg-surface focus:p-3">
        {t("skip")}
      </a>
      <div className="flex min-h-dvh flex-col">
        <Header store={store} collections={collections} />
        <div id="content" tabIndex={-1} className="flex-1 outline-none">
          {children}
        </div>
        <Footer store={store} pages={pages} methods={offer?.methods ?? []} />
      </div>
    </CartProvider>
  );
}
