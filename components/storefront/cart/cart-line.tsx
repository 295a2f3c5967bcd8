"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useActionState, useEffect } from "react";
import { cn } from "@/components/ui/cn";
import { Money, Price } from "@/components/ui/money";
import type { CartLineView } from "@/lib/cart/types";
import { type FormState, idleForm } from "@/lib/core/form-state";
import { ProductPicture } from "../product-picture";
import { useStore } from "../store-context";
import { type CartAction, useCart } from "./cart-context";
import { LineNotices } from "./line-notices";
import { QuantityForm } from "./quantity-form";

export type CartLineProps = {
  line: CartLineView;
  action: CartAction;
  /** In the drawer: smaller, and a change stays on the page. */
  isCompact?: boolean;
};

/** One line of the cart: what, how many, what it costs now, and what changed since it was put in. */
export function CartLine({ line, action, isCompact = false }: CartLineProps): ReactNode {
  const t = useTranslations("cart");
  const { currency, locale } = useStore();
  const [state, submit, isPending] = useChange(action);
  const href = `/products/${line.slug}?variant=${line.variantId}`;
  const isGone = line.maxQuantity === 0;

  return (
    <li className={cn("flex gap-4 py-5", isCompact ? "" : "sm:gap-6 sm:py-7", isPending && "opacity-60")} aria-busy={isPending}>
      <Link href={href} tabIndex={-1} aria-hidden className={cn("w-20 shrink-0", isCompact ? "" : "sm:w-28")}>
        <ProductPicture picture={line.picture} title={line.title} alt="" sizes="112px" className="rounded-sm" isFaded={isGone} />
      </Link>
      <div className="grid min-w-0 flex-1 content-start gap-2">
        <div className="flex items-start justify-between gap-4">
          <div className="min-w-0">
            <Link href={href} className="text-pretty font-medium hover:underline">
              {line.title}
            </Link>
            {line.variantTitle ? <p className="text-sm text-text-muted">{line.variantTitle}</p> : null}
          </div>
          <Money amountCents={line.totalCents} currency={currency} locale={locale} className="font-medium" />
        </div>
        <p className="text-sm text-text-muted">
          <Price
            amountCents={line.unitPriceCents}
            compareAtCents={line.compareAtCents}
            currency={currency}
            locale={locale}
            labels={{ now: t("price"), was: t("was") }}
          />
        </p>
        <LineNotices notices={line.notices} />
        <QuantityForm line={line} state={state} submit={submit} />
      </div>
    </li>
  );
}

/** A change of this line; badges and the drawer look again when it was made. */
function useChange(action: CartAction): [FormState, (form: FormData) => void, boolean] {
  const [state, submit, isPending] = useActionState(action, idleForm);
  const { changed } = useCart();

  useEffect(() => {
    if (state.status === "saved") changed();
  }, [state, changed]);

  return [state, submit, isPending];
}
