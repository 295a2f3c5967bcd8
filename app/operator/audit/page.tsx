import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { Card } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import { Pagination } from "@/components/ui/pagination";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { listAudit } from "@/lib/audit/queries";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireOperator } from "@/lib/identity/session";
import { namesOfStores } from "@/lib/stores/queries";

type Props = { searchParams: Promise<{ page?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "operator")("screens.audit") };
}

export default async function AuditPage({ searchParams }: Props): Promise<ReactNode> {
  const { locale } = await requireOperator();
  const page = Math.max(1, Number.parseInt((await searchParams).page ?? "1", 10) || 1);
  const t = translator(locale, "operator");
  const { rows, total } = await listAudit(page);
  const names = await namesOfStores(rows.flatMap(({ storeId }) => (storeId ? [storeId] : [])));
  return (
    <>
      <PageHeader locale={locale} title={t("screens.audit")} />
      <Card>
        <Table>
          <TableHead>
            {(["action", "store", "actor", "when"] as const).map((key) => (
              <HeaderCell key={key}>{t(`audit.${key}`)}</HeaderCell>
            ))}
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <TableRow key={row.id}>
                <Cell isPrimary>{row.action}</Cell>
                <Cell label={t("audit.store")}>{names.get(row.storeId ?? "") ?? "–"}</Cell>
                <Cell label={t("audit.actor")}>{row.actor || t(`actors.${row.actorKind}`)}</Cell>
                <Cell label={t("audit.when")}>
                  <DateText value={row.createdAt} locale={locale} timeZone="UTC" show="datetime" />
                </Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Card>
      {total > 50 ? <Pagination page={page} pageSize={50} total={total} path="/operator/audit" params={{}} /> : null}
    </>
  );
}
