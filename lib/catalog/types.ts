import type { PictureView } from "@/lib/core/picture";
import type { StockState } from "@/lib/inventory/rules";

export const productStatuses = ["draft", "active", "archived"] as const;
export type ProductStatus = (typeof productStatuses)[number];

export type OptionValue = { value: string; swatch?: string };
/** What shoppers choose between: a name and its values in order. A product has at most three. */
export type ProductOption = { name: string; values: OptionValue[] };

/** A row of the product list. Times are ISO 8601. */
export type ProductListItem = {
  id: string;
  slug: string;
  title: string;
  status: ProductStatus;
  vendor: string;
  productType: string;
  isFeatured: boolean;
  picture: PictureView | null;
  minPriceCents: number;
  maxPriceCents: number;
  variantCount: number;
  /** Units that may be sold now; null when at least one variant has no limit. */
  available: number | null;
  updatedAt: string;
};

export type VariantDetail = {
  id: string;
  optionValues: string[];
  sku: string | null;
  barcode: string | null;
  priceCents: number;
  compareAtCents: number | null;
  costCents: number | null;
  weightGrams: number;
  requiresShipping: boolean;
  imageId: string | null;
  stock: StockState;
};

export type ImageDetail = {
  id: string;
  alt: string;
  /** Null while a remote picture has not been fetched, or could not be. */
  picture: PictureView | null;
  sourceUrl: string | null;
  failure: string | null;
};

/** A product as its form shows it. */
export type ProductDetail = {
  id: string;
  version: number;
  slug: string;
  title: string;
  descriptionHtml: string;
  vendor: string;
  productType: string;
  tags: string[];
  status: ProductStatus;
  isFeatured: boolean;
  seoTitle: string | null;
  seoDescription: string | null;
  options: ProductOption[];
  variants: VariantDetail[];
  images: ImageDetail[];
  collectionIds: string[];
  updatedAt: string;
};

export const collectionStatuses = ["draft", "active"] as const;
export type CollectionStatus = (typeof collectionStatuses)[number];

export type CollectionListItem = {
  id: string;
  slug: string;
  title: string;
  status: CollectionStatus;
  productCount: number;
  picture: PictureView | null;
  updatedAt: string;
};

/** A product as it stands in a list to pick from. */
export type PickedProduct = { id: string; title: string; status: ProductStatus; picture: PictureView | null };

export type CollectionDetail = {
  id: string;
  version: number;
  slug: string;
  title: string;
  descriptionHtml: string;
  status: CollectionStatus;
  picture: PictureView | null;
  products: PickedProduct[];
};
