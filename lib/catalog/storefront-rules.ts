import { z } from "zod";
import { availableUnits, isSellable, type StockState } from "@/lib/inventory/rules";
import type { ProductCard, StockView, StorefrontOption, StorefrontPicture } from "./storefront-types";

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
