import { expect, test } from "vitest";
import { instalmentTable, noOffer, priceOffer } from "./offers";
import { defaultTerms } from "./terms";

const brazilian = {
  methods: ["card" as const, "pix" as const],
  terms: {
    ...defaultTerms,
    maxInstalments: 12,
    freeInstalments: 6,
    minInstalmentCents: 1000,
    monthlyInterestPoints: 199,
    pixDiscountPercent: 5,
  },
};

test("a price is offered by Pix and in the most instalments without interest", () => {
  expect(priceOffer(18_900, brazilian)).toEqual({
    pixCents: 17_955,
    instalments: { count: 6, eachCents: 3150, isInterestFree: true },
  });
});

test("no instalment is smaller than the store allows", () => {
  expect(priceOffer(2500, brazilian).instalments).toEqual({ count: 2, eachCents: 1250, isInterestFree: true });
  expect(priceOffer(1500, brazilian).instalments).toBeNull();
});

test("instalments with interest are told as such when there are no others", () => {
  const terms = { ...brazilian.terms, freeInstalments: 1, maxInstalments: 3 };
  expect(priceOffer(30_000, { ...brazilian, terms }).instalments).toMatchObject({ count: 3, isInterestFree: false });
});

test("nothing is promised that the store does not offer", () => {
  expect(priceOffer(10_000, null)).toEqual(noOffer);
  expect(priceOffer(10_000, { methods: ["hosted"], terms: brazilian.terms })).toEqual(noOffer);
  expect(priceOffer(0, brazilian)).toEqual(noOffer);
});

test("the table of instalments tells each with its total, and nothing where there is no choice", () => {
  const terms = { ...brazilian.terms, freeInstalments: 2, maxInstalments: 3 };
  const rows = instalmentTable(30_000, { ...brazilian, terms });
  expect(rows.map(({ count, totalCents }) => [count, totalCents > 30_000])).toEqual([
    [1, false],
    [2, false],
    [3, true],
  ]);
  expect(rows[2]?.totalCents).toBe((rows[2]?.eachCents ?? 0) * 3);
  expect(instalmentTable(1500, brazilian)).toEqual([]);
  expect(instalmentTable(30_000, { methods: ["pix"], terms })).toEqual([]);
});
