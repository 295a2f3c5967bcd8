import type { Metadata } from "next";
import type { ReactNode } from "react";
import { CollectionForm } from "@/components/admin/collections/collection-form";
import { PageHeader } from "@/components/admin/page-header";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { createCollectionAction } from "../actions";
import { collectionFormContext } from "../form-context";

type Props = { params: Promise<{ store: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-collections")("add") };
}

export default async function NewCollectionPage({ params }: Props): Promise<ReactNode> {
  const { store, locale } = await requireMember((await params).store, "catalog:write");
  const t = translator(locale, "admin-collections");
  return (
    <>
      <PageHeader locale={locale} title={t("add")} crumbs={[{ href: `/admin/${store.slug}/collections`, label: t("title") }]} />
      <CollectionForm action={createCollectionAction.bind(null, store.slug)} collection={null} context={collectionFormContext(store)} />
    </>
  );
}
