import { Download, Package, Plus, Upload } from "lucide-react";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { ListToolbar } from "@/components/admin/list-toolbar";
import { PageHeader } from "@/components/admin/page-header";
import { BulkActions } from "@/components/admin/products/bulk-actions";
import { lastOnly, readFilter, shownSort } from "@/components/admin/products/list-filter";
import { chipsOf, ProductFilters } from "@/components/admin/products/product-filters";
import { toRows } from "@/components/admin/products/product-rows";
import { Card } from "@/components/ui/card";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import type { SearchParams } from "@/components/ui/search-params";
import { listCollections } from "@/lib/catalog/collection-queries";
import { productsPerPage } from "@/lib/catalog/product-filter";
import { listProducts } from "@/lib/catalog/product-list";
import { findProductRoom, readVocabulary } from "@/lib/catalog/queries";
import { type Translate, translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { activateProductsAction, archiveProductsAction, draftProductsAction } from "./actions";

type Props = { params: Promise<{ store: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-products")("title") };
}

export default async function ProductsPage({ params, searchParams }: Props): Promise<ReactNode> {
  const { store, locale } = await requireMember((await params).store, "catalog:write");
  const t = translator(locale, "admin-products");
  const query = lastOnly(await searchParams);
  const filter = readFilter(query);
  const [list, vocabulary, collections, room] = await Promise.all([
    listProducts(store.id, filter),
    readVocabulary(store.id),
    listCollections(store.id),
    findProductRoom(store.id),
  ]);
  const path = `/admin/${store.slug}/products`;
  const isFiltered = Object.keys(filter).some((key) => !["sort", "isDescending", "page"].includes(key));
  const isEmpty = list.total === 0 && !isFiltered;
  const where = { path, params: query };
  return (
    <>
      <PageHeader
        locale={locale}
        title={t("title")}
        description={room.limit === null ? undefined : t("room", { used: room.used, limit: room.limit })}
        action={isEmpty ? undefined : <HeaderActions path={path} t={t} />}
      />
      {isEmpty ? (
        <Nothing path={path} t={t} />
      ) : (
        <Card>
          <ListToolbar
            {...where}
            searchLabel={t("search")}
            filters={<ProductFilters {...where} t={t} vocabulary={vocabulary} collections={collections} />}
            chips={chipsOf(filter, { t, collections })}
          />
          {list.total === 0 ? (
            <EmptyState title={t("none.title")}>{t("none.text")}</EmptyState>
          ) : (
            <DataTable
              {...where}
              label={t("title")}
              columns={[
                { key: "title", label: t("columns.title"), isSortable: true },
                { key: "status", label: t("columns.status") },
                { key: "stock", label: t("columns.stock"), isSortable: true },
                { key: "price", label: t("columns.price"), align: "end", isSortable: true },
                { key: "vendor", label: t("columns.vendor"), className: "max-lg:md:hidden" },
                { key: "updated", label: t("columns.updated"), isSortable: true, className: "max-lg:md:hidden" },
              ]}
              sort={shownSort(filter)}
              rows={toRows(list.items, { path, locale, t, store, now: new Date().toISOString() })}
              bulkActions={
                <BulkActions
                  activate={activateProductsAction.bind(null, store.slug)}
                  draft={draftProductsAction.bind(null, store.slug)}
                  archive={archiveProductsAction.bind(null, store.slug)}
                />
              }
            />
          )}
          <Pagination {...where} page={list.page} pageSize={productsPerPage} total={list.total} />
        </Card>
      )}
    </>
  );
}

function HeaderActions({ path, t }: { path: string; t: Translate }): ReactNode {
  return (
    <>
      <LinkButton href={`${path}/export`} variant="ghost" prefetch={false} download>
        <Download aria-hidden /> {t("export")}
      </LinkButton>
      <LinkButton href={`${path}/import`} variant="secondary">
        <Upload aria-hidden /> {t("import")}
      </LinkButton>
      <LinkButton href={`${path}/new`}>
        <Plus aria-hidden /> {t("add")}
      </LinkButton>
    </>
  );
}

function Nothing({ path, t }: { path: string; t: Translate }): ReactNode {
  return (
    <Card>
      <EmptyState
        icon={<Package />}
        title={t("empty.title")}
        action={
          <span className="flex flex-wrap justify-center gap-2">
            <LinkButton href={`${path}/new`}>{t("add")}</LinkButton>
            <LinkButton href={`${path}/import`} variant="secondary">
              {t("empty.import")}
            </LinkButton>
          </span>
        }
      >
        {t("empty.text")}
      </EmptyState>
    </Card>
  );
}
