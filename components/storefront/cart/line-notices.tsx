"use client";

import { Info } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { LineNotice } from "@/lib/cart/types";
import { formatMoney } from "@/lib/core/money";
import { useStore } from "../store-context";

/** What a line tells the shopper that they did not ask for. */
export function LineNotices({ notices }: { notices: readonly LineNotice[] }): ReactNode {
  const t = useTranslations("cart.notices");
  const { currency, locale } = useStore();

  return notices.map((notice) => (
    <p key={notice.kind} role="status" className="flex items-start gap-2 rounded-sm bg-warning-soft px-3 py-2 text-sm text-warning">
      <Info aria-hidden className="mt-0.5 size-4 shrink-0" />
      {notice.kind === "price_changed" ? t("price_changed", { from: formatMoney(notice.fromCents, currency, locale) }) : null}
      {notice.kind === "only_left" ? t("only_left", { units: notice.units }) : null}
      {notice.kind === "unavailable" ? t("unavailable") : null}
    </p>
  ));
}
