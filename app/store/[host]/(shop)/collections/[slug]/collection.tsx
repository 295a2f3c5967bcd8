import { notFound, permanentRedirect } from "next/navigation";
import type { ReactNode } from "react";
import { JsonLd } from "@/components/storefront/json-ld";
import { NothingFound } from "@/components/storefront/list/nothing-found";
import { ProductList } from "@/components/storefront/list/product-list";
import { RichText } from "@/components/storefront/rich-text";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { findCachedCollection, listCachedMenuCollections } from "@/lib/catalog/cached";
import type { StorefrontCollection } from "@/lib/catalog/storefront-types";
import { env } from "@/lib/env";
import { translator } from "@/lib/i18n/translator";
import { findCachedPaymentOffer } from "@/lib/payments/cached";
import type { ListParams } from "@/lib/search/params";
import type { SearchAnswer, Sort } from "@/lib/search/types";
import { findCachedRedirect } from "@/lib/stores/cached";
import { requireOpenStore } from "@/lib/stores/entrance";
import { addressOf } from "@/lib/stores/hosts";
import type { StoreView } from "@/lib/stores/types";

export const collectionSorts: readonly Sort[] = ["featured", "best-selling", "newest", "price-asc", "price-desc"];

export type CollectionAddress = { host: string; slug: string };

/** The collection of this address. An old address leads to the new one for good (308); a made-up one is a true 404. */
export async function requireCollection({
  host,
  slug,
}: CollectionAddress): Promise<{ store: StoreView; collection: StorefrontCollection }> {
  const store = await requireOpenStore(host);
  const collection = await findCachedCollection(store.id, slug);
  if (collection) return { store, collection };

  const target = await findCachedRedirect(store.id, `/collections/${slug}`);
  if (target) permanentRedirect(target);
  notFound();
}

export type CollectionBodyProps = { store: StoreView; collection: StorefrontCollection; params: ListParams; answer: SearchAnswer };

/** A collection: what it is, and its products. */
export async function CollectionBody({ store, collection, params, answer }: CollectionBodyProps): Promise<ReactNode> {
  const [offer, collections] = await Promise.all([findCachedPaymentOffer(store.id), listCachedMenuCollections(store.id)]);
  const t = translator(store.locale, "storefront");
  const path = `/collections/${collection.slug}`;
  const isFiltered = answer.total === 0 && answer.facets.length > 0;

  return (
    <main>
      <div className="store-width grid gap-3 pt-4 lg:pt-6">
        <Breadcrumb label={t("breadcrumb")} crumbs={[{ label: t("menu.home"), href: "/" }]} />
        <h1 className="store-heading text-pretty text-3xl lg:text-5xl">{collection.title}</h1>
        {collection.descriptionHtml ? <RichText html={collection.descriptionHtml} className="max-w-2xl text-text-muted" /> : null}
      </div>
      <ProductList
        store={store}
        path={path}
        params={params}
        answer={answer}
        offer={offer}
        sorts={collectionSorts}
        empty={
          <NothingFound
            locale={store.locale}
            searched=""
            unfilteredHref={isFiltered ? path : null}
            collections={collections.filter((other) => other.slug !== collection.slug)}
          />
        }
      />
      <JsonLd data={listData(store, collection, answer)} />
    </main>
  );
}

function listData(store: StoreView, collection: StorefrontCollection, answer: SearchAnswer): object {
  const url = addressOf(store.primaryHost, env().PLATFORM_URL);
  return {
    "@context": "https://schema.org",
    "@type": "CollectionPage",
    name: collection.title,
    url: `${url}/collections/${collection.slug}`,
    mainEntity: {
      "@type": "ItemList",
      numberOfItems: answer.total,
      itemListElement: answer.cards.map((card, index) => ({
        "@type": "ListItem",
        position: index + 1,
        url: `${url}/products/${card.slug}`,
      })),
    },
  };
}
