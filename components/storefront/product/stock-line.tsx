"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { StockView } from "@/lib/catalog/storefront-types";

const looks = { in_stock: "text-success", low: "text-warning", backorder: "text-text-muted", sold_out: "text-text-muted" } as const;

/** Whether it can be had; the number when few are left. */
export function StockLine({ stock }: { stock: StockView }): ReactNode {
  const t = useTranslations("storefront.stock");

  return (
    <p role="status" className={cn("flex items-center gap-2 text-sm", looks[stock.kind])}>
      <span aria-hidden className="size-2 rounded-full bg-current" />
      {t(stock.kind, { units: stock.kind === "low" ? stock.units : 0 })}
    </p>
  );
}
