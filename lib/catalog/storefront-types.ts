import { z } from "zod";
import type { PictureView } from "@/lib/core/picture";

export type StorefrontPicture = PictureView & { alt: string };

const pictureSchema = z.object({
  storeId: z.string(),
  mediaId: z.string(),
  width: z.number(),
  height: z.number(),
  blur: z.string(),
  alt: z.string(),
});

/** What a list shows of a product. Kept ready in the search index, so that a list is one query. */
export const productCardSchema = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  vendor: z.string(),
  /** The lowest price of its variants. */
  priceCents: z.number(),
  compareAtCents: z.number().nullable(),
  hasPriceRange: z.boolean(),
  isAvailable: z.boolean(),
  /** At most two: the second is shown on hover. */
  pictures: z.array(pictureSchema).max(2),
});
export type ProductCard = z.infer<typeof productCardSchema>;

/** What a shopper is told of a variant's stock: the exact number only when it is small. */
export type StockView = { kind: "in_stock" } | { kind: "low"; units: number } | { kind: "backorder" } | { kind: "sold_out" };

export type StorefrontVariant = {
  id: string;
  /** In the order of the product's options. */
  optionValues: string[];
  sku: string | null;
  priceCents: number;
  compareAtCents: number | null;
  stock: StockView;
  /** Index into the product's pictures, or null. */
  pictureIndex: number | null;
};

export type StorefrontOption = { name: string; values: { value: string; swatch: string | null }[] };

export type StorefrontProduct = {
  id: string;
  slug: string;
  title: string;
  vendor: string;
  productType: string;
  descriptionHtml: string;
  seoTitle: string | null;
  seoDescription: string | null;
  options: StorefrontOption[];
  variants: StorefrontVariant[];
  pictures: StorefrontPicture[];
  collection: { slug: string; title: string } | null;
};

export type CollectionTile = { id: string; slug: string; title: string; picture: StorefrontPicture | null };

export type StorefrontCollection = { id: string; slug: string; title: string; descriptionHtml: string; picture: StorefrontPicture | null };
