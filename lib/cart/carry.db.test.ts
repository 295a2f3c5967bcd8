import { expect, test } from "vitest";
import { newToken } from "@/lib/core/seal";
import { openCarriedCart, sealCarriedCart } from "@/lib/stores/carried-cart";
import { makeProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";
import { carryCart } from "./carry";
import { addToCart, setQuantity } from "./commands";
import { findCart } from "./queries";

async function filledCart() {
  const store = await makeStore();
  const { id, variantId } = await makeProduct(store, { variants: [{ optionValues: [], priceCents: 2000, stock: 9 }] });
  const cart = await addToCart(store.id, { token: null, productId: id, optionValues: [], quantity: 2 });
  if (!cart.ok) throw new Error(cart.code);
  return { store, variantId, token: cart.token };
}

test("a shopper who is led to the store's own domain finds the same things in the cart", async () => {
  const { store, token, variantId } = await filledCart();
  const carried = await carryCart(store.id, token);
  expect(carried?.itemCount).toBe(2);
  expect((await findCart(store.id, carried?.token ?? null))?.lines).toMatchObject([{ variantId, quantity: 2 }]);
});

test("it is a cart of its own: whoever made the link does not see what becomes of it", async () => {
  const { store, token, variantId } = await filledCart();
  const carried = await carryCart(store.id, token);
  expect(carried?.token).not.toBe(token);
  await setQuantity(store.id, { token: carried?.token ?? null, variantId, quantity: 5 });
  expect((await findCart(store.id, token))?.lines).toMatchObject([{ quantity: 2 }]);
});

test("an unknown cart, or one of another store, is not carried", async () => {
  const { token } = await filledCart();
  const other = await makeStore();
  expect(await carryCart(other.id, token)).toBeNull();
  expect(await carryCart(other.id, newToken())).toBeNull();
});

test("the redirect names the cart to the host that it is for, and to nobody else", () => {
  const sealed = sealCarriedCart("token-of-a-cart", "loja.com.br");
  expect(sealed).not.toContain("token-of-a-cart");
  expect(openCarriedCart(sealed, "loja.com.br")).toBe("token-of-a-cart");
  expect(openCarriedCart(sealed, "other.com.br")).toBeNull();
  expect(openCarriedCart(`${sealed}x`, "loja.com.br")).toBeNull();
  expect(openCarriedCart("k1.a.b.c", "loja.com.br")).toBeNull();
});
