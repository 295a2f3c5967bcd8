import fc from "fast-check";
import { expect, test } from "vitest";
import { findLocale, locales, negotiateLocale } from "./locale";

test.each([
  ["pt-BR,pt;q=0.9,en;q=0.8", "pt-BR"],
  ["pt-PT", "pt-BR"],
  ["PT", "pt-BR"],
  ["en-GB,en;q=0.9", "en"],
  ["fr,en;q=0.3,pt;q=0.7", "pt-BR"],
  ["pt;q=0, en;q=0.1", "en"],
  ["de-DE,fr;q=0.9", "en"],
  ["*", "en"],
  ["", "en"],
  [null, "en"],
  ["ptx", "en"],
  ["pt ; q = oops", "en"],
] as const)("a browser that asks for %j is answered in %s", (header, locale) => {
  expect(negotiateLocale(header)).toBe(locale);
});

test("any header gives one of our languages", () => {
  fc.assert(fc.property(fc.string({ maxLength: 400 }), (header) => locales.includes(negotiateLocale(header))));
});

test("a language is found by its exact name alone", () => {
  expect(findLocale("pt-BR")).toBe("pt-BR");
  for (const text of ["pt-br", "pt", "EN", "", null, undefined, "__proto__"]) expect(findLocale(text)).toBeNull();
});
