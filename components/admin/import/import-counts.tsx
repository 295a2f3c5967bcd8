import type { ReactNode } from "react";

export type Count = { label: string; value: number; tone?: "danger" };

/** Numbers side by side: what will happen, or what happened. */
export function ImportCounts({ counts, locale }: { counts: readonly Count[]; locale: string }): ReactNode {
  const number = new Intl.NumberFormat(locale);
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-border bg-border sm:grid-cols-4">
      {counts.map(({ label, value, tone }) => (
        <div key={label} className="grid gap-1 bg-surface px-5 py-4">
          <dt className="text-sm text-text-muted">{label}</dt>
          <dd
            className={
              tone === "danger" && value > 0 ? "font-semibold text-2xl text-danger tabular-nums" : "font-semibold text-2xl tabular-nums"
            }
          >
            {number.format(value)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
