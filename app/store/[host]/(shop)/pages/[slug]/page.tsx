import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { RichText } from "@/components/storefront/rich-text";
import { plainText } from "@/lib/catalog/rich-text";
import { translator } from "@/lib/i18n/translator";
import { findCachedPage } from "@/lib/stores/cached";
import { placeholderHost, requireOpenStore } from "@/lib/stores/entrance";

type Address = { host: string; slug: string };
type Props = { params: Promise<Address> };

/** One made-up page, so that real ones are rendered when first asked for, and kept. */
export function generateStaticParams(): Address[] {
  return [{ host: placeholderHost, slug: "placeholder" }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { page } = await requirePage(await params);
  return { title: page.title, description: plainText(page.bodyHtml).slice(0, 160), alternates: { canonical: `/pages/${page.slug}` } };
}

export default async function ContentPage({ params }: Props): Promise<ReactNode> {
  const { store, page } = await requirePage(await params);
  const t = translator(store.locale, "storefront");
  const changed = new Intl.DateTimeFormat(store.locale, { dateStyle: "long", timeZone: store.timeZone }).format(new Date(page.updatedAt));

  return (
    <main className="store-width pt-10 lg:pt-16">
      <div className="mx-auto max-w-2xl">
        <h1 className="store-heading text-pretty text-4xl lg:text-5xl">{page.title}</h1>
        <p className="mt-3 text-sm text-text-muted">{t("pageChanged", { date: changed })}</p>
        <RichText html={page.bodyHtml} className="mt-8 lg:text-lg" />
      </div>
    </main>
  );
}

async function requirePage({ host, slug }: Address) {
  const store = await requireOpenStore(host);
  const page = await findCachedPage(store.id, slug);
  if (!page) notFound();
  return { store, page };
}
