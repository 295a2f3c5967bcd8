"use client";

import { createContext, useContext } from "react";
import type { FormState } from "@/lib/core/form-state";

export type CartAction = (previous: FormState, form: FormData) => Promise<FormState>;

export type Cart = {
  /** Shows the cart beside the page. */
  open: () => void;
  /** To call after every change: badges and the drawer look again. */
  changed: () => void;
};

export const CartContext = createContext<Cart | null>(null);

/** The cart of this page. */
export function useCart(): Cart {
  const cart = useContext(CartContext);
  if (!cart) throw new Error("no cart around this component");
  return cart;
}
