import type { ProductStatus } from "./types";

export const productsPerPage = 50;
export const productSorts = ["updated", "title", "price", "stock"] as const;
export type ProductSort = (typeof productSorts)[number];

export type ProductFilter = {
  /** Words that must all occur in title, vendor, type, tags, SKU or barcode; accents and case do not matter. */
  search?: string;
  /** Without one: everything but the archive. */
  status?: ProductStatus;
  vendor?: string;
  productType?: string;
  collectionId?: string;
  /** `out`: nothing left to sell. `low`: at most five units. */
  stock?: "out" | "low";
  sort?: ProductSort;
  isDescending?: boolean;
  /** From 1. */
  page?: number;
};
