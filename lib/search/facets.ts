import { formatPriceRange, priceSteps, toPriceRanges } from "./prices";
import { normalise } from "./text";
import type { Facet, FacetKind, FacetValue, Filters } from "./types";

type Count = { kind: string; value: string; count: number };

/** Clothes sizes in the order of bodies, not of letters; both alphabets share M. */
const sizes = ["pp", "xxs", "xs", "p", "s", "m", "g", "l", "gg", "xl", "xgg", "eg", "xg", "xxl", "2xl", "xxxl", "3xl"];

/**
 * The facets of a list from their counts, in the order that shoppers meet them. A facet that offers nothing to choose is left
 * out; what is chosen already always stays.
 */
export function toFacets(counts: readonly Count[], filters: Filters): Facet[] {
  const ofKind = (kind: string) => counts.filter((row) => row.kind === kind).map(({ value, count }) => ({ value, count }));
  const facets = [
    facet("available", "", ofKind("available"), filters.isAvailableOnly ? ["1"] : []),
    facet("price", "", priceValues(ofKind("price")), filters.prices.map(formatPriceRange)),
    facet("type", "", ofKind("type"), filters.types),
    facet("vendor", "", ofKind("vendor"), filters.vendors),
    ...optionFacets(ofKind("option"), filters.options),
  ];
  const total = counts.find((row) => row.kind === "total")?.count ?? 0;
  return facets.filter((one) => isUseful(one, total, filters));
}

function facet(kind: FacetKind, name: string, values: readonly FacetValue[], chosen: readonly string[]): Facet {
  const missing = chosen.filter((value) => values.every((known) => known.value !== value)).map((value) => ({ value, count: 0 }));
  return { kind, name, values: [...values, ...missing] };
}

/** `width_bucket` counts from 1. */
function priceValues(rows: readonly FacetValue[]): FacetValue[] {
  const counts = priceSteps.map((_, index) => rows.find((row) => row.value === String(index + 1))?.count ?? 0);
  return toPriceRanges(counts);
}

function optionFacets(rows: readonly FacetValue[], chosen: Filters["options"]): Facet[] {
  const values = new Map<string, FacetValue[]>(Object.keys(chosen).map((name) => [name, []]));
  for (const { value, count } of rows) {
    const colon = value.indexOf(":");
    const name = value.slice(0, colon);
    values.set(name, [...(values.get(name) ?? []), { value: value.slice(colon + 1), count }]);
  }
  return [...values].map(([name, list]) => {
    const { values: all } = facet("option", name, list, chosen[name] ?? []);
    return { kind: "option", name, values: all.sort(bySize) };
  });
}

function bySize(one: FacetValue, other: FacetValue): number {
  const [first, second] = [one, other].map(({ value }) => sizes.indexOf(normalise(value)));
  if (first !== undefined && second !== undefined && first >= 0 && second >= 0) return first - second;
  return one.value.localeCompare(other.value, "en", { numeric: true });
}

function isUseful({ kind, name, values }: Facet, total: number, filters: Filters): boolean {
  if (kind === "available") return filters.isAvailableOnly || (values[0] !== undefined && values[0].count > 0 && values[0].count < total);
  const hasChoice = kind === "option" && (filters.options[name]?.length ?? 0) > 0;
  const isChosen = hasChoice || (kind === "price" && filters.prices.length > 0) || (kind === "type" && filters.types.length > 0);
  return values.length > 1 || isChosen || (kind === "vendor" && filters.vendors.length > 0);
}
