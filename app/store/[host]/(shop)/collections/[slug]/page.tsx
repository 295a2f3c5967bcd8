import type { Metadata } from "next";
import type { ReactNode } from "react";
import { plainText } from "@/lib/catalog/rich-text";
import { largestPicturePath } from "@/lib/core/picture";
import { findCachedCollectionPage } from "@/lib/search/cached";
import { parseListParams } from "@/lib/search/params";
import { placeholderHost } from "@/lib/stores/entrance";
import { type CollectionAddress, CollectionBody, requireCollection } from "./collection";

type Props = { params: Promise<CollectionAddress> };

/** One made-up collection, so that real ones are rendered when first asked for, and kept. */
export function generateStaticParams(): CollectionAddress[] {
  return [{ host: placeholderHost, slug: "placeholder" }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, collection } = await requireCollection(await params);
  const { title, slug, picture } = collection;
  const description = plainText(collection.descriptionHtml).slice(0, 160) || `${title} · ${store.name}`;
  const url = `/collections/${slug}`;
  const images = picture ? [largestPicturePath(picture)] : [];
  return { title, description, alternates: { canonical: url }, openGraph: { title, description, url, images, type: "website" } };
}

/** The collection as it opens: unfiltered, first page, cached whole. Filters and pages are rendered by `./filtered`. */
export default async function CollectionPage({ params }: Props): Promise<ReactNode> {
  const { store, collection } = await requireCollection(await params);
  const answer = await findCachedCollectionPage({ storeId: store.id, locale: store.locale, collectionId: collection.id });
  return <CollectionBody store={store} collection={collection} params={parseListParams({})} answer={answer} />;
}
