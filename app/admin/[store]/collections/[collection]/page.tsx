import { ExternalLink } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { CollectionForm } from "@/components/admin/collections/collection-form";
import { PageHeader } from "@/components/admin/page-header";
import { RowAction } from "@/components/admin/row-action";
import { Card, CardBody } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import type { SearchParams } from "@/components/ui/search-params";
import { findCollection } from "@/lib/catalog/collection-queries";
import { isId } from "@/lib/core/ids";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { deleteCollectionAction, updateCollectionAction } from "../actions";
import { collectionFormContext } from "../form-context";

type Props = { params: Promise<{ store: string; collection: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-collections")("edit") };
}

export default async function CollectionPage({ params, searchParams }: Props): Promise<ReactNode> {
  const { store: slug, collection: collectionId } = await params;
  const { store, locale } = await requireMember(slug, "catalog:write");
  const collection = isId(collectionId) ? await findCollection(store.id, collectionId) : null;
  if (!collection) notFound();
  const t = translator(locale, "admin-collections");
  const context = collectionFormContext(store);
  return (
    <>
      <PageHeader
        locale={locale}
        title={collection.title}
        crumbs={[{ href: `/admin/${store.slug}/collections`, label: t("title") }]}
        action={
          collection.status === "active" ? (
            <LinkButton href={context.addressStart + collection.slug} variant="secondary" target="_blank">
              <ExternalLink aria-hidden /> {t("view")}
            </LinkButton>
          ) : undefined
        }
      />
      <CollectionForm
        action={updateCollectionAction.bind(null, store.slug)}
        collection={collection}
        context={context}
        isNew={(await searchParams).made === "1"}
      />
      <Card>
        <CardBody className="flex flex-wrap items-center gap-3">
          <p className="mr-auto text-sm text-text-muted">{t("ending.help")}</p>
          <RowAction
            action={deleteCollectionAction.bind(null, store.slug)}
            fields={{ collectionId: collection.id }}
            label={t("ending.delete")}
            title={t("ending.deleteTitle", { title: collection.title })}
            description={t("ending.deleteText")}
          />
        </CardBody>
      </Card>
    </>
  );
}
