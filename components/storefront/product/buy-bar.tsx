"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Money } from "@/components/ui/money";
import { useStore } from "../store-context";
import type { OfferedVariant } from "./types";

export type BuyBarProps = {
  /** The button that the bar stands in for while it is out of view. */
  watched: RefObject<HTMLElement | null>;
  title: string;
  variant: OfferedVariant;
  isDisabled: boolean;
  isBusy: boolean;
};

/** The way into the cart at the foot of a phone's screen, while the page's own button is out of view. */
export function BuyBar({ watched, title, variant, isDisabled, isBusy }: BuyBarProps): ReactNode {
  const t = useTranslations("storefront.product");
  const { currency, locale } = useStore();
  const isShown = useIsAbove(watched);

  return (
    <div
      inert={!isShown}
      className={cn(
        "fixed inset-x-0 bottom-0 z-30 flex items-center gap-4 border-border border-t bg-surface px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] shadow-overlay transition-transform duration-200 lg:hidden",
        isShown ? "" : "translate-y-full",
      )}
    >
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm">{title}</p>
        <Money amountCents={variant.priceCents} currency={currency} locale={locale} className="font-medium" />
      </div>
      <Button type="submit" disabled={isDisabled} isBusy={isBusy}>
        {isDisabled ? t("soldOut") : t("add")}
      </Button>
    </div>
  );
}

/** Whether the element has been scrolled past. */
function useIsAbove(watched: RefObject<HTMLElement | null>): boolean {
  const [isAbove, setAbove] = useState(false);

  useEffect(() => {
    const element = watched.current;
    if (!element) return;
    const observer = new IntersectionObserver(([entry]) => {
      setAbove(entry !== undefined && !entry.isIntersecting && entry.boundingClientRect.top < 0);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [watched]);

  return isAbove;
}
