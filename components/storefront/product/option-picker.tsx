"use client";

import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { availableValues } from "@/lib/catalog/storefront-choice";
import type { StorefrontOption } from "@/lib/catalog/storefront-types";
import type { OfferedVariant } from "./types";
import type { Choice } from "./use-choice";

export type OptionPickerProps = {
  option: StorefrontOption;
  index: number;
  variants: readonly OfferedVariant[];
  choice: Choice;
  /** Said after a value that cannot be bought with the rest of the choice. */
  soldOut: string;
};

/** One option as buttons, or as swatches where the merchant gave colours. What is not to be had is crossed out, not hidden. */
export function OptionPicker({ option, index, variants, choice, soldOut }: OptionPickerProps): ReactNode {
  const chosen = choice.values[index] ?? "";
  const available = availableValues(variants, choice.values, index);
  const existing = new Set(variants.map((variant) => variant.optionValues[index]));
  const values = option.values.filter(({ value }) => existing.has(value));
  const hasSwatches = values.every(({ swatch }) => swatch !== null);

  return (
    <fieldset className="grid gap-2.5">
      <legend className="mb-2.5 text-sm">
        <span className="font-medium">{option.name}</span>
        <span className="ml-2 text-text-muted">{chosen}</span>
      </legend>
      <div className="flex flex-wrap gap-2.5">
        {values.map(({ value, swatch }) => (
          <label key={value} className="relative cursor-pointer" title={value}>
            <input
              type="radio"
              name={`optionValues.${index}`}
              value={value}
              checked={value === chosen}
              onChange={() => choice.choose(index, value)}
              className="peer absolute inset-0 size-full cursor-pointer opacity-0"
            />
            {hasSwatches && swatch ? (
              <span
                aria-hidden
                style={{ backgroundColor: swatch }}
                className={cn(swatchLook, "block size-11 rounded-full lg:size-10", available.has(value) ? "" : crossed)}
              />
            ) : (
              <span aria-hidden className={cn(buttonLook, available.has(value) ? "" : cn(crossed, "text-text-muted"))}>
                {value}
              </span>
            )}
            <span className="sr-only">{available.has(value) ? value : `${value}, ${soldOut}`}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const crossed = "store-crossed";
const swatchLook =
  "border border-border-strong outline-2 outline-transparent outline-offset-3 peer-checked:outline-text peer-focus-visible:outline-focus";
const buttonLook =
  "grid min-h-11 min-w-12 place-items-center rounded-md border border-border-strong bg-surface px-4 text-sm transition-colors hover:border-text peer-checked:border-text peer-checked:bg-text peer-checked:text-background peer-focus-visible:outline-2 peer-focus-visible:outline-focus peer-focus-visible:outline-offset-2";
