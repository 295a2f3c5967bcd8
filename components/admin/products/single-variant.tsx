"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Draft } from "./draft";
import type { ProductFormContext } from "./product-form";
import { amountInput, currencySign, type VariantChange, VariantField, VariantFlag, VariantHidden, wholeInput } from "./variant-controls";

export type SingleVariantProps = { draft: Draft; context: ProductFormContext; onChange: VariantChange };

/** Price, codes, stock and weight of a product that comes in one form. */
export function SingleVariant({ draft, context, onChange }: SingleVariantProps): ReactNode {
  const t = useTranslations("admin-products");
  const [variant] = draft.variants;
  if (!variant) return null;

  const control = { variant, index: 0, onChange };
  const amount = { ...amountInput, prefix: currencySign(context.currency, context.locale) };
  return (
    <>
      <VariantHidden variant={variant} index={0} values={[]} />
      <div className="grid gap-5 sm:grid-cols-3">
        <VariantField {...control} field="price" input={{ ...amount, required: true }} />
        <VariantField {...control} field="compareAt" input={amount} hint={t("hints.compareAt")} />
        <VariantField {...control} field="cost" input={amount} hint={t("hints.cost")} />
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        <VariantField {...control} field="sku" hint={t("hints.sku")} />
        <VariantField {...control} field="barcode" input={wholeInput} hint={t("hints.barcode")} />
      </div>
      <VariantFlag {...control} field="isTracked" />
      <div className={variant.isTracked ? "grid gap-5" : "hidden"}>
        <VariantField
          {...control}
          field="stock"
          input={wholeInput}
          className="sm:max-w-48"
          hint={variant.reserved > 0 ? t("hints.reserved", { count: variant.reserved }) : undefined}
        />
        <VariantFlag {...control} field="allowBackorder" />
      </div>
      <VariantFlag {...control} field="requiresShipping" />
      <VariantField
        {...control}
        field="weightGrams"
        input={{ ...wholeInput, suffix: "g" }}
        className={variant.requiresShipping ? "sm:max-w-48" : "hidden"}
      />
    </>
  );
}
