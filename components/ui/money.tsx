import type { ReactNode } from "react";
import { formatMoney } from "@/lib/core/money";
import { cn } from "./cn";

export type MoneyProps = { amountCents: number; currency: string; locale: string; className?: string };

/** An amount as people of the locale write it, in figures of equal width. */
export function Money({ amountCents, currency, locale, className }: MoneyProps): ReactNode {
  return <span className={cn("whitespace-nowrap tabular-nums", className)}>{formatMoney(amountCents, currency, locale)}</span>;
}

export type PriceProps = MoneyProps & {
  /** The higher price that this one replaces. */
  compareAtCents?: number | null;
  /** Names both prices for screen readers: "Price", "Was". */
  labels: { now: string; was: string };
};

/** A price, with the former one struck beside it while it is higher. */
export function Price({ compareAtCents, labels, className, ...money }: PriceProps): ReactNode {
  const isReduced = typeof compareAtCents === "number" && compareAtCents > money.amountCents;
  if (!isReduced) return <Money {...money} className={className} />;

  return (
    <span className={cn("inline-flex flex-wrap items-baseline gap-x-2", className)}>
      <span className="sr-only">{labels.now}</span>
      <Money {...money} />
      <span className="sr-only">{labels.was}</span>
      <s className="font-normal text-text-muted">
        <Money {...money} amountCents={compareAtCents} />
      </s>
    </span>
  );
}
