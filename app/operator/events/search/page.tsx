import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { AllIndexes } from "@/components/admin/search-sync/all-indexes";
import { Pagination } from "@/components/ui/pagination";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireOperator } from "@/lib/identity/session";
import { listIndexRows } from "@/lib/search/sync-state";

type Props = { searchParams: Promise<{ page?: string }> };

const pageSize = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "search-sync")("title") };
}

export default async function OperatorSearchPage({ searchParams }: Props): Promise<ReactNode> {
  const { locale } = await requireOperator();
  const page = Math.max(1, Number.parseInt((await searchParams).page ?? "1", 10) || 1);
  const { rows, total, differing } = await listIndexRows(page, pageSize);
  const t = translator(locale, "search-sync");
  return (
    <>
      <PageHeader
        locale={locale}
        title={t("title")}
        description={t("operator.help", { count: differing })}
        crumbs={[{ label: translator(locale, "operator")("screens.events"), href: "/operator/events" }]}
      />
      <AllIndexes rows={rows} locale={locale} now={new Date()} t={t} />
      {total > pageSize ? <Pagination page={page} pageSize={pageSize} total={total} path="/operator/events/search" params={{}} /> : null}
    </>
  );
}
