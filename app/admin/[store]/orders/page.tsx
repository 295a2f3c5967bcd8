import { ShoppingBag } from "lucide-react";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { ListToolbar } from "@/components/admin/list-toolbar";
import { OrderPill, PaymentPill } from "@/components/admin/orders/pills";
import { PageHeader } from "@/components/admin/page-header";
import { Card } from "@/components/ui/card";
import { DataTable } from "@/components/ui/data-table";
import { DateText } from "@/components/ui/date-text";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Money } from "@/components/ui/money";
import { Pagination } from "@/components/ui/pagination";
import type { Locale } from "@/lib/core/locale";
import { type Translate, translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { listOrders, type OrderListItem, orderStates, ordersPerPage } from "@/lib/orders/list";
import type { StoreView } from "@/lib/stores/types";

type Props = { params: Promise<{ store: string }>; searchParams: Promise<{ q?: string; state?: string; page?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-orders")("title") };
}

export default async function OrdersPage({ params, searchParams }: Props): Promise<ReactNode> {
  const { store, locale } = await requireMember((await params).store, "orders:read");
  const { q = "", state: wanted, page: pageText = "1" } = await searchParams;
  const state = orderStates.find((known) => known === wanted);
  const page = Math.max(1, Number.parseInt(pageText, 10) || 1);
  const t = translator(locale, "admin-orders");
  const { items, total } = await listOrders(store.id, { search: q, state, page });
  const path = `/admin/${store.slug}/orders`;
  const query = { ...(q ? { q } : {}), ...(state ? { state } : {}) };
  const tabs = [undefined, ...orderStates].map((key) => ({
    href: key ? `${path}?state=${key}` : path,
    label: t(`states.${key ?? "all"}`),
    isCurrent: key === state,
  }));
  return (
    <>
      <PageHeader locale={locale} title={t("title")} />
      <LinkTabs label={t("title")} tabs={tabs} />
      <Card>
        <ListToolbar path={path} params={query} searchLabel={t("search")} chips={[]} />
        {total === 0 ? (
          <EmptyState icon={<ShoppingBag />} title={t(q || state ? "none.title" : "empty.title")}>
            {t(q || state ? "none.text" : "empty.text")}
          </EmptyState>
        ) : (
          <DataTable
            label={t("title")}
            path={path}
            params={query}
            columns={[
              { key: "number", label: t("columns.number") },
              { key: "placed", label: t("columns.placed") },
              { key: "customer", label: t("columns.customer") },
              { key: "payment", label: t("columns.payment") },
              { key: "standing", label: t("columns.standing") },
              { key: "total", label: t("columns.total"), align: "end" },
            ]}
            rows={items.map((item) => toRow(item, { path, store, locale, t }))}
          />
        )}
      </Card>
      {total > 0 ? <Pagination page={page} pageSize={ordersPerPage} total={total} path={path} params={query} /> : null}
    </>
  );
}

type RowContext = { path: string; store: StoreView; locale: Locale; t: Translate };

function toRow(item: OrderListItem, { path, store, locale, t }: RowContext) {
  return {
    id: item.id,
    href: `${path}/${item.id}`,
    name: `#${item.number}`,
    cells: {
      placed: <DateText value={item.placedAt} locale={locale} timeZone={store.timeZone} show="datetime" />,
      customer: item.name || item.email || "–",
      payment: <PaymentPill state={item.paymentState} t={t} />,
      standing: <OrderPill standing={item.standing} t={t} />,
      total: <Money amountCents={item.totalCents} currency={item.currency} locale={locale} />,
    },
  };
}
