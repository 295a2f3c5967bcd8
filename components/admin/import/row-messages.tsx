import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import type { ImportReport } from "@/lib/catalog/import/report";
import type { Translate } from "@/lib/i18n/translator";

/** What is wrong with which row, and with what stands in it. */
export function RowMessages({ report, t }: { report: ImportReport; t: Translate }): ReactNode {
  const { messages, messagesTotal } = report;
  if (messagesTotal === 0) return null;
  const description =
    messagesTotal > messages.length ? t("messages.first", { count: messages.length, total: messagesTotal }) : t("messages.help");
  return (
    <Card>
      <CardHeader title={t("messages.title", { count: messagesTotal })} description={description} />
      <div className="pt-3">
        <Table aria-label={t("messages.title", { count: messagesTotal })}>
          <TableHead>
            <HeaderCell>{t("messages.row")}</HeaderCell>
            <HeaderCell>{t("messages.column")}</HeaderCell>
            <HeaderCell>{t("messages.problem")}</HeaderCell>
            <HeaderCell>{t("messages.value")}</HeaderCell>
            <HeaderCell>{t("messages.effect")}</HeaderCell>
          </TableHead>
          <TableBody>
            {messages.map(({ row, column, code, value, level }) => (
              <TableRow key={`${row}-${column}-${code}`}>
                <Cell isPrimary>{t("messages.rowNumber", { row })}</Cell>
                <Cell label={t("messages.column")}>{column}</Cell>
                <Cell label={t("messages.problem")}>{t(`codes.${code}`)}</Cell>
                <Cell label={t("messages.value")} className="max-w-64 break-all text-text-muted">
                  {value}
                </Cell>
                <Cell label={t("messages.effect")}>
                  <Badge tone={level === "error" ? "danger" : "warning"}>{t(`messages.levels.${level}`)}</Badge>
                </Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </Card>
  );
}
