/** Parameters that make a list differ from the one that is cached whole. Tracking parameters are none of them. */
const listParams = /^(sort|page|price|vendor|type|available|option\..+)$/;
const collectionPath = /^\/collections\/[^/]+\/?$/;
/** Files with names of their own, which the framework would take for its static conventions. */
const files: Record<string, string> = { "/sitemap.xml": "/files/sitemap", "/robots.txt": "/files/robots" };
/** Places of ours that are reached through another address only. */
const inner = /^\/(files(\/|$)|collections\/[^/]+\/filtered\/?$)/;
const previewMark = "~";
const previewToken = /^[0-9a-f]{32}$/;

export type StorefrontRequest = { host: string; path: string; params: Iterable<string>; previewToken: string | undefined };

/**
 * Where a storefront address is rendered. Catalogue pages are cached whole per host and path, so what makes them differ must
 * stand in the path: a filtered collection is rendered apart from the plain one, and somebody with a preview token sees pages
 * of their own (whether the token is right is asked by the page).
 */
export function storefrontRoute({ host, path, params, previewToken: token }: StorefrontRequest): string {
  const first = token && previewToken.test(token) ? `${host}${previewMark}${token}` : host;
  return `/store/${first}${placeOf(path, params)}`;
}

function placeOf(path: string, params: Iterable<string>): string {
  if (inner.test(path)) return `/-${path}`;
  const isFiltered = collectionPath.test(path) && [...params].some((name) => listParams.test(name));
  const plain = path === "/" ? "" : path.replace(/\/$/, "");
  return files[path] ?? (isFiltered ? `${plain}/filtered` : plain);
}

/** Takes apart the route parameter that `storefrontRoute` wrote. */
export function parseHostParam(param: string): { host: string; previewToken: string | null } {
  const [host = "", token] = decodeURIComponent(param).split(previewMark);
  return { host, previewToken: token ?? null };
}
