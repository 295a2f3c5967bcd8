import type { ReactNode } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import type { RunView } from "@/lib/payments/reconcile-queries";
import { RunPill } from "./books-card";
import type { Shown } from "./shown";

/** The last comparisons, the newest first. */
export function RunsCard({ runs, ...shown }: Shown & { runs: readonly RunView[] }): ReactNode {
  const { t, locale, timeZone } = shown;
  return (
    <Card>
      <CardHeader title={t("runs.title")} className="pb-4" />
      <Table>
        <TableHead>
          {(["day", "by", "payments", "found"] as const).map((key) => (
            <HeaderCell key={key}>{t(`columns.${key}`)}</HeaderCell>
          ))}
        </TableHead>
        <TableBody>
          {runs.map((run) => (
            <TableRow key={run.id}>
              <Cell isPrimary>
                <DateText value={run.startedAt} locale={locale} timeZone={timeZone} show="datetime" />
              </Cell>
              <Cell label={t("columns.by")}>{t(run.isByPerson ? "runs.person" : "runs.clock")}</Cell>
              <Cell label={t("columns.payments")}>{run.listedCount}</Cell>
              <Cell label={t("columns.found")}>
                <RunPill run={run} {...shown} />
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
