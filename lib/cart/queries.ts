import { toPicture } from "@/lib/catalog/storefront";
import { readOptions } from "@/lib/catalog/storefront-rules";
import type { StoreId } from "@/lib/core/ids";
import { hashToken } from "@/lib/core/seal";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { toCartView, toLineView } from "./rules";
import type { CartView } from "./types";

const mediaFields = { select: { id: true, width: true, height: true, blur: true } } as const;

const lineParts = {
  variant: {
    include: {
      inventory: { select: { isTracked: true, allowBackorder: true, onHand: true, reserved: true } },
      product: {
        select: {
          slug: true,
          title: true,
          status: true,
          options: true,
          images: { where: { mediaId: { not: null } }, orderBy: { position: "asc" }, select: { id: true, alt: true, media: mediaFields } },
        },
      },
    },
  },
} as const;

/** The cart of this token, priced from the database now; null when there is none in this store. */
export async function findCart(storeId: StoreId, token: string | null): Promise<CartView | null> {
  if (!token) return null;
  return withStore(storeId, (tx) => readCart(tx, storeId, hashToken(token)));
}

/** The same within a transaction, by the hash of the token. */
export async function readCart(tx: StoreTx, storeId: StoreId, tokenHash: string): Promise<CartView | null> {
  const cart = await tx.cart.findUnique({
    where: { storeId_tokenHash: { storeId, tokenHash } },
    select: { id: true, lines: { orderBy: [{ createdAt: "asc" }, { variantId: "asc" }], include: lineParts } },
  });
  if (!cart) return null;
  const lines = cart.lines.map(({ variant, quantity, seenPriceCents }) => {
    const { product } = variant;
    const image = product.images.find((one) => one.id === variant.imageId) ?? product.images[0];
    return toLineView({
      variantId: variant.id,
      productId: variant.productId,
      slug: product.slug,
      title: product.title,
      variantTitle: readOptions(product.options).length > 0 ? variant.optionValues.join(" / ") : "",
      sku: variant.sku,
      picture: image?.media ? toPicture(storeId, image.media, image.alt) : null,
      unitPriceCents: variant.priceCents,
      compareAtCents: variant.compareAtCents,
      weightGrams: variant.weightGrams,
      requiresShipping: variant.requiresShipping,
      wantedQuantity: quantity,
      seenPriceCents,
      isOnSale: product.status === "active",
      stock: variant.inventory,
    });
  });
  return toCartView(cart.id, lines);
}
