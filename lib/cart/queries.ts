import { toPicture } from "@/lib/catalog/storefront";
import { readOptions } from "@/lib/catalog/storefront-rules";
import type { StoreId } from "@/lib/core/ids";
import { hashToken } from "@/lib/core/seal";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import type { StockState } from "@/lib/inventory/rules";
import { toCartView, toLineView } from "./rules";
import type { CartLineView, CartView } from "./types";

/** The cart of this token, priced from the database now; null when there is none in this store. */
export async function findCart(storeId: StoreId, token: string | null): Promise<CartView | null> {
  if (!token) return null;
  return withStore(storeId, (tx) => readCart(tx, storeId, hashToken(token)));
}

/** The same within a transaction, by the hash of the token. */
export async function readCart(tx: StoreTx, storeId: StoreId, tokenHash: string): Promise<CartView | null> {
  const rows = await readRows(tx, storeId, tokenHash);
  const [cart] = rows;
  return cart
    ? toCartView(
        cart.cartId,
        rows.flatMap((row) => (row.variantId === null ? [] : [viewOf(storeId, row)])),
      )
    : null;
}

type Picture = { id: string; width: number; height: number; blur: string; alt: string };

/** A line as it is stored, with what its price and its stock are now. */
type LineRow = {
  cartId: string;
  variantId: string;
  quantity: number;
  seenPriceCents: number;
  productId: string;
  optionValues: string[];
  sku: string | null;
  unitPriceCents: number;
  compareAtCents: number | null;
  weightGrams: number;
  requiresShipping: boolean;
  slug: string;
  title: string;
  status: string;
  options: unknown;
  stock: StockState | null;
  /** Of the variant, else the product's first. */
  picture: Picture | null;
};
/** A cart with nothing in it is one row without a line. */
type Row = LineRow | { cartId: string; variantId: null };

/** One statement: a cart is read on nearly every page, and again when it is paid. */
async function readRows(tx: StoreTx, storeId: StoreId, tokenHash: string): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    select cart.id::text as "cartId", line.variant_id::text as "variantId", line.quantity, line.seen_price_cents as "seenPriceCents",
      variant.product_id::text as "productId", variant.option_values as "optionValues", variant.sku, variant.price_cents as "unitPriceCents",
      variant.compare_at_cents as "compareAtCents", variant.weight_grams as "weightGrams", variant.requires_shipping as "requiresShipping",
      product.slug, product.title, product.status, product.options, picture.view as picture,
      case when level.variant_id is not null then jsonb_build_object('isTracked', level.is_tracked,
        'allowBackorder', level.allow_backorder, 'onHand', level.on_hand, 'reserved', level.reserved) end as stock
    from cart
    left join cart_line line on line.store_id = cart.store_id and line.cart_id = cart.id
    left join variant on variant.store_id = line.store_id and variant.id = line.variant_id
    left join product on product.store_id = variant.store_id and product.id = variant.product_id
    left join inventory_level level on level.store_id = variant.store_id and level.variant_id = variant.id
    left join lateral (
      select jsonb_build_object('id', media.id, 'width', media.width, 'height', media.height, 'blur', media.blur, 'alt', image.alt) as view
      from product_image image join media on media.store_id = image.store_id and media.id = image.media_id
      where image.store_id = product.store_id and image.product_id = product.id
      order by image.id = variant.image_id desc nulls last, image.position limit 1) picture on true
    where cart.store_id = ${storeId}::uuid and cart.token_hash = ${tokenHash}
    order by line.created_at, line.variant_id`;
}

function viewOf(storeId: StoreId, row: LineRow): CartLineView {
  const { cartId: _cartId, quantity: wantedQuantity, optionValues, options, status, picture, ...line } = row;
  return toLineView({
    ...line,
    wantedQuantity,
    variantTitle: readOptions(options).length > 0 ? optionValues.join(" / ") : "",
    picture: picture && toPicture(storeId, picture, picture.alt),
    isOnSale: status === "active",
  });
}
