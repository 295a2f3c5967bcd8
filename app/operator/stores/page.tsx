import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { RowAction } from "@/components/admin/row-action";
import { StatusPill } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Pagination } from "@/components/ui/pagination";
import { SearchBox } from "@/components/ui/search-box";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { type Translate, translator } from "@/lib/i18n/translator";
import { requestLocale, requireOperator } from "@/lib/identity/session";
import { listStores, type OperatorStoreRow } from "@/lib/stores/operator";
import { reopenAction, suspendAction } from "./actions";

type Props = { searchParams: Promise<{ q?: string; page?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "operator")("screens.stores") };
}

export default async function StoresPage({ searchParams }: Props): Promise<ReactNode> {
  const { locale } = await requireOperator();
  const { q = "", page: pageText = "1" } = await searchParams;
  const page = Math.max(1, Number.parseInt(pageText, 10) || 1);
  const { rows, total } = await listStores(q, page);
  const t = translator(locale, "operator");
  return (
    <>
      <PageHeader locale={locale} title={t("screens.stores")} description={t("stores.count", { count: total })} />
      <SearchBox action="/operator/stores" label={t("stores.search")} />
      <Card>
        <Table>
          <TableHead>
            {(["store", "status", "plan", "opened"] as const).map((key) => (
              <HeaderCell key={key}>{t(`stores.${key}`)}</HeaderCell>
            ))}
            <HeaderCell align="end">{t("stores.act")}</HeaderCell>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <TableRow key={row.id}>
                <Cell isPrimary>
                  <span className="grid">
                    {row.name}
                    <span className="font-normal text-sm text-text-muted">{row.host}</span>
                  </span>
                </Cell>
                <Cell label={t("stores.status")}>
                  <StatusPill tone={row.status === "active" ? "success" : row.status === "suspended" ? "danger" : "neutral"}>
                    {t(`statuses.${row.status}`)}
                  </StatusPill>
                </Cell>
                <Cell label={t("stores.plan")}>{row.plan ? `${row.plan} · ${row.subscription}` : "–"}</Cell>
                <Cell label={t("stores.opened")}>
                  <DateText value={row.createdAt} locale={locale} timeZone="UTC" />
                </Cell>
                <Cell align="end">
                  <StatusAct row={row} t={t} />
                </Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Card>
      {total > 50 ? <Pagination page={page} pageSize={50} total={total} path="/operator/stores" params={{ q }} /> : null}
    </>
  );
}

function StatusAct({ row, t }: { row: OperatorStoreRow; t: Translate }): ReactNode {
  if (row.status !== "active" && row.status !== "suspended") return null;
  const verb = row.status === "active" ? "suspend" : "reopen";
  return (
    <RowAction
      action={row.status === "active" ? suspendAction : reopenAction}
      fields={{ storeId: row.id }}
      label={t(`${verb}.action`)}
      title={t(`${verb}.title`, { store: row.name })}
      description={t(`${verb}.text`)}
      isDangerous={row.status === "active"}
    >
      <Field name="reason" id={`reason-${row.id}`} label={t("reason")} required>
        <Input maxLength={200} />
      </Field>
    </RowAction>
  );
}
