"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Money } from "@/components/ui/money";
import type { InstalmentRow } from "@/lib/payments/offers";
import { useStore } from "../store-context";

export type InstalmentTableProps = { rows: readonly InstalmentRow[]; priceCents: number; className?: string };

/** All instalments of a price with what they come to, folded; opens without a script. Nothing where there is no choice. */
export function InstalmentTable({ rows, priceCents, className }: InstalmentTableProps): ReactNode {
  const t = useTranslations("storefront.instalments");
  const { currency, locale } = useStore();
  if (rows.length === 0) return null;
  const money = (amountCents: number) => <Money amountCents={amountCents} currency={currency} locale={locale} />;

  return (
    <details className={cn("group text-sm", className)}>
      <summary className="inline-flex min-h-9 cursor-pointer list-none items-center gap-1 text-accent-text underline-offset-4 hover:underline touch:min-h-11">
        {t("show")}
        <ChevronDown aria-hidden className="size-4 transition-transform group-open:rotate-180" />
      </summary>
      <table className="mt-1 w-full max-w-md">
        <caption className="sr-only">{t("caption")}</caption>
        <thead>
          <tr className="border-border border-b text-left text-text-muted">
            <th scope="col" className="py-1.5 font-normal">
              {t("count")}
            </th>
            <th scope="col" className="py-1.5 text-right font-normal">
              {t("total")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ count, eachCents, totalCents }) => (
            <tr key={count} className="border-border border-b">
              <th scope="row" className="py-1.5 text-left font-normal">
                {count}x {money(eachCents)}{" "}
                {totalCents === priceCents && count > 1 ? <span className="text-success">{t("free")}</span> : null}
              </th>
              <td className="py-1.5 text-right text-text-muted">{money(totalCents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
