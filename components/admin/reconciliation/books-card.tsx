import type { ReactNode } from "react";
import { StatusPill, type Tone } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import { Money } from "@/components/ui/money";
import { Select } from "@/components/ui/select";
import { providerNames } from "@/lib/core/provider";
import type { AccountBooks, RunView } from "@/lib/payments/reconcile-queries";
import { dailyDays, periodsDays } from "@/lib/payments/reconcile-rules";
import { ActButton } from "../payments/act-button";
import type { Act, Shown } from "./shown";

export type BooksCardProps = Shown & { books: AccountBooks; compare: Act };

/** One gateway account: how its books and ours stood last, and the button that compares them now. */
export function BooksCard({ books, compare, ...shown }: BooksCardProps): ReactNode {
  const { t, locale, timeZone } = shown;
  const { lastRun, provider, label, accountId } = books;
  return (
    <Card>
      <CardHeader
        title={[providerNames[provider], label].filter(Boolean).join(" · ")}
        description={
          lastRun ? (
            <>
              {t("lastRun")} <DateText value={lastRun.startedAt} locale={locale} timeZone={timeZone} show="datetime" />
            </>
          ) : (
            t("neverRun")
          )
        }
        action={lastRun ? <RunPill run={lastRun} {...shown} /> : null}
      />
      <CardBody>
        {lastRun?.status === "failed" ? <p className="text-sm">{t(`failures.${lastRun.failure ?? "unreachable"}`)}</p> : null}
        {lastRun?.status === "running" ? <p className="text-sm text-text-muted">{t("comparingHelp")}</p> : null}
        {lastRun?.status === "done" ? <Sides run={lastRun} {...shown} /> : null}
        <ActButton
          action={compare}
          fields={{ accountId }}
          label={t(lastRun?.status === "running" ? "comparing" : "compare")}
          done={t("compareStarted")}
        >
          <Select
            name="days"
            aria-label={t("period.label")}
            defaultValue={String(dailyDays)}
            options={periodsDays.map((days) => ({ value: String(days), label: t("period.days", { days }) }))}
          />
        </ActButton>
      </CardBody>
    </Card>
  );
}

const tones = { done: "success", failed: "danger", running: "accent" } as const satisfies Record<RunView["status"], Tone>;

/** How a comparison ended, in a word. */
export function RunPill({ run, t }: { run: RunView } & Shown): ReactNode {
  if (run.status !== "done") return <StatusPill tone={tones[run.status]}>{t(run.status)}</StatusPill>;
  const isAgreed = run.openCount === 0;
  return (
    <StatusPill tone={isAgreed ? tones.done : "warning"}>{isAgreed ? t("agrees") : t("differs", { count: run.openCount })}</StatusPill>
  );
}

function Sides({ run, t, locale, timeZone, currency }: { run: RunView } & Shown): ReactNode {
  const rows = (["captured", "refunded"] as const).map((name) => ({
    name,
    there: run.there[`${name}Cents`],
    here: run.here[`${name}Cents`],
  }));
  return (
    <div className="grid gap-3">
      <table className="w-full text-sm">
        <thead className="text-text-muted text-xs">
          <tr>
            <th scope="col" className="py-1 text-left font-medium">
              <span className="sr-only">{t("columns.payments")}</span>
            </th>
            {(["gateway", "ours"] as const).map((side) => (
              <th key={side} scope="col" className="py-1 pl-4 text-right font-medium">
                {t(`side.${side}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-border">
          {rows.map(({ name, there, here }) => (
            <tr key={name}>
              <th scope="row" className="py-2 text-left font-normal">
                {t(`figures.${name}`)}
              </th>
              {[there, here].map((amountCents, index) => (
                <td key={index === 0 ? "there" : "here"} className="py-2 pl-4 text-right font-medium">
                  <Money amountCents={amountCents} currency={currency} locale={locale} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="text-sm text-text-muted">
        {t("listed", { count: run.listedCount })} · {t("since")} <DateText value={run.since} locale={locale} timeZone={timeZone} />
      </p>
    </div>
  );
}
