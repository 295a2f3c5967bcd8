import type { ReactNode } from "react";
import { cn } from "./cn";

/** Holds the place of something that loads; give it the size of what comes. */
export function Skeleton({ className }: { className?: string }): ReactNode {
  return <div aria-hidden className={cn("animate-pulse rounded-sm bg-muted", className)} />;
}

/** Lines of text to come; the last is shorter. */
export function TextSkeleton({ lines = 3, className }: { lines?: number; className?: string }): ReactNode {
  return (
    <div aria-hidden className={cn("grid gap-2.5", className)}>
      {numbered(lines).map((line) => (
        <Skeleton key={line} className={cn("h-3.5", line === lines ? "w-2/3" : "w-full")} />
      ))}
    </div>
  );
}

/** A table to come, with the row height of Table. */
export function TableSkeleton({ rows = 8, label }: { rows?: number; label: string }): ReactNode {
  return (
    <div role="status" aria-label={label} className="divide-y divide-border">
      {numbered(rows).map((row) => (
        <div key={row} className="flex h-14 items-center gap-4 px-5">
          <Skeleton className="size-9 shrink-0" />
          <Skeleton className="h-3.5 w-1/3" />
          <Skeleton className="ml-auto h-3.5 w-16" />
          <Skeleton className="h-3.5 w-20 max-md:hidden" />
        </div>
      ))}
    </div>
  );
}

/** 1 to `count`. */
function numbered(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
