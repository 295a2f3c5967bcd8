import { LayoutGrid, Plus } from "lucide-react";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { MoveButtons } from "@/components/admin/collections/move-buttons";
import { ListToolbar } from "@/components/admin/list-toolbar";
import { PageHeader } from "@/components/admin/page-header";
import { Thumbnail } from "@/components/admin/products/thumbnail";
import { StatusPill } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { DataTable, type Row } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { type SearchParams, valuesOf } from "@/components/ui/search-params";
import { listCollections } from "@/lib/catalog/collection-queries";
import { type Translate, translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { moveCollectionAction } from "./actions";

type Props = { params: Promise<{ store: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-collections")("title") };
}

export default async function CollectionsPage({ params, searchParams }: Props): Promise<ReactNode> {
  const { store, locale } = await requireMember((await params).store, "catalog:write");
  const t = translator(locale, "admin-collections");
  const query = await searchParams;
  const search = valuesOf(query.q)[0] ?? "";
  const collections = await listCollections(store.id, search);
  const path = `/admin/${store.slug}/collections`;
  const isEmpty = collections.length === 0 && search === "";
  const add = (
    <LinkButton href={`${path}/new`}>
      <Plus aria-hidden /> {t("add")}
    </LinkButton>
  );
  const rows = collections.map(
    ({ id, title, status, productCount, picture }, index): Row => ({
      id,
      href: `${path}/${id}`,
      name: title,
      picture: <Thumbnail picture={picture} />,
      cells: {
        status: <StatusPill tone={status === "active" ? "success" : "neutral"}>{t(`statuses.${status}`)}</StatusPill>,
        products: t("list.products", { count: productCount }),
        order: search ? null : (
          <MoveButtons
            action={moveCollectionAction.bind(null, store.slug)}
            id={id}
            title={title}
            isFirst={index === 0}
            isLast={index === collections.length - 1}
          />
        ),
      },
    }),
  );
  return (
    <>
      <PageHeader locale={locale} title={t("title")} description={t("help")} action={isEmpty ? undefined : add} />
      <Card>
        {isEmpty ? (
          <EmptyState icon={<LayoutGrid />} title={t("empty.title")} action={add}>
            {t("empty.text")}
          </EmptyState>
        ) : (
          <>
            <ListToolbar path={path} params={query} searchLabel={t("search")} chips={[]} />
            {rows.length === 0 ? <EmptyState title={t("none.title")}>{t("none.text")}</EmptyState> : <List {...{ path, query, rows, t }} />}
          </>
        )}
      </Card>
    </>
  );
}

function List({ path, query, rows, t }: { path: string; query: SearchParams; rows: Row[]; t: Translate }): ReactNode {
  return (
    <DataTable
      label={t("title")}
      path={path}
      params={query}
      rows={rows}
      columns={[
        { key: "title", label: t("columns.title") },
        { key: "status", label: t("columns.status") },
        { key: "products", label: t("columns.products") },
        { key: "order", label: t("columns.order"), align: "end" },
      ]}
    />
  );
}
