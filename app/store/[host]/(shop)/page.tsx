import type { Metadata } from "next";
import type { ReactNode } from "react";
import { CollectionTiles } from "@/components/storefront/collection-tiles";
import { Hero } from "@/components/storefront/hero";
import { JsonLd } from "@/components/storefront/json-ld";
import { Shelf } from "@/components/storefront/shelf";
import { findCachedHomeShelves } from "@/lib/catalog/cached";
import type { HomeShelves } from "@/lib/catalog/storefront";
import { env } from "@/lib/env";
import { type Translate, translator } from "@/lib/i18n/translator";
import { findCachedPaymentOffer } from "@/lib/payments/cached";
import { requireOpenStore } from "@/lib/stores/entrance";
import { addressOf } from "@/lib/stores/hosts";
import type { StoreView } from "@/lib/stores/types";

type Props = { params: Promise<{ host: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const store = await requireOpenStore((await params).host);
  const t = translator(store.locale, "storefront.home");
  return { title: { absolute: store.name }, description: t("description", { store: store.name }), alternates: { canonical: "/" } };
}

export default async function Home({ params }: Props): Promise<ReactNode> {
  const store = await requireOpenStore((await params).host);
  const [shelves, offer] = await Promise.all([findCachedHomeShelves(store.id), findCachedPaymentOffer(store.id)]);
  const t = translator(store.locale, "storefront.home");
  const shared = { store, offer };

  return (
    <main>
      <Hero {...heroOf(store, shelves, t)} />
      <Shelf {...shared} id="featured" title={t("featured")} cards={shelves.featured} more={{ label: t("everything"), href: "/search" }} />
      <CollectionTiles id="collections" title={t("collections")} tiles={shelves.collections} />
      <Shelf
        {...shared}
        id="best-sellers"
        title={t("bestSellers")}
        cards={shelves.bestSellers}
        more={{ label: t("everything"), href: "/search?sort=best-selling" }}
      />
      <JsonLd data={structuredData(store)} />
    </main>
  );
}

/** The merchant's banner; until there is one, the store presents itself with what it sells. */
function heroOf(store: StoreView, shelves: HomeShelves, t: Translate) {
  const { banner } = store.theme;
  const shown = shelves.collections[0]?.picture ?? shelves.featured[0]?.pictures[0] ?? null;
  if (!banner) {
    return { title: store.name, text: t("welcome"), button: { label: t("shop"), href: "/search" }, picture: shown };
  }
  const { title, text, buttonLabel, buttonHref, picture } = banner;
  return {
    title: title || store.name,
    text,
    button: { label: buttonLabel || t("shop"), href: buttonHref || "/search" },
    picture: picture ? { ...picture, storeId: store.id } : shown,
  };
}

function structuredData(store: StoreView): object {
  const url = addressOf(store.primaryHost, env().PLATFORM_URL);
  return {
    "@context": "https://schema.org",
    "@graph": [
      { "@type": "Organization", name: store.name, url, ...(store.contact.email ? { email: store.contact.email } : {}) },
      {
        "@type": "WebSite",
        name: store.name,
        url,
        potentialAction: { "@type": "SearchAction", target: `${url}/search?q={term}`, "query-input": "required name=term" },
      },
    ],
  };
}
