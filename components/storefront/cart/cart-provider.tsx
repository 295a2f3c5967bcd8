"use client";

import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useMemo, useState } from "react";
import type { FormState } from "@/lib/core/form-state";
import { announceCartChange } from "./cart-cookie";

export type CartAction = (previous: FormState, form: FormData) => Promise<FormState>;

type Cart = {
  /** Shows the cart beside the page. */
  open: () => void;
  /** To call after every change: badges and the drawer look again. */
  changed: () => void;
};

const Context = createContext<Cart | null>(null);

/** Loaded when it is first opened: most pages are read without it. */
const CartDrawer = lazy(() => import("./cart-drawer").then((module) => ({ default: module.CartDrawer })));

/** Keeps the cart drawer of a page. `action` changes a quantity. */
export function CartProvider({ action, children }: { action: CartAction; children: ReactNode }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const [version, setVersion] = useState(0);

  const changed = useCallback(() => {
    announceCartChange();
    setVersion((count) => count + 1);
  }, []);
  const open = useCallback(() => {
    setOpened(true);
    setOpen(true);
  }, []);
  const cart = useMemo(() => ({ open, changed }), [open, changed]);

  return (
    <Context value={cart}>
      {children}
      {wasOpened ? (
        <Suspense fallback={null}>
          <CartDrawer isOpen={isOpen} onOpenChange={setOpen} version={version} action={action} />
        </Suspense>
      ) : null}
    </Context>
  );
}

/** The cart of this page. */
export function useCart(): Cart {
  const cart = useContext(Context);
  if (!cart) throw new Error("no cart around this component");
  return cart;
}
