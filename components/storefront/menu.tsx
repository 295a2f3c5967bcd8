"use client";

import { ChevronDown, Menu as MenuIcon } from "lucide-react";
import Link from "next/link";
import { type MouseEvent, type ReactNode, useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";

export type MenuLink = { label: string; href: string };

export type MenuProps = {
  label: string;
  /** Words of the link home; left out where the logo is near. */
  home?: string;
  /** Words of the link to all products. */
  everything: string;
  links: readonly MenuLink[];
  /** A word with an arrow instead of the three bars. */
  isText?: boolean;
};

/** The menu as a disclosure: opens without a script, and with one closes when something is chosen or pressed outside. */
export function Menu({ label, home, everything, links, isText = false }: MenuProps): ReactNode {
  const details = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    const close = (event: Event) => {
      const menu = details.current;
      if (!menu?.open) return;
      if (event instanceof KeyboardEvent ? event.key === "Escape" : !menu.contains(event.target as Node)) menu.open = false;
    };
    document.addEventListener("pointerdown", close);
    document.addEventListener("keydown", close);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("keydown", close);
    };
  }, []);

  const onClick = (event: MouseEvent) => {
    if (event.target instanceof HTMLAnchorElement && details.current) details.current.open = false;
  };
  const item = "flex min-h-11 items-center rounded-sm px-3 py-2 hover:bg-muted lg:min-h-9 lg:text-sm";

  return (
    <details ref={details} className={cn("group", isText ? "relative" : "")}>
      <summary
        {...(isText ? {} : { "aria-label": label })}
        className={cn(
          "flex list-none items-center gap-1 rounded-full",
          isText ? "py-1.5" : "-ml-2.5 size-11 justify-center hover:bg-current/8",
        )}
      >
        {isText ? label : <MenuIcon aria-hidden className="size-5.5" strokeWidth={1.6} />}
        {isText ? <ChevronDown aria-hidden className="size-4 transition-transform group-open:rotate-180" /> : null}
      </summary>
      {/* biome-ignore lint/a11y: the links inside take keys and clicks; this only closes the menu after them. */}
      <ul
        onClick={onClick}
        className={cn(
          "absolute z-40 grid overflow-y-auto bg-surface p-2 font-normal text-text shadow-overlay",
          isText
            ? "top-full left-0 mt-2 max-h-[70dvh] w-64 rounded-md border border-border"
            : "inset-x-0 top-full max-h-[75dvh] border-border border-b px-3 pb-4",
        )}
      >
        {home ? (
          <li>
            <Link href="/" className={item}>
              {home}
            </Link>
          </li>
        ) : null}
        {links.map((link) => (
          <li key={link.href}>
            <Link href={link.href} className={item}>
              {link.label}
            </Link>
          </li>
        ))}
        <li>
          <Link href="/search" className={cn(item, "text-accent-text")}>
            {everything}
          </Link>
        </li>
      </ul>
    </details>
  );
}
