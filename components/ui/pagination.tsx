"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonVariants } from "./button";
import { cn } from "./cn";
import { LinkButton } from "./link-button";
import { hrefWith, type SearchParams } from "./search-params";

export type PaginationProps = {
  /** From 1. */
  page: number;
  pageSize: number;
  total: number;
  /** No page beyond this one is offered. */
  lastPage?: number;
  /** The list's own path and its present parameters; links keep the filters. */
  path: string;
  params: SearchParams;
};

/** "1–50 of 1,204" with links to the pages beside this one. Renders the count alone when one page holds everything. */
export function Pagination({ page, pageSize, total, lastPage = Number.POSITIVE_INFINITY, path, params }: PaginationProps): ReactNode {
  const t = useTranslations("ui");
  const locale = useLocale();
  const number = new Intl.NumberFormat(locale);
  const from = Math.min(total, (page - 1) * pageSize + 1);
  const range = { from: number.format(from), to: number.format(Math.min(total, page * pageSize)), total: number.format(total) };
  const href = (target: number) => hrefWith(path, params, { page: target === 1 ? null : String(target) });

  return (
    <nav aria-label={t("pagination.label")} className="flex items-center justify-between gap-4 px-5 py-3 text-sm text-text-muted">
      <p data-numeric>{total === 0 ? t("pagination.none") : t("pagination.range", range)}</p>
      {total > pageSize ? (
        <div className="flex gap-2">
          <Step href={page > 1 ? href(page - 1) : null} rel="prev" label={t("pagination.previous")} />
          <Step href={page * pageSize < total && page < lastPage ? href(page + 1) : null} rel="next" label={t("pagination.next")} />
        </div>
      ) : null}
    </nav>
  );
}

function Step({ href, rel, label }: { href: string | null; rel: "prev" | "next"; label: string }): ReactNode {
  const Icon = rel === "prev" ? ChevronLeft : ChevronRight;
  const style = { variant: "secondary", size: "icon" } as const;
  if (href) {
    return (
      <LinkButton href={href} rel={rel} aria-label={label} {...style}>
        <Icon aria-hidden />
      </LinkButton>
    );
  }

  return (
    <span aria-hidden className={cn(buttonVariants(style), "cursor-not-allowed opacity-50")}>
      <Icon />
    </span>
  );
}
