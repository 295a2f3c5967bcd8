import { findVariant } from "@/lib/catalog/storefront-choice";
import { readOptions } from "@/lib/catalog/storefront-rules";
import { newId, type StoreId } from "@/lib/core/ids";
import { hashToken, newToken } from "@/lib/core/seal";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import type { StockState } from "@/lib/inventory/rules";
import { readCart } from "./queries";
import { maxLines, quantityLimit } from "./rules";
import type { CartView } from "./types";

export type CartFailure =
  | { code: "not_found" | "sold_out" | "cart_full" }
  /** `available` is how many may be in the cart, `inCart` how many are there already. */
  | { code: "not_enough_stock"; available: number; inCart: number };

export type CartOutcome = { ok: true; token: string; cart: CartView } | ({ ok: false } & CartFailure);

export type Addition = {
  /** Of the shopper's cart, or null; an unknown one gets a new cart, never the name that was asked for. */
  token: string | null;
  productId: string;
  /** One value for each option of the product, in their order. */
  optionValues: readonly string[];
  /** From 1. */
  quantity: number;
};

/**
 * Puts units of a variant into the cart, which is made when there is none. Nothing changes when fewer than that can be sold
 * (`not_enough_stock`), the variant is `sold_out`, or no active product has it (`not_found`).
 */
export async function addToCart(storeId: StoreId, { token, productId, optionValues, quantity }: Addition): Promise<CartOutcome> {
  return withStore(storeId, async (tx) => {
    const variant = await findVariantOnSale(tx, storeId, productId, optionValues);
    if (!variant) return { ok: false, code: "not_found" };
    const available = quantityLimit({ isOnSale: true, stock: variant.stock });
    if (available === 0) return { ok: false, code: "sold_out" };

    const known = await findOpenCart(tx, storeId, token);
    const inCart = known?.quantities.get(variant.id) ?? 0;
    if (inCart + quantity > available) return { ok: false, code: "not_enough_stock", available, inCart };
    if (inCart === 0 && known && known.quantities.size >= maxLines) return { ok: false, code: "cart_full" };

    const cart = known ?? (await createCart(tx, storeId));
    const line = { storeId, cartId: cart.id, variantId: variant.id };
    const written = { quantity: inCart + quantity, seenPriceCents: variant.priceCents };
    await tx.cartLine.upsert({ where: { storeId_cartId_variantId: line }, create: { ...line, ...written }, update: written });
    return settled(tx, storeId, cart.token);
  });
}

export type QuantityChange = { token: string | null; variantId: string; quantity: number };

/** Sets how many of a variant are in the cart; 0 takes it out. Fails with `not_enough_stock` when fewer can be sold. */
export async function setQuantity(storeId: StoreId, { token, variantId, quantity }: QuantityChange): Promise<CartOutcome> {
  if (!token) return { ok: false, code: "not_found" };
  return withStore(storeId, async (tx) => {
    const cart = await lockCart(tx, storeId, hashToken(token));
    const where = cart ? { storeId_cartId_variantId: { storeId, cartId: cart.id, variantId } } : null;
    const line = where ? await tx.cartLine.findUnique({ where, include: { variant: { include: variantParts } } }) : null;
    if (!where || !line) return { ok: false, code: "not_found" };
    if (quantity === 0) {
      await tx.cartLine.delete({ where });
      return settled(tx, storeId, token);
    }
    const { product, inventory: stock } = line.variant;
    const available = quantityLimit({ isOnSale: product.status === "active", stock });
    if (available === 0) return { ok: false, code: "sold_out" };
    if (quantity > available) return { ok: false, code: "not_enough_stock", available, inCart: line.quantity };
    await tx.cartLine.update({ where, data: { quantity } });
    return settled(tx, storeId, token);
  });
}

const variantParts = {
  inventory: { select: { isTracked: true, allowBackorder: true, onHand: true, reserved: true } },
  product: { select: { status: true, options: true } },
} as const;

type VariantOnSale = { id: string; priceCents: number; stock: StockState | null };

async function findVariantOnSale(
  tx: StoreTx,
  storeId: StoreId,
  productId: string,
  optionValues: readonly string[],
): Promise<VariantOnSale | null> {
  const rows = await tx.variant.findMany({
    where: { storeId, productId, product: { status: "active" } },
    orderBy: { position: "asc" },
    include: variantParts,
  });
  const hasOptions = readOptions(rows[0]?.product.options).length > 0;
  const variant = hasOptions ? findVariant(rows, optionValues) : (rows[0] ?? null);
  return variant ? { id: variant.id, priceCents: variant.priceCents, stock: variant.inventory } : null;
}

type OpenCart = { id: string; token: string; quantities: Map<string, number> };

async function findOpenCart(tx: StoreTx, storeId: StoreId, token: string | null): Promise<OpenCart | null> {
  const cart = token ? await lockCart(tx, storeId, hashToken(token)) : null;
  if (!cart || !token) return null;
  const lines = await tx.cartLine.findMany({ where: { storeId, cartId: cart.id }, select: { variantId: true, quantity: true } });
  return { id: cart.id, token, quantities: new Map(lines.map((line) => [line.variantId, line.quantity])) };
}

async function createCart(tx: StoreTx, storeId: StoreId): Promise<Pick<OpenCart, "id" | "token">> {
  const made = { id: newId(), token: newToken() };
  await tx.cart.create({ data: { storeId, id: made.id, tokenHash: hashToken(made.token) } });
  return made;
}

/** Two clicks at once are taken one after the other. */
async function lockCart(tx: StoreTx, storeId: StoreId, tokenHash: string): Promise<{ id: string } | null> {
  const [cart] = await tx.$queryRaw<{ id: string }[]>`
    select id::text as id from cart where store_id = ${storeId}::uuid and token_hash = ${tokenHash} for update`;
  return cart ?? null;
}

/** After a change the shopper has seen the present prices; the cart is young again. */
async function settled(tx: StoreTx, storeId: StoreId, token: string): Promise<CartOutcome> {
  const tokenHash = hashToken(token);
  await tx.cart.update({ where: { storeId_tokenHash: { storeId, tokenHash } }, data: { updatedAt: new Date() } });
  const cart = await readCart(tx, storeId, tokenHash);
  if (!cart) throw new Error("the cart vanished within its own transaction");
  await tx.$executeRaw`
    update cart_line l set seen_price_cents = v.price_cents from variant v
    where l.store_id = ${storeId}::uuid and l.cart_id = ${cart.id}::uuid and v.store_id = l.store_id and v.id = l.variant_id
      and l.seen_price_cents <> v.price_cents`;
  return { ok: true, token, cart };
}
