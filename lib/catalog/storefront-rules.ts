import { z } from "zod";
import { availableUnits, isSellable, type StockState } from "@/lib/inventory/rules";
import type { ProductCard, StockView, StorefrontOption, StorefrontPicture, StorefrontVariant } from "./storefront-types";

/** From so many units down, shoppers are told the number. */
const fewUnits = 5;

const optionsSchema = z
  .array(
    z.object({
      name: z.string(),
      values: z.array(
        z.object({
          value: z.string(),
          swatch: z
            .string()
            .regex(/^#[0-9a-f]{3,8}$/i)
            .nullish()
            .catch(null),
        }),
      ),
    }),
  )
  .catch([]);

/** The options of a product row. A single option with a single value is no choice and is left out. */
export function readOptions(json: unknown): StorefrontOption[] {
  const options = optionsSchema.parse(json).map(({ name, values }) => ({
    name,
    values: values.map(({ value, swatch }) => ({ value, swatch: swatch ?? null })),
  }));
  return options.length === 1 && options[0]?.values.length === 1 ? [] : options;
}

/** What a shopper is told of the stock; a variant without a stock row cannot be sold. */
export function stockView(stock: StockState | null): StockView {
  if (!stock || !isSellable(stock)) return { kind: "sold_out" };
  const units = availableUnits(stock);
  if (units !== null) return units <= fewUnits ? { kind: "low", units } : { kind: "in_stock" };
  return stock.isTracked && stock.onHand - stock.reserved <= 0 ? { kind: "backorder" } : { kind: "in_stock" };
}

type CardInput = {
  product: { id: string; slug: string; title: string; vendor: string };
  variants: readonly { priceCents: number; compareAtCents: number | null; isAvailable: boolean }[];
  pictures: readonly StorefrontPicture[];
};

/** The card of a product: the price of its cheapest variant that can be bought, of its cheapest one when none can. */
export function toCard({ product, variants, pictures }: CardInput): ProductCard {
  const sellable = variants.filter((variant) => variant.isAvailable);
  const shown = [...(sellable.length > 0 ? sellable : variants)].sort((a, b) => a.priceCents - b.priceCents);
  const [cheapest] = shown;
  const priceCents = cheapest?.priceCents ?? 0;
  return {
    ...product,
    priceCents,
    compareAtCents: cheapest?.compareAtCents && cheapest.compareAtCents > priceCents ? cheapest.compareAtCents : null,
    hasPriceRange: shown.some((variant) => variant.priceCents !== priceCents),
    isAvailable: sellable.length > 0,
    pictures: pictures.slice(0, 2),
  };
}

/** The variant with exactly these option values, or null. */
export function findVariant<Variant extends { optionValues: readonly string[] }>(
  variants: readonly Variant[],
  values: readonly string[],
): Variant | null {
  return variants.find((variant) => variant.optionValues.every((value, index) => value === values[index])) ?? null;
}

/** The variant that the page opens with: the first that can be bought, else the first. */
export function openingVariant(variants: readonly StorefrontVariant[]): StorefrontVariant | null {
  return variants.find((variant) => variant.stock.kind !== "sold_out") ?? variants[0] ?? null;
}

/** For one option: its values with which, the others as chosen, something can be bought. */
export function availableValues(variants: readonly StorefrontVariant[], chosen: readonly string[], optionIndex: number): Set<string> {
  const fits = (variant: StorefrontVariant) =>
    variant.stock.kind !== "sold_out" && variant.optionValues.every((value, index) => index === optionIndex || value === chosen[index]);
  return new Set(variants.filter(fits).map((variant) => variant.optionValues[optionIndex] ?? ""));
}
