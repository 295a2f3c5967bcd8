"use client";

import { Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FieldError } from "@/components/ui/field";
import type { CartLineView } from "@/lib/cart/types";
import type { FormState } from "@/lib/core/form-state";
import { useIsHydrated } from "../use-is-hydrated";
import { CartError } from "./cart-error";

export type QuantityFormProps = { line: CartLineView; state: FormState; submit: (form: FormData) => void };

const square = "grid size-11 place-items-center transition-colors hover:bg-muted disabled:cursor-not-allowed disabled:opacity-40 lg:size-9";

/** One less, one more, or out of the cart. Each is a button of one form, so that all work without a script. */
export function QuantityForm({ line, state, submit }: QuantityFormProps): ReactNode {
  const t = useTranslations("cart");
  const isHydrated = useIsHydrated();
  const { quantity, maxQuantity, title } = line;
  const errorId = `quantity-${line.variantId}-error`;

  return (
    <form action={submit} className="grid gap-2">
      <input type="hidden" name="variantId" value={line.variantId} />
      {isHydrated ? <input type="hidden" name="stay" value="1" /> : null}
      <div className="flex items-center justify-between gap-4">
        {maxQuantity > 0 ? (
          <fieldset
            className="flex items-center rounded-md border border-border-strong"
            aria-describedby={state.errors.quantity ? errorId : undefined}
          >
            <legend className="sr-only">{t("quantityOf", { title })}</legend>
            <button type="submit" name="quantity" value={quantity - 1} disabled={quantity <= 1} aria-label={t("less")} className={square}>
              <Minus aria-hidden className="size-4" />
            </button>
            <output className="min-w-8 text-center text-sm tabular-nums">{quantity}</output>
            <button
              type="submit"
              name="quantity"
              value={quantity + 1}
              disabled={quantity >= maxQuantity}
              aria-label={t("more")}
              className={square}
            >
              <Plus aria-hidden className="size-4" />
            </button>
          </fieldset>
        ) : (
          <span />
        )}
        <button
          type="submit"
          name="quantity"
          value={0}
          aria-label={t("removeOf", { title })}
          className="min-h-11 rounded-sm px-1 text-sm text-text-muted underline underline-offset-4 hover:text-text lg:min-h-9"
        >
          {t("remove")}
        </button>
      </div>
      {state.errors.quantity ? (
        <FieldError id={errorId}>
          <CartError state={state} />
        </FieldError>
      ) : null}
    </form>
  );
}
