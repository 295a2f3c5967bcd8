import { formatMoney } from "@/lib/core/money";
import type { Translate } from "@/lib/i18n/translator";
import { parsePriceRange } from "@/lib/search/prices";
import type { Facet } from "@/lib/search/types";

export type LabelContext = { t: Translate; currency: string; locale: string };

/** What a facet is called. `t` speaks `storefront.list`. */
export function facetTitle(facet: Pick<Facet, "kind" | "name">, { t }: LabelContext): string {
  return facet.kind === "option" ? facet.name : t(`facets.${facet.kind}`);
}

/** What a value of a facet is called. */
export function valueLabel(kind: Facet["kind"], value: string, context: LabelContext): string {
  if (kind === "available") return context.t("inStock");
  return kind === "price" ? priceLabel(value, context) : value;
}

function priceLabel(value: string, { t, currency, locale }: LabelContext): string {
  const range = parsePriceRange(value);
  if (!range) return value;
  const money = (units: number) => formatMoney(units * 100, currency, locale).replace(/[.,]00(?!\d)/, "");
  if (range.to === null) return t("priceFrom", { from: money(range.from) });
  return range.from === 0 ? t("priceTo", { to: money(range.to) }) : t("priceBetween", { from: money(range.from), to: money(range.to) });
}
