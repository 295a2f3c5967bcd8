import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultTerms, instalmentChoices, paymentTermsSchema } from "@/lib/payments/terms";
import { type PricingInput, priceMethod, priceOrder } from "./pricing";

const cents = fc.integer({ min: 0, max: 1_000_000 });
const line = fc.record({ unitPriceCents: cents, quantity: fc.integer({ min: 1, max: 99 }) });
const shipping = fc.option(
  fc.record({ kind: fc.constantFrom("flat", "free_over", "pickup"), priceCents: cents, minSubtotalCents: fc.option(cents) }),
);
const coupon = fc.option(
  fc.oneof(
    fc.record({ kind: fc.constant("percent" as const), percent: fc.integer({ min: 1, max: 100 }), minSubtotalCents: cents }),
    fc.record({ kind: fc.constant("fixed" as const), amountCents: fc.integer({ min: 1, max: 5_000_000 }), minSubtotalCents: cents }),
    fc.record({ kind: fc.constant("free_shipping" as const), minSubtotalCents: cents }),
  ),
);
const method = fc.oneof(
  fc.constant({ kind: "pix" as const }),
  fc.record({ kind: fc.constant("card" as const), instalments: fc.integer({ min: 1, max: 12 }) }),
  fc.constant({ kind: "other" as const }),
);
const terms = fc
  .record({
    maxInstalments: fc.integer({ min: 1, max: 12 }),
    freeInstalments: fc.integer({ min: 1, max: 12 }),
    minInstalmentCents: fc.integer({ min: 0, max: 5000 }),
    monthlyInterestPoints: fc.integer({ min: 0, max: 2000 }),
    pixDiscountPercent: fc.integer({ min: 0, max: 50 }),
  })
  .map((chosen) => paymentTermsSchema.parse(chosen));
const anyOrder: fc.Arbitrary<PricingInput> = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 20 }),
  shipping,
  coupon,
  method,
  terms,
});

const shirt = { unitPriceCents: 8990, quantity: 2 };
const flat = { kind: "flat" as const, priceCents: 1490, minSubtotalCents: null };
const plain: PricingInput = { lines: [shirt], shipping: flat, coupon: null, method: { kind: "other" }, terms: defaultTerms };

describe("the price of an order", () => {
  it("is always the goods and the delivery, less discounts, plus interest, in whole cents", () => {
    fc.assert(
      fc.property(anyOrder, (input) => {
        const totals = priceOrder(input);
        const goods = input.lines.reduce((sum, { unitPriceCents, quantity }) => sum + unitPriceCents * quantity, 0);
        expect(totals.subtotalCents).toBe(goods);
        expect(totals.totalCents).toBe(totals.subtotalCents + totals.shippingCents - totals.discountCents + totals.interestCents);
        for (const amount of Object.values(totals)) expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
      }),
    );
  });

  it("never discounts more than the goods cost", () => {
    fc.assert(fc.property(anyOrder, (input) => priceOrder(input).discountCents <= priceOrder(input).subtotalCents));
  });

  it("is the same when a way to pay is chosen later, for an order placed with another", () => {
    fc.assert(
      fc.property(anyOrder, method, (input, later) => {
        const placed = priceOrder(input);
        const couponCents = placed.discountCents - placed.methodDiscountCents;
        const base = { subtotalCents: placed.subtotalCents, shippingCents: placed.shippingCents, couponCents };
        expect(priceMethod(base, later, input.terms)).toEqual(priceOrder({ ...input, method: later }));
      }),
    );
  });

  it("adds the delivery once", () => {
    expect(priceOrder(plain)).toMatchObject({ subtotalCents: 17_980, shippingCents: 1490, totalCents: 19_470 });
  });

  it("frees the delivery from the sum that the merchant set, and not a cent below", () => {
    const freeOver = { kind: "free_over" as const, priceCents: 1490, minSubtotalCents: 17_980 };
    expect(priceOrder({ ...plain, shipping: freeOver }).shippingCents).toBe(0);
    expect(priceOrder({ ...plain, shipping: { ...freeOver, minSubtotalCents: 17_981 } }).shippingCents).toBe(1490);
  });

  it("rounds a percentage half up, once", () => {
    const odd = { ...plain, lines: [{ unitPriceCents: 105, quantity: 1 }], shipping: null };
    expect(priceOrder({ ...odd, coupon: { kind: "percent", percent: 10, minSubtotalCents: 0 } }).discountCents).toBe(11);
  });

  it("leaves a coupon aside below its minimum", () => {
    expect(priceOrder({ ...plain, coupon: { kind: "fixed", amountCents: 500, minSubtotalCents: 17_981 } }).discountCents).toBe(0);
  });

  it("takes the Pix discount off the goods that remain after the coupon, not off the delivery", () => {
    const totals = priceOrder({
      ...plain,
      coupon: { kind: "fixed", amountCents: 7980, minSubtotalCents: 0 },
      method: { kind: "pix" },
      terms: { ...defaultTerms, pixDiscountPercent: 5 },
    });
    expect(totals).toMatchObject({ discountCents: 8480, methodDiscountCents: 500, totalCents: 10_990 });
  });
});

describe("instalments", () => {
  const rule = { ...defaultTerms, maxInstalments: 12, freeInstalments: 3, monthlyInterestPoints: 199, minInstalmentCents: 1000 };

  it("agree with the published Price table: 1,000.00 in 12 at 1.99 % a month is 94.50 each", () => {
    const last = instalmentChoices(100_000, rule).at(-1);
    expect(last).toMatchObject({ count: 12, eachCents: 9450, totalCents: 113_400, interestCents: 13_400 });
  });

  it("cost nothing extra up to the number that the store bears", () => {
    expect(instalmentChoices(100_000, rule)[2]).toMatchObject({ count: 3, interestCents: 0, totalCents: 100_000, eachCents: 33_334 });
  });

  it("are not offered when the parts would be too small, but one payment always is", () => {
    expect(instalmentChoices(2500, rule).map(({ count }) => count)).toEqual([1, 2]);
    expect(instalmentChoices(10, rule)).toHaveLength(1);
  });

  it("never charge less than the amount", () => {
    fc.assert(fc.property(cents, terms, (amount, any) => instalmentChoices(amount, any).every(({ totalCents }) => totalCents >= amount)));
  });
});
