/** Every cache tag. Each begins with its store or host, so that no store can drop or read another's. */
export const tags = {
  host: (host: string) => `host:${host}`,
  store: (storeId: string) => `store:${storeId}`,
  product: (storeId: string, productId: string) => `store:${storeId}:product:${productId}`,
  collection: (storeId: string, collectionId: string) => `store:${storeId}:collection:${collectionId}`,
  /** Lists of products: home, menus, collection pages, the sitemap. */
  catalog: (storeId: string) => `store:${storeId}:catalog`,
  /** The collections in a store's menu, which stands on every page of it. */
  menu: (storeId: string) => `store:${storeId}:menu`,
  plans: () => "platform:plans",
} as const;
