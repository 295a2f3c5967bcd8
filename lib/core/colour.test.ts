import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  accentContrast,
  accentTokens,
  contrastRatio,
  findRgb,
  hexFromOklch,
  hexFromRgb,
  legibleOn,
  oklchFromHex,
  relativeLuminance,
} from "./colour";

const channel = fc.integer({ min: 0, max: 255 });
const anyHex = fc
  .tuple(channel, channel, channel)
  .map(([red, green, blue]) => hexFromRgb({ red: red / 255, green: green / 255, blue: blue / 255 }));

describe("reading a hex colour", () => {
  it("takes the short and the long form, in either case", () => {
    expect(findRgb("#F80")).toEqual(findRgb("#ff8800"));
  });

  it.each(["ff8800", "#ff880", "#gg0000", "red", "#ff8800;background:url(x)", ""])("refuses %j", (text) => {
    expect(findRgb(text)).toBeNull();
  });
});

describe("contrast as WCAG defines it", () => {
  it("puts black and white at the ends", () => {
    expect(relativeLuminance("#000000")).toBe(0);
    expect(relativeLuminance("#ffffff")).toBeCloseTo(1, 6);
    expect(contrastRatio("#000", "#fff")).toBeCloseTo(21, 6);
  });

  it("agrees with the published value for #767676, the lightest grey legible on white", () => {
    expect(contrastRatio("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
    expect(contrastRatio("#777777", "#ffffff")).toBeLessThan(4.5);
  });

  it("does not depend on which colour is the text", () => {
    fc.assert(fc.property(anyHex, anyHex, (one, other) => contrastRatio(one, other) === contrastRatio(other, one)));
  });
});

describe("text on a store's accent", () => {
  it.each([
    ["#0b3d5c", "#ffffff"],
    ["#ffd43b", "#14181a"],
    ["#767676", "#ffffff"],
    ["#ff0000", "#000000"],
  ])("on %s is %s", (accent, text) => {
    expect(accentContrast(accent)).toBe(text);
  });

  it("falls back to plain black on the mid tones where soft ink is too faint", () => {
    expect(contrastRatio("#14181a", "#777777")).toBeLessThan(4.5);
    expect(accentContrast("#777777")).toBe("#000000");
  });

  it("is legible whatever colour the merchant picks", () => {
    fc.assert(
      fc.property(anyHex, (accent) => contrastRatio(accentContrast(accent), accent) >= 4.5),
      { numRuns: 2000 },
    );
  });
});

describe("a store's accent used as text", () => {
  it("stays as picked when it is legible already", () => {
    expect(legibleOn("#0B3D5C", "#ffffff")).toBe("#0b3d5c");
  });

  it("darkens on a light page and keeps the hue", () => {
    const link = legibleOn("#ff8800", "#ffffff");
    expect(oklchFromHex(link).lightness).toBeLessThan(oklchFromHex("#ff8800").lightness);
    expect(Math.abs(oklchFromHex(link).hue - oklchFromHex("#ff8800").hue)).toBeLessThan(4);
  });

  it("moves no further than it must", () => {
    expect(contrastRatio(legibleOn("#ff8800", "#ffffff"), "#ffffff")).toBeLessThan(4.65);
  });

  it("lightens on a dark page", () => {
    expect(oklchFromHex(legibleOn("#0b3d5c", "#101418")).lightness).toBeGreaterThan(oklchFromHex("#0b3d5c").lightness);
  });

  it("is legible whatever the colour and the page", () => {
    fc.assert(
      fc.property(anyHex, anyHex, (accent, page) => contrastRatio(legibleOn(accent, page), page) >= 4.5),
      { numRuns: 2000 },
    );
  });

  it("comes with the accent and its contrast as the tokens that a storefront sets", () => {
    expect(accentTokens("#ffd43b", "#ffffff")).toEqual({
      "--accent": "#ffd43b",
      "--accent-contrast": "#14181a",
      "--accent-text": legibleOn("#ffd43b", "#ffffff"),
    });
  });
});

describe("OKLCH", () => {
  it("agrees with CSS Color 4 on pure red", () => {
    const red = oklchFromHex("#ff0000");
    expect(red.lightness).toBeCloseTo(0.628, 3);
    expect(red.chroma).toBeCloseTo(0.2577, 3);
    expect(red.hue).toBeCloseTo(29.23, 1);
  });

  it("comes back to the same colour", () => {
    fc.assert(fc.property(anyHex, (hex) => hexFromOklch(oklchFromHex(hex)) === hex));
  });

  it("gives a real colour for one that no screen can show", () => {
    expect(findRgb(hexFromOklch({ lightness: 0.7, chroma: 0.5, hue: 150 }))).not.toBeNull();
    expect(oklchFromHex(hexFromOklch({ lightness: 0.7, chroma: 0.5, hue: 150 })).lightness).toBeCloseTo(0.7, 2);
  });
});
