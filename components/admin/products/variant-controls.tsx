"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useFormOutcome } from "@/components/ui/action-form";
import { Checkbox, Switch } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { Input, type InputProps } from "@/components/ui/input";
import type { Locale } from "@/lib/core/locale";
import type { DraftVariant } from "./draft";

export type VariantChange = (key: string, patch: Partial<DraftVariant>) => void;

type TextField = "price" | "compareAt" | "cost" | "stock" | "sku" | "barcode" | "weightGrams";
type FlagField = "isTracked" | "allowBackorder" | "requiresShipping";

export type VariantControlProps = { variant: DraftVariant; index: number; onChange: VariantChange };

type VariantFieldProps = VariantControlProps & {
  field: TextField;
  /** Names the variant for screen readers, in a table where the label is the column's. */
  variantName?: string;
  hint?: ReactNode;
  input?: InputProps;
  className?: string;
};

/** One control of one variant, with what the server said of it. */
export function VariantField({ variant, index, field, variantName, hint, input, className, onChange }: VariantFieldProps): ReactNode {
  const t = useTranslations("admin-products");
  const e = useTranslations("errors");
  const name = `variants.${index}.${field}`;
  const code = useFormOutcome().errors[name];
  const label = variantName ? `${t(`fields.${field}`)}, ${variantName}` : t(`fields.${field}`);

  return (
    <Field
      name={name}
      label={label}
      isLabelHidden={Boolean(variantName)}
      hint={hint}
      error={code ? e(code) : undefined}
      className={className}
    >
      <Input
        {...input}
        autoComplete="off"
        value={variant[field]}
        onChange={({ target }) => onChange(variant.key, { [field]: target.value })}
      />
    </Field>
  );
}

/** A yes or no of one variant. */
export function VariantFlag({
  variant,
  index,
  field,
  onChange,
  as = "switch",
}: VariantControlProps & { field: FlagField; as?: "switch" | "checkbox" }): ReactNode {
  const t = useTranslations("admin-products");
  const Control = as === "switch" ? Switch : Checkbox;

  return (
    <Control
      name={`variants.${index}.${field}`}
      value="on"
      label={t(`fields.${field}`)}
      hint={as === "switch" ? t(`hints.${field}`) : undefined}
      checked={variant[field]}
      onChange={({ target }) => onChange(variant.key, { [field]: target.checked })}
    />
  );
}

/** What the form must send of a variant besides its controls. `values` are its option values as they are written now. */
export function VariantHidden({
  variant,
  index,
  values,
}: Pick<VariantControlProps, "variant" | "index"> & { values: readonly string[] }): ReactNode {
  const name = `variants.${index}`;

  return (
    <>
      <input type="hidden" name={`${name}.id`} value={variant.id} />
      <input type="hidden" name={`${name}.stockSeen`} value={variant.stockSeen} />
      <input type="hidden" name={`${name}.reserved`} value={variant.reserved} />
      {values.map((value, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is what these stand for.
        <input key={place} type="hidden" name={`${name}.optionValues.${place}`} value={value} />
      ))}
    </>
  );
}

/** The sign before an amount: R$, $, €. */
export function currencySign(currency: string, locale: Locale): string {
  const parts = new Intl.NumberFormat(locale, { style: "currency", currency }).formatToParts(0);
  return parts.find(({ type }) => type === "currency")?.value ?? currency;
}

export const amountInput = { inputMode: "decimal" } as const;
export const wholeInput = { inputMode: "numeric" } as const;
