"use client";

import { ShoppingBag } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { MouseEvent, ReactNode } from "react";
import { useCart } from "./cart-context";
import { useCartCount } from "./cart-cookie";

/** The way to the cart, with the number of things in it. A link; with a script it opens the drawer. */
export function CartButton(): ReactNode {
  const t = useTranslations("cart");
  const count = useCartCount();
  const cart = useCart();

  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    cart.open();
  };

  return (
    <Link
      href="/cart"
      prefetch={false}
      onClick={onClick}
      aria-label={t("open", { count })}
      className="relative -mr-2.5 grid size-11 shrink-0 place-items-center rounded-full transition-colors hover:bg-current/8"
    >
      <ShoppingBag aria-hidden className="size-5.5" strokeWidth={1.6} />
      {count > 0 ? (
        <span
          aria-hidden
          className="absolute top-0.5 right-0 grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1 font-semibold text-accent-contrast text-xs tabular-nums"
        >
          {count > 99 ? "99+" : count}
        </span>
      ) : null}
    </Link>
  );
}
