import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { AuditTable } from "@/components/operator/audit-table";
import { Card } from "@/components/ui/card";
import { FilterChips } from "@/components/ui/filter-chips";
import { FilterMenu } from "@/components/ui/filter-menu";
import { Pagination } from "@/components/ui/pagination";
import { auditAreas, auditRowsPerPage, listAudit } from "@/lib/audit/queries";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireOperator } from "@/lib/identity/session";
import { namesOfStores } from "@/lib/stores/queries";

type Props = { searchParams: Promise<{ page?: string; area?: string }> };

const path = "/operator/audit";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "operator")("screens.audit") };
}

export default async function AuditPage({ searchParams }: Props): Promise<ReactNode> {
  const { locale } = await requireOperator();
  const asked = await searchParams;
  const page = Math.max(1, Number.parseInt(asked.page ?? "1", 10) || 1);
  const area = auditAreas.find((known) => known === asked.area) ?? null;
  const t = translator(locale, "operator");
  const { rows, total } = await listAudit({ page, area });
  const names = await namesOfStores(rows.flatMap(({ storeId }) => (storeId ? [storeId] : [])));
  const params = area ? { area } : {};
  const options = auditAreas.map((value) => ({ value, label: t(`audit.areas.${value}`) }));
  return (
    <>
      <PageHeader locale={locale} title={t("screens.audit")} description={t("audit.help")} />
      <Card>
        {total > 0 || area ? (
          <div className="flex flex-wrap items-center gap-3 border-border border-b p-4">
            <FilterMenu label={t("audit.about")} param="area" options={options} path={path} params={{}} />
            <FilterChips
              path={path}
              params={params}
              chips={options.filter(({ value }) => value === area).map((one) => ({ ...one, param: "area" }))}
            />
          </div>
        ) : null}
        <AuditTable rows={rows} names={names} isFiltered={area !== null} locale={locale} t={t} />
      </Card>
      {total > auditRowsPerPage ? <Pagination page={page} pageSize={auditRowsPerPage} total={total} path={path} params={params} /> : null}
    </>
  );
}
