import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountForInput, formatMoney, maxAmountCents, parseAmount, percentOf } from "./money";

const anyAmount = fc.integer({ min: 0, max: maxAmountCents });
const anyLocale = fc.constantFrom("en", "pt-BR");
const bare = (text: string) => text.replaceAll(/[^\d.,]/g, "");

describe("an amount as people write it", () => {
  it("shows reais and dollars in their own notation", () => {
    expect(formatMoney(123_456, "BRL", "pt-BR")).toMatch(/^R\$\s1\.234,56$/);
    expect(formatMoney(123_456, "USD", "en")).toBe("$1,234.56");
    expect(formatMoney(0, "USD", "en")).toBe("$0.00");
  });

  it("is read back as it was shown, symbol and all", () => {
    fc.assert(fc.property(anyAmount, (cents) => parseAmount(formatMoney(cents, "BRL", "pt-BR"), "pt-BR") === cents));
    fc.assert(fc.property(anyAmount, (cents) => parseAmount(bare(formatMoney(cents, "USD", "en")), "en") === cents));
  });

  it("is read back as it stands in an input field", () => {
    fc.assert(fc.property(anyAmount, anyLocale, (cents, locale) => parseAmount(amountForInput(cents, locale), locale) === cents));
  });
});

describe("reading what was typed", () => {
  it.each([
    ["1.234,56", "pt-BR", 123_456],
    ["1234,56", "pt-BR", 123_456],
    ["R$ 12,5", "pt-BR", 1250],
    ["1.234", "pt-BR", 123_400],
    ["12.50", "pt-BR", 1250],
    ["1,234.56", "en", 123_456],
    ["$7", "en", 700],
    ["12,50", "en", 1250],
    ["0", "en", 0],
    ["9999999.99", "en", maxAmountCents],
  ])("%j in %s is %d cents", (text, locale, cents) => {
    expect(parseAmount(text, locale)).toBe(cents);
  });

  it.each(["", " ", "-1", "1.2.3", "1,23,4", "12.345", "1e3", "abc", "1 000", "NaN", "Infinity", "10000000", "١٢", "<b>1</b>"])(
    "%j is no amount in English",
    (text) => {
      expect(parseAmount(text, "en")).toBeNull();
    },
  );

  it("gives whole cents within the limit, or nothing, whatever is typed", () => {
    const typed = fc.oneof(fc.string({ maxLength: 30 }), fc.stringMatching(/^[\d.,$R -]{0,20}$/));
    fc.assert(
      fc.property(typed, anyLocale, (text, locale) => {
        const cents = parseAmount(text, locale);
        return cents === null || (Number.isInteger(cents) && cents >= 0 && cents <= maxAmountCents);
      }),
    );
  });
});

describe("a share of an amount", () => {
  it("is rounded half up to a whole cent", () => {
    expect(percentOf(50, 1)).toBe(1);
    expect(percentOf(49, 1)).toBe(0);
    expect(percentOf(999, 50)).toBe(500);
  });

  it("is nothing at 0 %, all at 100 %, and never off by more than half a cent", () => {
    fc.assert(
      fc.property(anyAmount, fc.integer({ min: 0, max: 100 }), (cents, percent) => {
        const share = percentOf(cents, percent);
        return Number.isInteger(share) && Math.abs(share * 100 - cents * percent) <= 50;
      }),
    );
  });
});
