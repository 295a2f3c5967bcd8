import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { highlight, termsOf, wordsOf } from "./text";

describe("words", () => {
  test("have no accents and no capitals, and each is there once", () => {
    expect(wordsOf("Café Orgânico, café!")).toEqual(["cafe", "organico"]);
  });

  test("are parted by punctuation", () => {
    expect(wordsOf("TEE-001/azul")).toEqual(["tee", "001", "azul"]);
  });

  test("of a search are few and short", () => {
    expect(termsOf("a b c d e f g h i j")).toHaveLength(8);
    expect(termsOf("x".repeat(500))[0]).toHaveLength(40);
    expect(termsOf("  '; -- \u0000 % & | ! :* ")).toEqual([]);
  });
});

describe("highlighting", () => {
  const marked = (title: string, typed: string) =>
    highlight(title, typed)
      .map(({ text, isMatch }) => (isMatch ? `[${text}]` : text))
      .join("");

  test("marks the beginnings of words, with their accents", () => {
    expect(marked("Café orgânico", "cafe orga")).toBe("[Café] [orgâ]nico");
  });

  test("marks decomposed accents whole", () => {
    expect(marked("Cafe\u0301 gelado", "cafe")).toBe("[Cafe\u0301] gelado");
  });

  test("marks a singular found by its plural", () => {
    expect(marked("Vestido longo", "vestidos")).toBe("[Vestido] longo");
  });

  test("marks a plural found by its singular, and the reverse", () => {
    expect(marked("Botões dourados", "botão")).toBe("[Botões] dourados");
    expect(marked("Papel azul", "papéis azuis")).toBe("[Papel] [azul]");
  });

  test("marks nothing inside of words", () => {
    expect(marked("Descafeinado", "cafe")).toBe("Descafeinado");
  });

  test("never loses a letter", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (title, typed) => {
        expect(
          highlight(title, typed)
            .map((segment) => segment.text)
            .join(""),
        ).toBe(title);
      }),
    );
  });
});
