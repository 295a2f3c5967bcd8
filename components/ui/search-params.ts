/** A page's search parameters as Next hands them over. */
export type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * The address of the same list with some parameters changed: null removes one, a list repeats it.
 * Any change but that of `page` itself goes back to the first page.
 */
export function hrefWith(path: string, params: SearchParams, changes: Readonly<Record<string, string | readonly string[] | null>>): string {
  const merged: Record<string, string | readonly string[] | null | undefined> = {
    ...params,
    ...("page" in changes ? {} : { page: null }),
    ...changes,
  };
  const query = new URLSearchParams(
    Object.entries(merged).flatMap(([name, value]) => valuesOf(value).map((one): [string, string] => [name, one])),
  ).toString();
  return query ? `${path}?${query}` : path;
}

/** The parameter's values as a list, empties left out. */
export function valuesOf(value: string | readonly string[] | null | undefined): readonly string[] {
  if (value === null || value === undefined) return [];
  return (typeof value === "string" ? [value] : value).filter((one) => one !== "");
}
