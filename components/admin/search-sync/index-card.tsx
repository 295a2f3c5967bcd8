import type { ReactNode } from "react";
import { StatusPill, type Tone } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/date-text";
import type { Locale } from "@/lib/core/locale";
import type { Translate } from "@/lib/i18n/translator";
import { DriftTable, type DriftView } from "./drift-table";

export type IndexView = {
  name: string;
  productCount: number;
  driftCount: number;
  oldestChangeAt: Date | null;
  products: readonly DriftView[];
  checkedAt: Date | null;
  builtAt: Date | null;
  isBuilding: boolean;
  failure: string;
};

export type IndexCardProps = { index: IndexView; locale: Locale; timeZone: string; now: Date; productsHref: string; t: Translate };

/** One index: whether it says what the catalogue says, for how long it has not, and which products differ. */
export function IndexCard({ index, locale, timeZone, now, productsHref, t }: IndexCardProps): ReactNode {
  const { tone, key } = stateOf(index);
  const moment = (value: Date | null) =>
    value ? <RelativeTime value={value} now={now} locale={locale} timeZone={timeZone} /> : t("never");
  const facts: [label: string, value: ReactNode][] = [
    [t("facts.products"), new Intl.NumberFormat(locale).format(index.productCount)],
    [t("facts.drift"), new Intl.NumberFormat(locale).format(index.driftCount)],
    [t("facts.lag"), index.oldestChangeAt ? moment(index.oldestChangeAt) : t("noLag")],
    [t("facts.checked"), moment(index.checkedAt)],
    [t("facts.built"), moment(index.builtAt)],
  ];
  return (
    <Card className="grid gap-5 p-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="grid gap-1">
          <h2 className="font-semibold">{t(`indexes.${index.name}.title`)}</h2>
          <p className="max-w-prose text-pretty text-sm text-text-muted">{t(`indexes.${index.name}.help`)}</p>
        </div>
        <StatusPill tone={tone}>{t(`states.${key}`, { count: index.driftCount })}</StatusPill>
      </div>
      {index.failure ? <Callout tone="warning">{t(`failures.${index.failure}`)}</Callout> : null}
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-5">
        {facts.map(([label, value]) => (
          <div key={label} className="grid content-start gap-0.5">
            <dt className="text-sm text-text-muted">{label}</dt>
            <dd className="font-medium tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {index.products.length > 0 ? (
        <DriftTable products={index.products} total={index.driftCount} productsHref={productsHref} t={t} />
      ) : null}
    </Card>
  );
}

function stateOf({ failure, isBuilding, driftCount }: IndexView): { tone: Tone; key: string } {
  if (failure) return { tone: "danger", key: "failing" };
  if (isBuilding) return { tone: "accent", key: "building" };
  return driftCount > 0 ? { tone: "warning", key: "differs" } : { tone: "success", key: "inStep" };
}
