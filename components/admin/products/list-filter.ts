import { type SearchParams, valuesOf } from "@/components/ui/search-params";
import type { Sort } from "@/components/ui/table";
import { type ProductFilter, productSorts } from "@/lib/catalog/product-filter";
import { productStatuses } from "@/lib/catalog/types";
import { isId } from "@/lib/core/ids";

/** The parameters with one value each, the last one chosen: a filter has one choice. */
export function lastOnly(params: SearchParams): SearchParams {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, valuesOf(value).at(-1)]));
}

/** The list's filter as the address says it; what it says wrongly is left out. */
export function readFilter(params: SearchParams): ProductFilter {
  const one = (name: string) => valuesOf(params[name])[0];
  const [status, stock, collectionId, page] = [one("status"), one("stock"), one("collection"), Number(one("page"))];
  const sort = readSort(one("sort"));
  return {
    ...given({ search: one("q"), vendor: one("vendor"), productType: one("type") }),
    ...given({ status: productStatuses.find((known) => known === status) }),
    ...(stock === "out" || stock === "low" ? { stock } : {}),
    ...(collectionId && isId(collectionId) ? { collectionId } : {}),
    ...(sort ? { sort: sort.key, isDescending: sort.direction === "desc" } : {}),
    ...(Number.isSafeInteger(page) && page > 0 ? { page } : {}),
  };
}

function readSort(text = ""): { key: (typeof productSorts)[number]; direction: Sort["direction"] } | undefined {
  const key = productSorts.find((known) => known === text.replace(/^-/, ""));
  return key ? { key, direction: text.startsWith("-") ? "desc" : "asc" } : undefined;
}

/** The order that the table's headings show; the newest changes come first without one. */
export function shownSort(filter: ProductFilter): Sort {
  return { key: filter.sort ?? "updated", direction: (filter.isDescending ?? filter.sort === undefined) ? "desc" : "asc" };
}

function given<Values extends Record<string, string | undefined>>(values: Values): { [Key in keyof Values]?: NonNullable<Values[Key]> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(entries) as { [Key in keyof Values]?: NonNullable<Values[Key]> };
}
