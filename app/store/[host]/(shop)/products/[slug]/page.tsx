import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import type { ReactNode } from "react";
import { JsonLd } from "@/components/storefront/json-ld";
import { BuyBox } from "@/components/storefront/product/buy-box";
import { Details } from "@/components/storefront/product/details";
import { Gallery } from "@/components/storefront/product/gallery";
import { PictureChoiceProvider } from "@/components/storefront/product/picture-choice";
import type { OfferedVariant } from "@/components/storefront/product/types";
import { Shelf } from "@/components/storefront/shelf";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { findCachedProduct, listCachedRelatedProducts } from "@/lib/catalog/cached";
import { plainText } from "@/lib/catalog/rich-text";
import type { StorefrontProduct } from "@/lib/catalog/storefront-types";
import { largestPicturePath } from "@/lib/core/picture";
import { env } from "@/lib/env";
import { translator } from "@/lib/i18n/translator";
import { findCachedPaymentOffer } from "@/lib/payments/cached";
import { type InstalmentRow, instalmentTable, type PaymentOffer, priceOffer } from "@/lib/payments/offers";
import { findCachedRedirect, listCachedPageLinks } from "@/lib/stores/cached";
import { placeholderHost, requireOpenStore } from "@/lib/stores/entrance";
import { addressOf } from "@/lib/stores/hosts";
import type { StoreView } from "@/lib/stores/types";
import { addToCartAction } from "../../cart/actions";
import { productData } from "./structured-data";

type Props = { params: Promise<{ host: string; slug: string }> };

/** One made-up product, so that real ones are rendered when first asked for, and kept. */
export function generateStaticParams(): { host: string; slug: string }[] {
  return [{ host: placeholderHost, slug: "placeholder" }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, product } = await requireProduct(await params);
  const description = product.seoDescription || plainText(product.descriptionHtml).slice(0, 160) || store.name;
  const title = product.seoTitle || product.title;
  const images = product.pictures.slice(0, 4).map((picture) => ({ url: largestPicturePath(picture), alt: picture.alt }));
  const url = `/products/${product.slug}`;
  return { title, description, alternates: { canonical: url }, openGraph: { title, description, url, images, type: "website" } };
}

export default async function ProductPage({ params }: Props): Promise<ReactNode> {
  const { store, product } = await requireProduct(await params);
  const [offer, related, pages] = await Promise.all([
    findCachedPaymentOffer(store.id),
    listCachedRelatedProducts(store.id, product.id),
    listCachedPageLinks(store.id),
  ]);
  const t = translator(store.locale, "storefront");
  const variants = withOffers(product, offer);
  const { collection } = product;
  const crumbs = [
    { label: t("menu.home"), href: "/" },
    ...(collection ? [{ label: collection.title, href: `/collections/${collection.slug}` }] : []),
  ];

  return (
    <main>
      <div className="store-width pt-4 lg:pt-6">
        <Breadcrumb label={t("breadcrumb")} crumbs={crumbs} />
        <PictureChoiceProvider key={product.id}>
          <div className="mt-3 grid gap-8 lg:mt-5 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:gap-14">
            <Gallery title={product.title} pictures={product.pictures} />
            <div className="grid content-start gap-6 lg:sticky lg:top-32 lg:self-start">
              <div className="grid gap-2">
                {product.vendor ? <p className="text-sm text-text-muted">{product.vendor}</p> : null}
                <h1 className="store-heading text-pretty text-3xl leading-tight lg:text-4xl">{product.title}</h1>
              </div>
              <BuyBox productId={product.id} title={product.title} options={product.options} variants={variants} action={addToCartAction} />
              <Details store={store} product={product} pages={pages} />
            </div>
          </div>
        </PictureChoiceProvider>
      </div>
      <Shelf id="related" title={t("product.related")} store={store} cards={related.slice(0, 5)} offer={offer} />
      <JsonLd data={productData(product, { currency: store.currency, url: addressOf(store.primaryHost, env().PLATFORM_URL), crumbs })} />
    </main>
  );
}

/** Variants of one price share one table: it goes to the browser once. */
function withOffers({ variants }: StorefrontProduct, offer: PaymentOffer | null): OfferedVariant[] {
  const tables = new Map<number, InstalmentRow[]>();
  return variants.map((variant) => {
    const instalments = tables.get(variant.priceCents) ?? instalmentTable(variant.priceCents, offer);
    tables.set(variant.priceCents, instalments);
    return { ...variant, offer: priceOffer(variant.priceCents, offer), instalments };
  });
}

/** The product of this address. An old address leads to the new one for good (308); a made-up one is a true 404. */
async function requireProduct({ host, slug }: { host: string; slug: string }): Promise<{ store: StoreView; product: StorefrontProduct }> {
  const store = await requireOpenStore(host);
  const product = await findCachedProduct(store.id, slug);
  if (product) return { store, product };

  const target = await findCachedRedirect(store.id, `/products/${slug}`);
  if (target) permanentRedirect(target);
  notFound();
}
