import { createHash } from "node:crypto";
import type { PaymentMethod } from "@/lib/payments/gateways/port";
import { defaultTerms, type Instalments, instalmentChoices } from "@/lib/payments/terms";
import type { Draft, DraftLine } from "./draft";
import { type PriceMethod, priceOrder, type Totals } from "./pricing";
import { optionsFor, type ShippingOption, shippingCentsOf } from "./shipping";

/** A way to pay with what it costs then. */
export type PayOption = { method: PaymentMethod; totals: Totals; instalments: Instalments[] };

/** What a shopper is asked to agree to. All of it is data: pages only show it. */
export type Quote = {
  lines: DraftLine[];
  /** All ways of delivery with their price for these goods; not each of them reaches each country. */
  shippingOptions: (ShippingOption & { cents: number })[];
  shipping: ShippingOption | null;
  coupon: { code: string; cents: number; isFreeShipping: boolean } | null;
  isCouponRefused: boolean;
  totals: Totals;
  payOptions: PayOption[];
  /** Changes with anything that changes a price: what the shopper saw is what is placed. */
  hash: string;
};

/** Prices a draft for a country. Pure but for the hash's digest. */
export function quoteOf(draft: Draft, country: string): Quote {
  const reachable = optionsFor(draft.rates, country);
  const shipping = reachable.find(({ id }) => id === draft.shippingRateId) ?? null;
  const terms = draft.account?.terms ?? defaultTerms;
  const priced = (method: PriceMethod) => priceOrder({ lines: draft.lines, shipping, coupon: draft.coupon?.rule ?? null, method, terms });
  const totals = priced({ kind: "other" });
  const payOptions = (draft.account?.methods ?? []).map((method): PayOption => {
    if (method === "pix") return { method, totals: priced({ kind: "pix" }), instalments: [] };
    return { method, totals, instalments: method === "card" ? instalmentChoices(totals.totalCents, terms) : [] };
  });
  const isFreeShipping = draft.coupon?.rule.kind === "free_shipping" && totals.subtotalCents >= draft.coupon.rule.minSubtotalCents;
  const hasUse = isFreeShipping || totals.discountCents > 0;
  const quote = {
    lines: draft.lines,
    shippingOptions: draft.rates.map((option) => ({
      ...option,
      cents: isFreeShipping ? 0 : shippingCentsOf(option, totals.subtotalCents),
    })),
    shipping,
    coupon: draft.coupon && hasUse ? { code: draft.coupon.code, cents: totals.discountCents, isFreeShipping } : null,
    isCouponRefused: draft.isCouponRefused || (draft.coupon !== null && !hasUse),
    totals,
    payOptions,
  };
  return { ...quote, hash: hashOf(quote, draft) };
}

function hashOf({ lines, totals, payOptions, coupon }: Omit<Quote, "hash">, draft: Draft): string {
  const seen = [
    lines.map(({ variantId, quantity, unitPriceCents }) => [variantId, quantity, unitPriceCents]),
    draft.shippingRateId,
    coupon?.code,
    totals,
    payOptions.map(({ method, totals: owed, instalments }) => [method, owed.totalCents, instalments.map(({ totalCents }) => totalCents)]),
  ];
  return createHash("sha256").update(JSON.stringify(seen)).digest("hex");
}

/** The way to pay as the price knows it. */
export function priceMethodOf(method: PaymentMethod, instalments: number): PriceMethod {
  if (method === "pix") return { kind: "pix" };
  return method === "card" ? { kind: "card", instalments } : { kind: "other" };
}
