"use client";

import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from "react";
import { type CartAction, CartContext } from "./cart-context";
import { announceCartChange } from "./cart-cookie";

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
    <CartContext value={cart}>
      {children}
      {wasOpened ? (
        <Suspense fallback={null}>
          <CartDrawer isOpen={isOpen} onOpenChange={setOpen} version={version} action={action} />
        </Suspense>
      ) : null}
    </CartContext>
  );
}
