import type { StorefrontPicture } from "@/lib/catalog/storefront-types";

/** What a line tells the shopper that they did not ask for. */
export type LineNotice =
  | { kind: "price_changed"; fromCents: number }
  /** Fewer are left than were put in; the line counts those. */
  | { kind: "only_left"; units: number }
  /** Sold out or withdrawn; the line counts nothing. */
  | { kind: "unavailable" };

export type CartLineView = {
  variantId: string;
  productId: string;
  slug: string;
  title: string;
  /** "M / Blue"; empty for a product without options. */
  variantTitle: string;
  sku: string | null;
  picture: StorefrontPicture | null;
  /** The price now, from the database. */
  unitPriceCents: number;
  compareAtCents: number | null;
  /** What would be bought now: never more than can be sold. */
  quantity: number;
  /** The largest quantity that can be chosen. */
  maxQuantity: number;
  totalCents: number;
  weightGrams: number;
  requiresShipping: boolean;
  notices: LineNotice[];
};

/** A cart as it would be bought now. */
export type CartView = {
  id: string;
  lines: CartLineView[];
  subtotalCents: number;
  /** Units in all lines. */
  itemCount: number;
};
