import type { ReactNode } from "react";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { type ChartPoint, LineChart } from "@/components/ui/chart";
import { Money } from "@/components/ui/money";
import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";

export type SalesChartProps = { locale: Locale; currency: string; points: readonly ChartPoint[]; totalCents: number };

/** Sales of the last 30 days, a point a day, over the 30 days before. */
export function SalesChart({ locale, currency, points, totalCents }: SalesChartProps): ReactNode {
  const t = translator(locale, "admin-shell");

  return (
    <Card>
      <CardHeader
        title={t("sales.month")}
        action={<Money amountCents={totalCents} currency={currency} locale={locale} className="font-semibold text-lg leading-9" />}
      />
      <CardBody>
        <LineChart
          points={points}
          label={t("sales.chart")}
          names={{ value: t("sales.thisMonth"), before: t("sales.monthBefore") }}
          currency={currency}
          locale={locale}
        />
      </CardBody>
    </Card>
  );
}
