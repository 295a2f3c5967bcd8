import type { ReactNode } from "react";
import { Money } from "@/components/ui/money";
import { StatTile } from "@/components/ui/stat-tile";
import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";

export type DaySales = { orders: number; salesCents: number };

export type SalesTilesProps = {
  locale: Locale;
  currency: string;
  today: DaySales;
  /** The same weekday a week ago, up to the same hour. */
  before: DaySales;
  /** The weekday's name in the reader's language. */
  weekday: string;
};

/** Today's sales, orders and average order, each against the same weekday. */
export function SalesTiles({ locale, currency, today, before, weekday }: SalesTilesProps): ReactNode {
  const t = translator(locale, "admin-shell");
  const money = (amountCents: number) => <Money amountCents={amountCents} currency={currency} locale={locale} />;
  const change = (now: number, then: number) => {
    const share = then === 0 ? null : (now - then) / then;
    return { share, against: share === null ? t("sales.nothingBefore") : t("sales.against", { weekday }) };
  };

  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <StatTile
        locale={locale}
        label={t("sales.today")}
        value={money(today.salesCents)}
        change={change(today.salesCents, before.salesCents)}
      />
      <StatTile
        locale={locale}
        label={t("sales.orders")}
        value={new Intl.NumberFormat(locale).format(today.orders)}
        change={change(today.orders, before.orders)}
      />
      <StatTile
        locale={locale}
        label={t("sales.average")}
        value={money(averageCents(today))}
        change={change(averageCents(today), averageCents(before))}
      />
    </div>
  );
}

/** The mean order, rounded to a whole cent; 0 without orders. */
function averageCents({ orders, salesCents }: DaySales): number {
  return orders === 0 ? 0 : Math.round(salesCents / orders);
}
