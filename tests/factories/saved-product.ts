import { createProduct } from "@/lib/catalog/commands";
import { findProduct } from "@/lib/catalog/queries";
import type { ProductInput, VariantInput } from "@/lib/catalog/schema";
import type { ProductDetail } from "@/lib/catalog/types";
import { after, hourMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import { reserveStock } from "@/lib/inventory/holds";
import type { StoreView } from "@/lib/stores/types";
import { makeOrderRow } from "./order-row";
import { productInputOf, variantInputOf } from "./product-input";

/** Saves a new product by the command, with its events; fails the test when it is refused. */
export async function saveProduct(store: StoreView, input: ProductInput): Promise<ProductDetail> {
  const made = await createProduct(store.id, input, null);
  if (!made.ok) throw new Error(JSON.stringify(made));
  return readProduct(store, made.value.id);
}

export async function readProduct(store: StoreView, id: string): Promise<ProductDetail> {
  const product = await findProduct(store.id, id);
  if (!product) throw new Error("gone");
  return product;
}

/** A product in sizes S, M and L with these variants. */
export function sizedInput(variants: Partial<VariantInput>[]): ProductInput {
  const options = [{ name: "Size", values: ["S", "M", "L"].map((value) => ({ value })) }];
  return productInputOf({ options, variants: variants.map((variant) => variantInputOf(variant)) });
}

/** The product as its form would send it back unchanged. */
export function unchangedInput({ variants, images, ...product }: ProductDetail): ProductInput {
  return productInputOf({
    ...product,
    images: images.map(({ id, alt }) => ({ id, alt })),
    variants: variants.map(({ stock, imageId, ...variant }) => {
      const index = images.findIndex(({ id }) => id === imageId);
      const { isTracked, allowBackorder } = stock;
      return { ...variant, isTracked, allowBackorder, stockDelta: 0, imageIndex: index < 0 ? null : index };
    }),
  });
}

/** Sets one unit of a variant aside for an order that waits for its payment; gives the order's id. */
export async function holdUnit(store: StoreView, variantId: string): Promise<string> {
  const { id } = await makeOrderRow(store);
  await withStore(store.id, (tx) => reserveStock(tx, store.id, id, [{ variantId, quantity: 1 }], after(hourMs)));
  return id;
}
