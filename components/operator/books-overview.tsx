import type { ReactNode } from "react";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import { StatTile } from "@/components/ui/stat-tile";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import type { Locale } from "@/lib/core/locale";
import type { Translate } from "@/lib/i18n/translator";
import type { BooksOverview } from "@/lib/payments/reconcile-queries";

export type BooksOverviewProps = { overview: BooksOverview; locale: Locale; t: Translate };

/** How the daily comparisons with the gateways stand in all stores. */
export function BooksTiles({ overview, locale, t }: BooksOverviewProps): ReactNode {
  const tiles = [
    ["accounts", overview.accountCount],
    ["comparedToday", overview.comparedToday],
    ["openDifferences", overview.openCount],
    ["failedRuns", overview.failedCount],
  ] as const;
  return (
    <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
      {tiles.map(([name, value]) => (
        <StatTile key={name} label={t(`operator.${name}`)} value={value} locale={locale} />
      ))}
    </div>
  );
}

/** The stores whose books differ, and the comparisons that did not come about. */
export function BooksTables({ overview, locale, t }: BooksOverviewProps): ReactNode {
  const when = (moment: Date) => <DateText value={moment} locale={locale} timeZone="UTC" show="datetime" />;
  return (
    <>
      <Card>
        <CardHeader title={t("operator.openByStore")} className="pb-4" />
        {overview.open.length === 0 ? (
          <CardBody className="pt-0 text-sm text-text-muted">{t("operator.nothingOpen")}</CardBody>
        ) : (
          <Table>
            <TableHead>
              {(["store", "count", "oldest"] as const).map((key) => (
                <HeaderCell key={key}>{t(`operator.${key}`)}</HeaderCell>
              ))}
            </TableHead>
            <TableBody>
              {overview.open.map(({ storeId, storeName, count, oldest }) => (
                <TableRow key={storeId}>
                  <Cell isPrimary>{storeName}</Cell>
                  <Cell label={t("operator.count")}>{count}</Cell>
                  <Cell label={t("operator.oldest")}>{when(oldest)}</Cell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
        {overview.open.reduce((left, { count }) => left - count, overview.openCount) > 0 ? <More t={t} /> : null}
      </Card>
      {overview.failed.length > 0 ? (
        <Card>
          <CardHeader title={t("operator.failedByStore")} className="pb-4" />
          <Table>
            <TableHead>
              {(["store", "why", "when"] as const).map((key) => (
                <HeaderCell key={key}>{t(`operator.${key}`)}</HeaderCell>
              ))}
            </TableHead>
            <TableBody>
              {overview.failed.map(({ storeId, storeName, failure, startedAt }) => (
                <TableRow key={`${storeId}:${startedAt.getTime()}`}>
                  <Cell isPrimary>{storeName}</Cell>
                  <Cell label={t("operator.why")}>{t(`failures.${failure ?? "unreachable"}`)}</Cell>
                  <Cell label={t("operator.when")}>{when(startedAt)}</Cell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
          {overview.failed.length < overview.failedCount ? <More t={t} /> : null}
        </Card>
      ) : null}
    </>
  );
}

function More({ t }: Pick<BooksOverviewProps, "t">): ReactNode {
  return <p className="px-5 py-3 text-sm text-text-muted">{t("operator.more")}</p>;
}
