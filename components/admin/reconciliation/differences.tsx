import { CircleCheck, CircleHelp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import type { DifferenceView } from "@/lib/payments/reconcile-queries";
import { ActButton } from "../payments/act-button";
import { RowAction } from "../row-action";
import type { Act, Shown } from "./shown";

/** `isCompared`: the last comparison of each account came to its end, so that none open means that both agree. */
export type OpenDifferencesProps = Shown & { differences: readonly DifferenceView[]; isCompared: boolean; recheck: Act; note: Act };

/** What needs an explanation: both sides' figures, and the two things that can be done. */
export function OpenDifferences({ differences, isCompared, recheck, note, ...shown }: OpenDifferencesProps): ReactNode {
  const { t, locale, timeZone } = shown;
  return (
    <Card>
      <CardHeader title={t("open.title")} description={t("open.help")} className="pb-4" />
      {differences.length === 0 ? (
        <EmptyState
          icon={isCompared ? <CircleCheck /> : <CircleHelp />}
          title={t(isCompared ? "open.empty" : "open.unknown")}
          className="py-10"
        >
          {t(isCompared ? "open.emptyHelp" : "open.unknownHelp")}
        </EmptyState>
      ) : (
        <Table>
          <TableHead>
            {(["payment", "gateway", "ours", "seen"] as const).map((key) => (
              <HeaderCell key={key}>{t(`columns.${key}`)}</HeaderCell>
            ))}
            <HeaderCell align="end">{t("columns.act")}</HeaderCell>
          </TableHead>
          <TableBody>
            {differences.map((one) => (
              <TableRow key={one.id}>
                <FactCells one={one} shown={shown} />
                <Cell label={t("columns.seen")}>
                  <DateText value={one.firstSeenAt} locale={locale} timeZone={timeZone} show="datetime" />
                </Cell>
                <Cell align="end">
                  <div className="flex flex-wrap items-start gap-2 md:justify-end">
                    <ActButton action={recheck} fields={{ differenceId: one.id }} label={t("recheck")} done={t("recheckDone")} />
                    <RowAction
                      action={note}
                      fields={{ differenceId: one.id }}
                      label={t("note.action")}
                      title={t("note.title")}
                      description={t("note.text")}
                      isDangerous={false}
                    />
                  </div>
                </Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}

/** What was settled lately, and how. */
export function ClosedDifferences({ differences, ...shown }: Shown & { differences: readonly DifferenceView[] }): ReactNode {
  const { t, locale, timeZone } = shown;
  return (
    <Card>
      <CardHeader title={t("closed.title")} className="pb-4" />
      <Table>
        <TableHead>
          {(["payment", "gateway", "ours", "how", "resolved"] as const).map((key) => (
            <HeaderCell key={key}>{t(`columns.${key}`)}</HeaderCell>
          ))}
        </TableHead>
        <TableBody>
          {differences.map((one) => (
            <TableRow key={one.id}>
              <FactCells one={one} shown={shown} />
              <Cell label={t("columns.how")}>{t(`closed.${one.state === "noted" ? "noted" : "repaired"}`)}</Cell>
              <Cell label={t("columns.resolved")}>
                {one.resolvedAt ? <DateText value={one.resolvedAt} locale={locale} timeZone={timeZone} show="datetime" /> : null}
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function FactCells({ one, shown }: { one: DifferenceView; shown: Shown }): ReactNode {
  const { t, storeSlug } = shown;
  return (
    <>
      <Cell isPrimary>
        <span className="grid gap-0.5">
          <span className="font-medium">{t(`kinds.${one.kind}`)}</span>
          <span className="flex flex-wrap items-center gap-x-2 text-sm text-text-muted">
            {one.order ? (
              <Link href={`/admin/${storeSlug}/orders/${one.order.id}`} className="text-accent-text underline-offset-2 hover:underline">
                {t("order", { number: one.order.number })}
              </Link>
            ) : null}
            <code className="break-all text-xs">{one.gatewayRef}</code>
          </span>
        </span>
      </Cell>
      <Cell label={t("columns.gateway")}>
        <Side side={one.there} isKnown={one.kind !== "unknown_there"} currency={one.currency} shown={shown} />
      </Cell>
      <Cell label={t("columns.ours")}>
        <Side side={one.here} isKnown={one.kind !== "unknown_here"} currency={one.currency} shown={shown} />
      </Cell>
    </>
  );
}

type SideProps = { side: DifferenceView["there"]; isKnown: boolean; currency: string; shown: Shown };

function Side({ side, isKnown, currency, shown: { t, locale } }: SideProps): ReactNode {
  if (!isKnown) return <span className="text-text-muted">{t("figures.unknown")}</span>;
  return (
    <span className="grid gap-0.5 max-md:justify-items-end">
      <span>
        {t("figures.captured")} <Money amountCents={side.capturedCents} currency={currency} locale={locale} className="font-medium" />
      </span>
      {side.refundedCents > 0 ? (
        <span>
          {t("figures.refunded")} <Money amountCents={side.refundedCents} currency={currency} locale={locale} className="font-medium" />
        </span>
      ) : null}
      {side.isDisputed ? <span className="text-danger">{t("figures.disputed")}</span> : null}
    </span>
  );
}
