/** How long cached data lives, for `cacheLife`. Changes drop tags at once; these only bound what a lost event could leave behind. */
export const lifetimes = {
  /** Pages of the storefront: a browser may keep them for a minute, we for an hour before looking again. */
  storefront: { stale: 60, revalidate: 3600, expire: 86_400 },
  /** Which store owns a host. */
  host: { stale: 60, revalidate: 300, expire: 86_400 },
  /** What is expected soon and is not there yet. */
  absent: { stale: 0, revalidate: 1, expire: 86_400 },
} as const;
