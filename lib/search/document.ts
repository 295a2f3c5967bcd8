import { plainText } from "@/lib/catalog/rich-text";
import { readOptions, stockView, toCard } from "@/lib/catalog/storefront-rules";
import type { ProductCard, StorefrontPicture } from "@/lib/catalog/storefront-types";
import type { StockState } from "@/lib/inventory/rules";
import { wordsOf } from "./text";

/** Part of every document's fingerprint. Raised with a change of what a document holds: the sweep then makes all of them anew. */
export const documentFormat = 2;

/** What the index knows of a product. It can be rebuilt from the catalogue at any time. */
export type SearchDocument = {
  productId: string;
  version: number;
  isVisible: boolean;
  slug: string;
  title: string;
  vendor: string;
  productType: string;
  tags: string[];
  collectionIds: string[];
  /** `Size:M`: only values of variants that exist. */
  optionPairs: string[];
  minPriceCents: number;
  maxPriceCents: number;
  isAvailable: boolean;
  isFeatured: boolean;
  salesCount: number;
  card: ProductCard;
  /** ISO 8601. */
  publishedAt: string;
  /** Less weighty than the title: vendor, type, tags, collections, option values, SKUs. */
  facts: string;
  /** Plain text of the description. */
  description: string;
  /** Normalised words of title and facts: what typing errors are compared with. */
  words: string;
};

export type IndexedProduct = {
  id: string;
  version: number;
  status: string;
  slug: string;
  title: string;
  vendor: string;
  productType: string;
  descriptionHtml: string;
  tags: string[];
  options: unknown;
  isFeatured: boolean;
  createdAt: Date;
  variants: {
    sku: string | null;
    optionValues: string[];
    priceCents: number;
    compareAtCents: number | null;
    inventory: StockState | null;
  }[];
  pictures: StorefrontPicture[];
  collections: { id: string; title: string }[];
  salesCount: number;
};

const maxDescription = 5000;

/** The document of a product. Drafts, archived products and products without a variant are in the index and not to be found. */
export function toDocument(product: IndexedProduct): SearchDocument {
  const { id, slug, title, vendor, productType, version, tags, isFeatured, salesCount } = product;
  const variants = product.variants.map((variant) => ({ ...variant, isAvailable: stockView(variant.inventory).kind !== "sold_out" }));
  const card = toCard({ product: { id, slug, title, vendor }, variants, pictures: product.pictures });
  const prices = variants.map((variant) => variant.priceCents);
  const facts = factsOf(product);
  return {
    ...{ productId: id, version, slug, title, vendor, productType, tags, isFeatured, salesCount, card, facts },
    isVisible: product.status === "active" && variants.length > 0,
    collectionIds: product.collections.map((collection) => collection.id),
    optionPairs: optionPairsOf(product),
    minPriceCents: card.priceCents,
    maxPriceCents: Math.max(card.priceCents, ...prices),
    isAvailable: card.isAvailable,
    publishedAt: product.createdAt.toISOString(),
    description: plainText(product.descriptionHtml).slice(0, maxDescription),
    words: wordsOf(`${title} ${facts}`).join(" "),
  };
}

function factsOf(product: IndexedProduct): string {
  const values = product.variants.flatMap((variant) => [...variant.optionValues, variant.sku ?? ""]);
  const titles = product.collections.map((collection) => collection.title);
  return [...new Set([product.vendor, product.productType, ...product.tags, ...titles, ...values])].filter(Boolean).join(" · ");
}

/** The colon parts name and value, so a name has none. */
function optionPairsOf(product: IndexedProduct): string[] {
  const names = readOptions(product.options).map((option) => option.name.replaceAll(":", " "));
  const pairs = product.variants.flatMap((variant) => names.map((name, index) => `${name}:${variant.optionValues[index] ?? ""}`));
  return [...new Set(pairs)].filter((pair) => !pair.endsWith(":"));
}
