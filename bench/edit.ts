import { updateProduct } from "@/lib/catalog/commands";
import { findProduct } from "@/lib/catalog/queries";
import { type ProductInput, productInput } from "@/lib/catalog/schema";
import type { ProductDetail, VariantDetail } from "@/lib/catalog/types";
import type { StoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { flushOutbox } from "@/lib/events/flush";
import { findStoreByHost } from "@/lib/stores/queries";
import { Problem } from "@/local/problem";

export type Edited = { storeId: StoreId; productId: string; slug: string };

/** The product behind a path of a store. Throws a {@link Problem} when this database does not know it. */
export async function requireEdited(host: string, productPath: string): Promise<Edited> {
  const slug = decodeURIComponent(productPath.split("/").at(-1) ?? "");
  const store = await findStoreByHost(host);
  const found =
    store && (await withStore(store.id, (tx) => tx.product.findFirst({ where: { storeId: store.id, slug }, select: { id: true } })));
  if (!store || !found) throw new Problem(`This database knows no ${productPath} of ${host}: is it the one of the running installation?`);
  return { storeId: store.id, productId: found.id, slug };
}

/** Reads the product as a form would hand it back unchanged, with the version that was seen. */
export async function readAsTyped({ storeId, productId }: Edited): Promise<{ input: ProductInput; version: number }> {
  const detail = await findProduct(storeId, productId);
  if (!detail) throw new Problem("The product was deleted meanwhile.");
  return { input: asTyped(detail), version: detail.version };
}

/** Saves with the command of the product form and publishes its events, as the form's action does. Stock is left as it is. */
export async function save({ storeId, productId }: Edited, input: ProductInput, version: number): Promise<number> {
  const saved = await updateProduct(storeId, { productId, version, input, actorId: null });
  if (!saved.ok) throw new Problem(`The product could not be saved: ${saved.code} ${JSON.stringify(saved.errors)}.`);
  await flushOutbox();
  return saved.value.version;
}

function asTyped({ images, variants, ...product }: ProductDetail): ProductInput {
  return productInput.parse({
    ...product,
    images: images.map(({ id, alt, sourceUrl }) => ({ id, alt, ...(sourceUrl ? { sourceUrl } : {}) })),
    variants: variants.map((variant) => ({ ...variantAsTyped(variant), imageIndex: placeOf(variant.imageId, images) })),
  });
}

function variantAsTyped({ stock, imageId: _image, ...variant }: VariantDetail) {
  return { ...variant, isTracked: stock.isTracked, allowBackorder: stock.allowBackorder, stockDelta: 0 };
}

function placeOf(imageId: string | null, images: ProductDetail["images"]): number | null {
  const place = images.findIndex(({ id }) => id === imageId);
  return place < 0 ? null : place;
}
