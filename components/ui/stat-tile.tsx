import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type StatTileProps = {
  label: ReactNode;
  value: ReactNode;
  /** Share of change, 0.12 for +12 %; null when there is nothing to compare with. */
  change?: { share: number | null; against: string };
  locale: string;
  className?: string;
};

/** One number, and how it stands against another day. */
export function StatTile({ label, value, change, locale, className }: StatTileProps): ReactNode {
  return (
    <div className={cn("grid content-start gap-1 rounded-lg border border-border bg-surface p-5 shadow-raised", className)}>
      <p className="text-sm text-text-muted">{label}</p>
      <p className="font-semibold text-2xl tabular-nums tracking-tight">{value}</p>
      {change ? <Change {...change} locale={locale} /> : null}
    </div>
  );
}

function Change({ share, against, locale }: { share: number | null; against: string; locale: string }): ReactNode {
  if (share === null) return <p className="text-sm text-text-muted">{against}</p>;

  const Icon = share > 0 ? ArrowUpRight : share < 0 ? ArrowDownRight : ArrowRight;
  const percent = new Intl.NumberFormat(locale, { style: "percent", signDisplay: "exceptZero", maximumFractionDigits: 0 }).format(share);

  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-sm text-text-muted">
      <span
        className={cn("inline-flex items-center gap-0.5 font-medium tabular-nums", share > 0 && "text-success", share < 0 && "text-danger")}
      >
        <Icon aria-hidden className="size-3.5" />
        {percent}
      </span>
      {against}
    </p>
  );
}
