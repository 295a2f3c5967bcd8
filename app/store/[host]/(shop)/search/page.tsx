import type { Metadata } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { NothingFound } from "@/components/storefront/list/nothing-found";
import { ProductList } from "@/components/storefront/list/product-list";
import { Shelf } from "@/components/storefront/shelf";
import { findCachedHomeShelves, listCachedMenuCollections } from "@/lib/catalog/cached";
import { translator } from "@/lib/i18n/translator";
import { findCachedPaymentOffer } from "@/lib/payments/cached";
import { type ListParams, pageSize, parseListParams, type RawParams, toParams } from "@/lib/search/params";
import { searchOf } from "@/lib/search/search";
import type { Sort } from "@/lib/search/types";
import { requireOpenStore } from "@/lib/stores/entrance";

/** Rendered for each request, without a frame sent ahead: it is whole without a script, and its status is true. */
export const instant = false;

type Props = { params: Promise<{ host: string }>; searchParams: Promise<RawParams> };

const sortsForWords: readonly Sort[] = ["relevance", "best-selling", "newest", "price-asc", "price-desc"];
const sortsForAll: readonly Sort[] = ["featured", "best-selling", "newest", "price-asc", "price-desc"];

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const store = await requireOpenStore((await params).host);
  const { text } = parseListParams(await searchParams);
  const t = translator(store.locale, "storefront.search");
  return { title: text ? t("titleFor", { text }) : t("titleAll"), robots: { index: false, follow: true } };
}

export default async function SearchPage({ params, searchParams }: Props): Promise<ReactNode> {
  const store = await requireOpenStore((await params).host);
  const list = parseListParams(await searchParams);
  await connection();
  const sorts = list.text ? sortsForWords : sortsForAll;
  const sort = list.sort && sorts.includes(list.sort) ? list.sort : (sorts[0] ?? "featured");
  const [answer, offer] = await Promise.all([
    searchOf().query(store, { ...list, sort, collectionId: null, pageSize }),
    findCachedPaymentOffer(store.id),
  ]);
  const t = translator(store.locale, "storefront.search");

  return (
    <main data-search={answer.isDegraded ? "degraded" : "whole"}>
      <div className="store-width pt-8 lg:pt-12">
        <h1 className="store-heading text-pretty text-3xl lg:text-4xl">{list.text ? t("titleFor", { text: list.text }) : t("titleAll")}</h1>
        {answer.correctedText ? <p className="mt-3 text-text-muted">{t("correctedTo", { text: answer.correctedText })}</p> : null}
        {answer.isDegraded ? <p className="mt-2 text-text-muted text-xs">{t("degraded")}</p> : null}
      </div>
      <ProductList
        store={store}
        path="/search"
        params={{ ...list, text: answer.correctedText ?? list.text }}
        answer={answer}
        offer={offer}
        sorts={sorts}
        empty={<NothingFound locale={store.locale} searched={list.text} {...(await helpOf(store.id, list))} />}
      />
      {answer.total === 0 ? <BestSellers store={store} offer={offer} title={t("instead")} /> : null}
    </main>
  );
}

async function helpOf(storeId: Parameters<typeof listCachedMenuCollections>[0], list: ListParams) {
  const isFiltered = Object.keys(toParams({ ...list, text: "", sort: null, page: 1 })).length > 0;
  const unfiltered = new URLSearchParams(list.text ? { q: list.text } : {});
  const unfilteredHref = isFiltered ? `/search?${unfiltered}` : null;
  return { unfilteredHref, collections: await listCachedMenuCollections(storeId) };
}

type BestSellersProps = Pick<Parameters<typeof Shelf>[0], "offer" | "title"> & { store: Awaited<ReturnType<typeof requireOpenStore>> };

async function BestSellers({ store, offer, title }: BestSellersProps): Promise<ReactNode> {
  const { bestSellers, featured } = await findCachedHomeShelves(store.id);
  const cards = (bestSellers.length > 0 ? bestSellers : featured).slice(0, 5);
  return <Shelf id="instead" title={title} store={store} cards={cards} offer={offer} />;
}
