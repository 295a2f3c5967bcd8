import { newId } from "@/local/stripe/ids";
import { type Product, products } from "@/local/stripe/stored";
import type { Work } from "@/local/stripe/work";

/** A product made on the spot by `price_data`; such products are not active in the catalogue. */
export async function createInlineProduct(
  work: Work,
  input: { name: string; description?: string | null; images?: string[]; metadata?: Record<string, string> },
): Promise<Product> {
  const product = { ...newProduct(work, { ...input, id: newId("prod") }), active: false };
  await work.shelf.put(products, product.id, product);
  return product;
}

export type ProductInput = { id: string; name: string } & Partial<
  Pick<Product, "active" | "description" | "images" | "marketing_features" | "metadata" | "shippable" | "tax_code" | "unit_label" | "url">
>;

export function newProduct(work: Work, input: ProductInput): Product {
  return {
    id: input.id,
    object: "product",
    active: input.active ?? true,
    created: work.now,
    default_price: null,
    description: input.description ?? null,
    images: input.images ?? [],
    livemode: false,
    marketing_features: input.marketing_features ?? [],
    metadata: input.metadata ?? {},
    name: input.name,
    package_dimensions: null,
    shippable: input.shippable ?? null,
    tax_code: input.tax_code ?? null,
    tax_details: null,
    type: "service",
    unit_label: input.unit_label ?? null,
    updated: work.now,
    url: input.url ?? null,
  };
}
