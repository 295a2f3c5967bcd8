import type { ReactNode } from "react";
import { cn } from "./cn";

export type DataListItem = { label: string; value: ReactNode };

/** Facts about one thing, label beside value. */
export function DataList({ items, className }: { items: readonly DataListItem[]; className?: string }): ReactNode {
  return (
    <dl className={cn("grid divide-y divide-border text-sm", className)}>
      {items.map((item) => (
        <div key={item.label} className="flex flex-wrap justify-between gap-x-6 gap-y-0.5 py-2.5 first:pt-0 last:pb-0">
          <dt className="text-text-muted">{item.label}</dt>
          <dd className="min-w-0 text-pretty text-right font-medium">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
