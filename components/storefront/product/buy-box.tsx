"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useActionState, useEffect, useRef } from "react";
import { FieldError } from "@/components/ui/field";
import { Price } from "@/components/ui/money";
import { SubmitButton } from "@/components/ui/submit-button";
import type { StorefrontOption } from "@/lib/catalog/storefront-types";
import { idleForm } from "@/lib/core/form-state";
import { type CartAction, useCart } from "../cart/cart-context";
import { CartError } from "../cart/cart-error";
import { OfferLine } from "../offer-line";
import { useStore } from "../store-context";
import { useIsHydrated } from "../use-is-hydrated";
import { useKeptForm } from "../use-kept-form";
import { BuyBar } from "./buy-bar";
import { InstalmentTable } from "./instalment-table";
import { OptionPicker } from "./option-picker";
import { usePictureChoice } from "./picture-choice";
import { QuantityField } from "./quantity-field";
import { StockLine } from "./stock-line";
import type { OfferedVariant } from "./types";
import { useChoice } from "./use-choice";

export type BuyBoxProps = {
  productId: string;
  title: string;
  options: readonly StorefrontOption[];
  variants: readonly OfferedVariant[];
  action: CartAction;
};

/** Price, choices and the way into the cart. A plain form that posts; with a script the cart opens beside the page. */
export function BuyBox({ productId, title, options, variants, action }: BuyBoxProps): ReactNode {
  const t = useTranslations("storefront.product");
  const { currency, locale } = useStore();
  const choice = useChoice(variants);
  const { variant } = choice;
  const [state, submit, isPending] = useActionState(action, idleForm);
  const onSubmit = useKeptForm(submit);
  const isHydrated = useIsHydrated();
  const button = useRef<HTMLDivElement>(null);
  const isSoldOut = !variant || variant.stock.kind === "sold_out";
  usePictureOf(variant);
  useCartOpening(state.status === "saved" ? state.at : 0);

  return (
    <form action={submit} onSubmit={onSubmit} className="grid gap-6">
      <input type="hidden" name="productId" value={productId} />
      {isHydrated ? <input type="hidden" name="stay" value="1" /> : null}
      <div aria-live="polite" className="grid gap-1.5">
        {variant ? (
          <>
            <p className="font-medium text-2xl">
              <Price
                amountCents={variant.priceCents}
                compareAtCents={variant.compareAtCents}
                currency={currency}
                locale={locale}
                labels={{ now: t("price"), was: t("was") }}
              />
            </p>
            <OfferLine
              offer={variant.offer}
              currency={currency}
              locale={locale}
              t={t}
              className="text-sm text-text-muted leading-relaxed"
            />
          </>
        ) : (
          <p className="text-text-muted">{t("noVariant")}</p>
        )}
      </div>
      {variant ? <InstalmentTable rows={variant.instalments} priceCents={variant.priceCents} className="-mt-4" /> : null}
      {options.map((option, index) => (
        <OptionPicker key={option.name} option={option} index={index} variants={variants} choice={choice} soldOut={t("soldOut")} />
      ))}
      {variant ? <StockLine stock={variant.stock} /> : null}
      <div ref={button} className="flex gap-3">
        <QuantityField max={variant?.stock.kind === "low" ? variant.stock.units : 999} isDisabled={isSoldOut} />
        {/* Without a script another choice may well be in stock: the server decides. */}
        <SubmitButton size="lg" className="flex-1" disabled={isHydrated && isSoldOut} isBusy={isPending}>
          {isSoldOut && isHydrated ? t("soldOut") : t("add")}
        </SubmitButton>
      </div>
      {state.errors.quantity ? (
        <div role="alert">
          <FieldError>
            <CartError state={state} />
          </FieldError>
        </div>
      ) : null}
      {variant ? <BuyBar watched={button} title={title} variant={variant} isDisabled={isSoldOut} isBusy={isPending} /> : null}
    </form>
  );
}

/** Turns the gallery to the picture of the variant, where it has one. */
function usePictureOf(variant: OfferedVariant | null): void {
  const { choose } = usePictureChoice();
  const index = variant?.pictureIndex ?? null;

  useEffect(() => choose(index), [index, choose]);
}

/** Opens the cart after each addition. */
function useCartOpening(addedAt: number): void {
  const { open, changed } = useCart();

  useEffect(() => {
    if (addedAt === 0) return;
    changed();
    open();
  }, [addedAt, open, changed]);
}
