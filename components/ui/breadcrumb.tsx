import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type Crumb = { label: string; href: string };

/** The way to this page, without the page itself. `label` names the landmark ("Breadcrumb"). */
export function Breadcrumb({ label, crumbs, className }: { label: string; crumbs: readonly Crumb[]; className?: string }): ReactNode {
  return (
    <nav aria-label={label} className={cn("text-sm text-text-muted", className)}>
      <ol className="flex flex-wrap items-center gap-1">
        {crumbs.map((crumb) => (
          <li key={crumb.href} className="flex items-center gap-1">
            <Link
              href={crumb.href}
              className="rounded-sm hover:text-text hover:underline touch:inline-flex touch:min-h-11 touch:items-center"
            >
              {crumb.label}
            </Link>
            <ChevronRight aria-hidden className="size-3.5 last-of-type:opacity-60" />
          </li>
        ))}
      </ol>
    </nav>
  );
}
