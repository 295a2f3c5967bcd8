import type { ReactNode } from "react";
import { StatusPill } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/date-text";
import { EmptyState } from "@/components/ui/empty-state";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import type { Locale } from "@/lib/core/locale";
import type { Translate } from "@/lib/i18n/translator";
import type { StoreIndexRow } from "@/lib/search/sync-state";

export type AllIndexesProps = { rows: readonly StoreIndexRow[]; locale: Locale; now: Date; t: Translate };

/** The indexes of every store as their last checks found them. */
export function AllIndexes({ rows, locale, now, t }: AllIndexesProps): ReactNode {
  if (rows.length === 0) {
    return (
      <Card>
        <EmptyState title={t("empty.title")}>{t("empty.help")}</EmptyState>
      </Card>
    );
  }
  const moment = (value: Date | null) => (value ? <RelativeTime value={value} now={now} locale={locale} timeZone="UTC" /> : "–");
  return (
    <Card>
      <Table aria-label={t("operator.label")}>
        <TableHead>
          <HeaderCell>{t("operator.store")}</HeaderCell>
          <HeaderCell>{t("operator.index")}</HeaderCell>
          <HeaderCell>{t("operator.state")}</HeaderCell>
          <HeaderCell align="end">{t("facts.drift")}</HeaderCell>
          <HeaderCell align="end">{t("facts.products")}</HeaderCell>
          <HeaderCell>{t("facts.lag")}</HeaderCell>
          <HeaderCell>{t("facts.checked")}</HeaderCell>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={`${row.storeId}-${row.name}`}>
              <Cell isPrimary>
                {row.storeName}
                <span className="block font-normal text-text-muted text-xs">{row.storeSlug}</span>
              </Cell>
              <Cell label={t("operator.index")}>{t(`indexes.${row.name}.title`)}</Cell>
              <Cell label={t("operator.state")}>
                <State row={row} t={t} />
              </Cell>
              <Cell label={t("facts.drift")} align="end" className="tabular-nums">
                {row.driftCount}
              </Cell>
              <Cell label={t("facts.products")} align="end" className="tabular-nums">
                {row.productCount}
              </Cell>
              <Cell label={t("facts.lag")}>{moment(row.oldestChangeAt)}</Cell>
              <Cell label={t("facts.checked")}>{moment(row.checkedAt)}</Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function State({ row, t }: { row: StoreIndexRow; t: Translate }): ReactNode {
  if (row.failure) return <StatusPill tone="danger">{t("states.failing")}</StatusPill>;
  if (row.driftCount > 0) return <StatusPill tone="warning">{t("states.differs", { count: row.driftCount })}</StatusPill>;
  return <StatusPill tone="success">{t("states.inStep")}</StatusPill>;
}
