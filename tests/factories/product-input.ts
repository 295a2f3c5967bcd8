import { type CollectionInput, collectionInput, type ProductInput, productInput, type VariantInput } from "@/lib/catalog/schema";

/** A variant as a form would hand it on; say what matters. */
export function variantInputOf(wanted: Partial<VariantInput> = {}): VariantInput {
  return {
    optionValues: [],
    sku: null,
    barcode: null,
    priceCents: 1990,
    compareAtCents: null,
    costCents: null,
    weightGrams: 0,
    requiresShipping: true,
    isTracked: true,
    allowBackorder: false,
    stockDelta: 0,
    imageIndex: null,
    ...wanted,
  };
}

/** A product as a form would hand it on, one variant without options unless said; say what matters. */
export function productInputOf(wanted: Partial<ProductInput> = {}): ProductInput {
  return productInput.parse({
    title: "Linen shirt",
    slug: "",
    descriptionHtml: "",
    vendor: "",
    productType: "",
    tags: [],
    status: "active",
    isFeatured: false,
    seoTitle: null,
    seoDescription: null,
    options: [],
    variants: [variantInputOf()],
    images: [],
    collectionIds: [],
    ...wanted,
  });
}

export function collectionInputOf(wanted: Partial<CollectionInput> = {}): CollectionInput {
  return collectionInput.parse({
    title: "Summer",
    slug: "",
    descriptionHtml: "",
    status: "active",
    mediaId: null,
    productIds: [],
    ...wanted,
  });
}
