import type { StorefrontVariant } from "./storefront-types";

/** The variant with exactly these option values, or null. */
export function findVariant<Variant extends { optionValues: readonly string[] }>(
  variants: readonly Variant[],
  values: readonly string[],
): Variant | null {
  return variants.find((variant) => variant.optionValues.every((value, index) => value === values[index])) ?? null;
}

/** The variant that the page opens with: the first that can be bought, else the first. */
export function openingVariant<Variant extends StorefrontVariant>(variants: readonly Variant[]): Variant | null {
  return variants.find((variant) => variant.stock.kind !== "sold_out") ?? variants[0] ?? null;
}

/** For one option: its values with which, the others as chosen, something can be bought. */
export function availableValues(variants: readonly StorefrontVariant[], chosen: readonly string[], optionIndex: number): Set<string> {
  const fits = (variant: StorefrontVariant) =>
    variant.stock.kind !== "sold_out" && variant.optionValues.every((value, index) => index === optionIndex || value === chosen[index]);
  return new Set(variants.filter(fits).map((variant) => variant.optionValues[optionIndex] ?? ""));
}
