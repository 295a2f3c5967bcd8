import type { Metadata } from "next";
import type { ReactNode } from "react";
import { ListToolbar } from "@/components/admin/list-toolbar";
import { PageHeader } from "@/components/admin/page-header";
import { Card } from "@/components/ui/card";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import { Pagination } from "@/components/ui/pagination";
import type { SearchParams } from "@/components/ui/search-params";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { customersPerPage, listCustomers } from "@/lib/orders/customers";

type Props = { params: Promise<{ store: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-orders")("customers.title") };
}

export default async function CustomersPage({ params, searchParams }: Props): Promise<ReactNode> {
  const { store, locale } = await requireMember((await params).store, "orders:read");
  const t = translator(locale, "admin-orders");
  const query = await searchParams;
  const search = typeof query.q === "string" ? query.q : "";
  const page = pageOf(query.page);
  const { items, total } = await listCustomers(store.id, { search, page });
  const where = { path: `/admin/${store.slug}/customers`, params: query };
  return (
    <>
      <PageHeader locale={locale} title={t("customers.title")} />
      <Card>
        <ListToolbar {...where} searchLabel={t("customers.search")} chips={[]} />
        {items.length === 0 ? (
          <EmptyState title={t(search ? "customers.notFound" : "customers.none")}>{t("customers.noneText")}</EmptyState>
        ) : (
          <DataTable
            {...where}
            label={t("customers.title")}
            columns={[
              { key: "name", label: t("customers.name") },
              { key: "email", label: t("customers.email") },
              { key: "orders", label: t("customers.orders"), align: "end" },
              { key: "spent", label: t("customers.spent"), align: "end" },
            ]}
            rows={items.map(({ id, name, email, orders, spentCents }) => ({
              id,
              href: `/admin/${store.slug}/orders?q=${encodeURIComponent(email ?? name)}`,
              name: name || email || t("customers.unnamed"),
              cells: {
                email,
                orders: <span className="tabular-nums">{orders}</span>,
                spent: <Money amountCents={spentCents} currency={store.currency} locale={locale} />,
              },
            }))}
          />
        )}
        <Pagination {...where} page={page} pageSize={customersPerPage} total={total} />
      </Card>
    </>
  );
}

function pageOf(typed: SearchParams[string]): number {
  return typeof typed === "string" && /^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : 1;
}
