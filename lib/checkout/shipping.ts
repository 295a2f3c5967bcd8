/** How a way of delivery is priced. */
export type ShippingRule = {
  kind: "flat" | "free_over" | "pickup";
  priceCents: number;
  /** For `free_over`: nothing is charged from this sum of goods on. */
  minSubtotalCents: number | null;
};

/** A way of delivery as a shopper chooses it. */
export type ShippingOption = ShippingRule & {
  id: string;
  name: string;
  /** ISO 3166-1 alpha-2; empty: everywhere. */
  countries: readonly string[];
  minDays: number;
  maxDays: number;
};

/** The price of a delivery for goods of that sum, before any coupon. */
export function shippingCentsOf(rule: ShippingRule, subtotalCents: number): number {
  if (rule.kind === "pickup") return 0;
  if (rule.kind === "free_over" && subtotalCents >= (rule.minSubtotalCents ?? 0)) return 0;
  return rule.priceCents;
}

/** The ways of delivery that reach a country, in the merchant's order. */
export function optionsFor<Option extends Pick<ShippingOption, "countries">>(options: readonly Option[], country: string): Option[] {
  return options.filter(({ countries }) => countries.length === 0 || countries.includes(country));
}
