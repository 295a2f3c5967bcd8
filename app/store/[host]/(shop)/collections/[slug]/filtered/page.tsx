import type { Metadata } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { pageSize, parseListParams, type RawParams } from "@/lib/search/params";
import { postgresSearch } from "@/lib/search/postgres";
import { type CollectionAddress, CollectionBody, collectionSorts, requireCollection } from "../collection";

/** Rendered for each request; the middleware sends filtered, sorted and paged addresses of a collection here. */
export const instant = false;

type Props = { params: Promise<CollectionAddress>; searchParams: Promise<RawParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { collection } = await requireCollection(await params);
  return { title: collection.title, alternates: { canonical: `/collections/${collection.slug}` }, robots: { index: false, follow: true } };
}

export default async function FilteredCollectionPage({ params, searchParams }: Props): Promise<ReactNode> {
  const { store, collection } = await requireCollection(await params);
  const list = { ...parseListParams(await searchParams), text: "" };
  await connection();
  const sort = list.sort && collectionSorts.includes(list.sort) ? list.sort : "featured";
  const answer = await postgresSearch.query(store, { ...list, sort, collectionId: collection.id, pageSize });
  return <CollectionBody store={store} collection={collection} params={list} answer={answer} />;
}
