"use client";

import { useSyncExternalStore } from "react";

const changed = "cart-changed";

/** How many units the cart holds, by the cookie that the server keeps beside the cart's own. 0 until the page has its script. */
export function useCartCount(): number {
  return useSyncExternalStore(subscribe, readCount, () => 0);
}

/** Tells the badges that the cookie changed. */
export function announceCartChange(): void {
  window.dispatchEvent(new Event(changed));
}

/** Says that nothing is in the cart any more, where the server could not: its order was placed, and the browser leaves for another site. */
export function clearCartCount(): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that shops.
  document.cookie = "cart_count=0; path=/; samesite=lax";
}

function subscribe(listener: () => void): () => void {
  const events = [changed, "pageshow", "focus"];
  for (const event of events) window.addEventListener(event, listener);
  return () => {
    for (const event of events) window.removeEventListener(event, listener);
  };
}

function readCount(): number {
  const count = Number(/(?:^|; )cart_count=(\d{1,6})/.exec(document.cookie)?.[1] ?? 0);
  return Number.isFinite(count) ? count : 0;
}
