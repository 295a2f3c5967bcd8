"use server";

import { redirect } from "next/navigation";
import { addToCart, type CartOutcome, setQuantity } from "@/lib/cart/commands";
import { readCartToken, writeCartCookies } from "@/lib/cart/cookies";
import { additionSchema, quantitySchema } from "@/lib/cart/schema";
import { echoValues, type FormState, rejected, saved } from "@/lib/core/form-state";
import { shopperAction } from "@/lib/stores/shopper-action";

export const addToCartAction = shopperAction(additionSchema, async ({ store }, { stay, ...addition }, form) => {
  const outcome = await addToCart(store.id, { ...addition, token: await readCartToken() });
  return answer(outcome, form, stay);
});

export const setQuantityAction = shopperAction(quantitySchema, async ({ store }, { stay, ...change }, form) => {
  const outcome = await setQuantity(store.id, { ...change, token: await readCartToken() });
  return answer(outcome, form, stay);
});

/** Without a script the cart is a page: a change leads to it. */
async function answer(outcome: CartOutcome, form: FormData, stay: "1" | undefined): Promise<FormState> {
  if (outcome.ok) {
    await writeCartCookies(outcome.token, outcome.cart.itemCount);
    if (!stay) redirect("/cart");
    return saved("cart_changed");
  }
  const limits: Record<string, string> =
    outcome.code === "not_enough_stock" ? { available: String(outcome.available), inCart: String(outcome.inCart) } : {};
  return rejected({ quantity: outcome.code }, { ...echoValues(form), ...limits });
}
