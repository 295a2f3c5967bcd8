"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, Suspense } from "react";
import { cn } from "@/components/ui/cn";
import type { NavigationGroup, NavigationItem } from "./navigation";

/** The groups of the navigation, the present screen marked. */
export function NavigationList({ groups, onNavigate }: { groups: readonly NavigationGroup[]; onNavigate?: () => void }): ReactNode {
  const hrefs = groups.flatMap((group) => group.items.map((item) => item.href));

  return (
    <div className="grid gap-6">
      {groups.map((group) => (
        <div key={group.key} className="grid gap-0.5">
          {group.label ? <p className="px-3 pb-1.5 font-medium text-text-muted text-xs">{group.label}</p> : null}
          {group.items.map((item) => (
            <Suspense key={item.href} fallback={<ItemLink item={item} isCurrent={false} />}>
              <NavigationLink item={item} hrefs={hrefs} onNavigate={onNavigate} />
            </Suspense>
          ))}
        </div>
      ))}
    </div>
  );
}

/** Knows the present address, which is not known while a page is prerendered: hence the Suspense around it. */
function NavigationLink({
  item,
  hrefs,
  onNavigate,
}: {
  item: NavigationItem;
  hrefs: readonly string[];
  onNavigate?: () => void;
}): ReactNode {
  return <ItemLink item={item} isCurrent={currentHref(usePathname(), hrefs) === item.href} onNavigate={onNavigate} />;
}

function ItemLink({ item, isCurrent, onNavigate }: { item: NavigationItem; isCurrent: boolean; onNavigate?: () => void }): ReactNode {
  return (
    <Link
      href={item.href}
      onClick={onNavigate}
      aria-current={isCurrent ? "page" : undefined}
      className={cn(
        "flex h-8 items-center gap-3 rounded-sm px-3 text-sm transition-colors touch:h-11 [&_svg]:size-4.5 [&_svg]:shrink-0 [&_svg]:stroke-[1.75]",
        isCurrent ? "bg-accent-soft font-medium text-text [&_svg]:text-accent-text" : "text-text-muted hover:bg-muted hover:text-text",
      )}
    >
      {item.icon}
      <span className="min-w-0 flex-1 truncate">{item.label}</span>
      {item.count ? (
        <span className="rounded-full bg-muted px-1.5 font-medium text-text-muted text-xs tabular-nums leading-5">{item.count}</span>
      ) : null}
    </Link>
  );
}

/** The longest address that the present one starts with. Home, under which all others lie, is itself alone. */
function currentHref(path: string, hrefs: readonly string[]): string | undefined {
  const isAbove = (href: string) => hrefs.some((other) => other.startsWith(`${href}/`));
  return hrefs
    .filter((href) => path === href || (path.startsWith(`${href}/`) && !isAbove(href)))
    .sort((a, b) => b.length - a.length)
    .at(0);
}
