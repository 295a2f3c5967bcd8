import type { ReactNode } from "react";
import { StatusPill, type Tone } from "@/components/ui/badge";
import type { Row } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/date-text";
import { Money } from "@/components/ui/money";
import type { ProductListItem, ProductStatus } from "@/lib/catalog/types";
import type { Locale } from "@/lib/core/locale";
import type { Translate } from "@/lib/i18n/translator";
import type { StoreView } from "@/lib/stores/types";
import { Thumbnail } from "./thumbnail";

export const statusTones: Record<ProductStatus, Tone> = { active: "success", draft: "neutral", archived: "warning" };

export type RowContext = { path: string; locale: Locale; t: Translate; store: Pick<StoreView, "currency" | "timeZone">; now: string };

/** Products as rows of the list. */
export function toRows(items: readonly ProductListItem[], context: RowContext): Row[] {
  const { path, locale, t, store, now } = context;
  return items.map((item) => ({
    id: item.id,
    href: `${path}/${item.id}`,
    name: item.title,
    picture: <Thumbnail picture={item.picture} />,
    cells: {
      status: <StatusPill tone={statusTones[item.status]}>{t(`statuses.${item.status}`)}</StatusPill>,
      stock: <Stock item={item} t={t} />,
      price: <PriceRange item={item} currency={store.currency} locale={locale} />,
      vendor: <span className="text-text-muted">{item.vendor}</span>,
      updated: <RelativeTime value={item.updatedAt} now={now} locale={locale} timeZone={store.timeZone} />,
    },
  }));
}

function Stock({ item, t }: { item: ProductListItem; t: Translate }): ReactNode {
  const { available, variantCount } = item;
  if (available === null) return <span className="text-text-muted">{t("stock.unlimited")}</span>;
  const words =
    variantCount > 1 ? t("stock.inVariants", { count: available, variants: variantCount }) : t("stock.units", { count: available });
  return <span className={available === 0 ? "text-danger" : available <= 5 ? "text-warning" : undefined}>{words}</span>;
}

function PriceRange({ item, currency, locale }: { item: ProductListItem; currency: string; locale: Locale }): ReactNode {
  const { minPriceCents, maxPriceCents } = item;
  if (minPriceCents === maxPriceCents) return <Money amountCents={minPriceCents} currency={currency} locale={locale} />;
  return (
    <span className="whitespace-nowrap">
      <Money amountCents={minPriceCents} currency={currency} locale={locale} />–
      <Money amountCents={maxPriceCents} currency={currency} locale={locale} />
    </span>
  );
}
