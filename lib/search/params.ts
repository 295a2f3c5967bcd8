import { formatPriceRange, parsePriceRange } from "./prices";
import { type Facet, type Filters, noFilters, type Sort, sorts } from "./types";

/** A page's search parameters as Next hands them over. */
export type RawParams = Readonly<Record<string, string | readonly string[] | undefined>>;

export type ListParams = { text: string; filters: Filters; sort: Sort | null; page: number };

export const pageSize = 24;
const optionPrefix = "option.";
const maxValues = 20;
const maxLength = 100;
const maxOptions = 5;
/** Products that paging reaches; a search service looks no further. Whoever wants another narrows the list. */
export const mostReachable = 5000;
/** The last page that may be asked for. */
export const maxPage = Math.floor(mostReachable / pageSize);

/** Reads the parameters of a list from an address that anybody may have written. What makes no sense is left out, never refused. */
export function parseListParams(params: RawParams): ListParams {
  const sort = sorts.find((known) => known === first(params.sort)) ?? null;
  const page = Number(first(params.page));
  const optionNames = Object.keys(params).filter((name) => name.startsWith(optionPrefix) && name.length <= maxLength);
  const options = optionNames.slice(0, maxOptions).map((name) => [name.slice(optionPrefix.length), list(params[name])] as const);
  return {
    text: first(params.q).slice(0, 200).replaceAll("\u0000", "").trim(),
    sort,
    page: Number.isInteger(page) && page >= 1 && page <= maxPage ? page : 1,
    filters: {
      ...noFilters,
      prices: list(params.price).flatMap((text) => parsePriceRange(text) ?? []),
      vendors: list(params.vendor),
      types: list(params.type),
      isAvailableOnly: first(params.available) === "1",
      options: Object.fromEntries(options.filter(([name, values]) => name !== "" && values.length > 0)),
    },
  };
}

/** The parameter in which a facet's choices travel. */
export function paramOf(facet: Pick<Facet, "kind" | "name">): string {
  return facet.kind === "option" ? `${optionPrefix}${facet.name}` : facet.kind;
}

/** The values of a facet that are chosen. */
export function chosenOf(facet: Pick<Facet, "kind" | "name">, filters: Filters): readonly string[] {
  if (facet.kind === "available") return filters.isAvailableOnly ? ["1"] : [];
  if (facet.kind === "price") return filters.prices.map(formatPriceRange);
  if (facet.kind === "vendor") return filters.vendors;
  return facet.kind === "type" ? filters.types : (filters.options[facet.name] ?? []);
}

/** The parameters again, as few and as clean as they can be: for links and canonical addresses. */
export function toParams({ text, filters, sort, page }: ListParams): Record<string, string[]> {
  const { prices, vendors, types, isAvailableOnly, options } = filters;
  const all: Record<string, string[]> = {
    q: text ? [text] : [],
    price: prices.map(formatPriceRange),
    vendor: vendors,
    type: types,
    available: isAvailableOnly ? ["1"] : [],
    ...Object.fromEntries(Object.entries(options).map(([name, values]) => [optionPrefix + name, values])),
    sort: sort ? [sort] : [],
    page: page > 1 ? [String(page)] : [],
  };
  return Object.fromEntries(Object.entries(all).filter(([, values]) => values.length > 0));
}

function list(value: string | readonly string[] | undefined): string[] {
  const values = typeof value === "string" ? [value] : [...(value ?? [])];
  const clean = values.map((one) => one.replaceAll("\u0000", "")).filter((one) => one !== "" && one.length <= maxLength);
  return [...new Set(clean)].slice(0, maxValues);
}

function first(value: string | readonly string[] | undefined): string {
  return (typeof value === "string" ? value : value?.[0]) ?? "";
}
