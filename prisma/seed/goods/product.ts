import type { z } from "zod";
import { combinationsOf } from "@/lib/catalog/rules";
import type { productInput } from "@/lib/catalog/schema";
import type { Choice, Good } from "./types";

type Fields = z.input<typeof productInput>;
type Belongings = { images: readonly { mediaId: string | undefined; alt: string; value?: string | undefined }[]; collectionIds: string[] };

/** A product of the catalogue as the form would send it, active. */
export function toProduct(good: Good, { images, collectionIds }: Belongings): Fields {
  const options = good.options ?? [];
  return {
    title: good.title,
    slug: good.slug,
    descriptionHtml: `<p>${good.lead} ${good.more}</p>`,
    vendor: good.vendor,
    productType: good.type,
    tags: [...good.tags],
    status: "active",
    isFeatured: good.isFeatured ?? false,
    seoTitle: `${good.title}: ${good.type.toLowerCase()}`,
    seoDescription: good.lead,
    options: options.map(({ name, values }) => ({
      name,
      values: values.map(({ value, swatch }) => (swatch ? { value, swatch } : { value })),
    })),
    variants: combinationsOf(options).map((optionValues, index) => variantOf(good, { optionValues, index, images })),
    images: images.map(({ mediaId, alt }) => ({ mediaId, alt })),
    collectionIds,
  };
}

type Place = { optionValues: string[]; index: number; images: Belongings["images"] };

function variantOf(good: Good, { optionValues, index, images }: Place): Fields["variants"][number] {
  const chosen = optionValues.flatMap(
    (value, place) => good.options?.[place]?.values.filter((choice: Choice) => choice.value === value) ?? [],
  );
  const extraCents = chosen.reduce((sum, choice) => sum + (choice.extraCents ?? 0), 0);
  const extraGrams = chosen.reduce((sum, choice) => sum + (choice.extraGrams ?? 0), 0);
  const picture = images.findIndex(({ value }) => value !== undefined && optionValues.includes(value));
  return {
    optionValues,
    sku: optionValues.length > 0 ? `${good.sku}-${String(index + 1).padStart(2, "0")}` : good.sku,
    barcode: null,
    priceCents: good.priceCents + extraCents,
    compareAtCents: good.compareAtCents ? good.compareAtCents + extraCents : null,
    costCents: Math.round((good.priceCents + extraCents) * 0.45),
    weightGrams: good.weightGrams + extraGrams,
    requiresShipping: true,
    isTracked: true,
    allowBackorder: false,
    stockDelta: good.stock[index % good.stock.length] ?? 0,
    imageIndex: picture < 0 ? null : picture,
  };
}
