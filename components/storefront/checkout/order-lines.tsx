import type { ReactNode } from "react";
import { Money } from "@/components/ui/money";
import type { Translate } from "@/lib/i18n/translator";

export type OrderLine = {
  title: string;
  variantTitle: string;
  imageUrl: string | null;
  unitPriceCents: number;
  quantity: number;
};

export type OrderLinesProps = { lines: readonly (OrderLine & { key: string })[]; currency: string; locale: string; t: Translate };

/** What is bought: picture with the number of units, name, price. */
export function OrderLines({ lines, currency, locale, t }: OrderLinesProps): ReactNode {
  return (
    <ul className="grid gap-4">
      {lines.map((line) => (
        <li key={line.key} className="flex items-center gap-4">
          <Thumbnail line={line} label={t("summary.quantity", { count: line.quantity })} />
          <div className="min-w-0 flex-1 text-sm">
            <p className="text-pretty font-medium">{line.title}</p>
            {line.variantTitle ? <p className="text-text-muted">{line.variantTitle}</p> : null}
          </div>
          <Money amountCents={line.unitPriceCents * line.quantity} currency={currency} locale={locale} className="text-sm" />
        </li>
      ))}
    </ul>
  );
}

function Thumbnail({ line, label }: { line: OrderLine; label: string }): ReactNode {
  return (
    <div className="relative shrink-0">
      <div className="store-blank grid h-18 w-15 place-items-center overflow-hidden rounded-sm border border-border bg-muted">
        {line.imageUrl ? (
          // biome-ignore lint/performance/noImgElement: the smallest rendition as it is
          <img src={line.imageUrl} alt="" className="size-full object-cover" />
        ) : (
          <span aria-hidden className="store-heading text-accent-text/40 text-xl">
            {[...line.title][0]?.toUpperCase()}
          </span>
        )}
      </div>
      <span className="absolute -top-2 -right-2 grid h-5.5 min-w-5.5 place-items-center rounded-full bg-inverse px-1 font-medium text-inverse-text text-xs tabular-nums">
        <span aria-hidden>{line.quantity}</span>
        <span className="sr-only">{label}</span>
      </span>
    </div>
  );
}
