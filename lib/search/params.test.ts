import fc from "fast-check";
import { expect, test } from "vitest";
import { maxPage, mostReachable, pageSize, parseListParams, type RawParams, toParams } from "./params";

test("reads what the facets write", () => {
  const params = { q: " linho ", sort: "price-asc", page: "3", price: "50-100", vendor: ["A", "B"], available: "1", "option.Size": "M" };
  expect(parseListParams(params)).toEqual({
    text: "linho",
    sort: "price-asc",
    page: 3,
    filters: { prices: [{ from: 50, to: 100 }], vendors: ["A", "B"], types: [], isAvailableOnly: true, options: { Size: ["M"] } },
  });
});

test.each(["0", "-1", "1.5", "x", "1e9", ""])("page %j is the first", (page) => {
  expect(parseListParams({ page }).page).toBe(1);
});

test("the last page that may be asked for is the last that a search service gives", () => {
  expect(maxPage * pageSize).toBeLessThanOrEqual(mostReachable);
  expect([parseListParams({ page: String(maxPage) }).page, parseListParams({ page: String(maxPage + 1) }).page]).toEqual([maxPage, 1]);
});

test("whatever an address says, the result is bounded and goes round", () => {
  const value = fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 60 }));
  const name = fc.constantFrom("q", "sort", "page", "price", "vendor", "type", "available", "option.Size", "option.", "option.__proto__");
  fc.assert(
    fc.property(fc.dictionary(name, value), (params) => {
      const parsed = parseListParams(params as RawParams);
      expect(parsed.text.length).toBeLessThanOrEqual(200);
      expect(parsed.filters.vendors.length).toBeLessThanOrEqual(20);
      expect(parseListParams(toParams(parsed))).toEqual(parsed);
    }),
  );
});
