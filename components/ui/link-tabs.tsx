import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type LinkTab = { href: string; label: ReactNode; count?: number; isCurrent: boolean };

/** Tabs that are links: views of a list, parts of a section. They work without JavaScript. */
export function LinkTabs({ label, tabs }: { label: string; tabs: readonly LinkTab[] }): ReactNode {
  return (
    <nav aria-label={label} className="flex gap-6 overflow-x-auto border-border border-b">
      {tabs.map(({ href, label: text, count, isCurrent }) => (
        <Link
          key={href}
          href={href}
          aria-current={isCurrent ? "page" : undefined}
          className={cn(
            "-mb-px inline-flex h-10 items-center gap-2 whitespace-nowrap rounded-t-sm border-b-2 font-medium text-sm transition-colors focus-visible:-outline-offset-2 touch:h-12",
            isCurrent ? "border-accent text-text" : "border-transparent text-text-muted hover:text-text",
          )}
        >
          {text}
          {count === undefined ? null : (
            <span className="rounded-full bg-muted px-1.5 text-text-muted text-xs leading-5 tabular-nums">{count}</span>
          )}
        </Link>
      ))}
    </nav>
  );
}
