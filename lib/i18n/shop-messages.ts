import type { MessagePath } from "./messages";

/** What the client components of a store's pages speak: on every one of them, so no sentence that the server has written already. */
export const shopMessages: readonly MessagePath[] = [
  "ui",
  "cart",
  "storefront.failure",
  "storefront.gallery",
  "storefront.instalments",
  "storefront.missing",
  "storefront.product",
  "storefront.search",
  "storefront.stock",
];
