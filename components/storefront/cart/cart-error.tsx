"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { FormState } from "@/lib/core/form-state";

const known = new Set(["sold_out", "not_found", "cart_full"]);

/** Why the cart did not take it, with the number that it would take. */
export function CartError({ state }: { state: FormState }): ReactNode {
  const t = useTranslations("cart.errors");
  const code = state.errors.quantity ?? "";
  if (code === "not_enough_stock") {
    const inCart = Number(state.values.inCart ?? 0);
    const available = Number(state.values.available ?? 0);
    return inCart > 0 ? t("not_enough_stock_in_cart", { available, inCart }) : t("not_enough_stock", { available });
  }
  return known.has(code) ? t(code) : t("invalid");
}
