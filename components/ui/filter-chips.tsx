"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { hrefWith, type SearchParams, valuesOf } from "./search-params";

export type FilterChip = { param: string; value: string; label: string };

export type FilterChipsProps = { path: string; params: SearchParams; chips: readonly FilterChip[]; className?: string };

/** The filters in force; each chip is a link to the list without it. Renders nothing when no filter is set. */
export function FilterChips({ path, params, chips, className }: FilterChipsProps): ReactNode {
  const t = useTranslations("ui");
  if (chips.length === 0) return null;

  const without = ({ param, value }: FilterChip) => valuesOf(params[param]).filter((one) => one !== value);
  const cleared = Object.fromEntries(chips.map((chip) => [chip.param, null]));

  return (
    <ul aria-label={t("filters.label")} className={cn("flex flex-wrap items-center gap-2", className)}>
      {chips.map((chip) => (
        <li key={`${chip.param}=${chip.value}`}>
          <Link
            href={hrefWith(path, params, { [chip.param]: without(chip) })}
            scroll={false}
            aria-label={t("filters.remove", { name: chip.label })}
            className="inline-flex h-8 items-center gap-1.5 rounded-full border border-border bg-surface pr-2 pl-3 text-sm transition-colors hover:bg-muted touch:h-11 touch:pl-4"
          >
            {chip.label}
            <X aria-hidden className="size-3.5 text-text-muted" />
          </Link>
        </li>
      ))}
      {chips.length > 1 ? (
        <li>
          <Link
            href={hrefWith(path, params, cleared)}
            scroll={false}
            className="inline-flex h-8 items-center rounded-sm px-2 text-accent-text text-sm underline-offset-4 hover:underline touch:h-11"
          >
            {t("filters.clear")}
          </Link>
        </li>
      ) : null}
    </ul>
  );
}
