import { describe, expect, test } from "vitest";
import { areOneWord, singularsOf } from "./plurals";
import { normalise } from "./text";

describe("a plural and its singular are one word", () => {
  test.each([
    ["botões", "botão"],
    ["pães", "pão"],
    ["mãos", "mão"],
    ["mães", "mãe"],
    ["anéis", "anel"],
    ["fósseis", "fóssil"],
    ["azuis", "azul"],
    ["lençóis", "lençol"],
    ["aventais", "avental"],
    ["infantis", "infantil"],
    ["bombons", "bombom"],
    ["colares", "colar"],
    ["luzes", "luz"],
    ["ingleses", "inglês"],
    ["vestidos", "vestido"],
    ["chás", "chá"],
    ["tvs", "tv"],
  ])("%s and %s in Portuguese", (plural, singular) => {
    expect(singularsOf(normalise(plural), "pt-BR")).toContain(normalise(singular));
    expect(singularsOf(normalise(singular), "pt-BR")).not.toContain(normalise(plural));
  });

  test.each([
    ["boxes", "box"],
    ["dishes", "dish"],
    ["candies", "candy"],
    ["cookies", "cookie"],
    ["shelves", "shelf"],
    ["knives", "knife"],
    ["gloves", "glove"],
    ["shoes", "shoe"],
    ["lamps", "lamp"],
  ])("%s and %s in English", (plural, singular) => {
    expect(singularsOf(plural, "en")).toContain(singular);
  });
});

test.each(["dress", "anel", "pao", "as", "s", ""])("%j is no plural", (word) => {
  expect([...singularsOf(word, "pt-BR"), ...singularsOf(word, "en")]).toEqual([]);
});

test("different words stay different", () => {
  expect(areOneWord("anel", "anil", ["pt-BR"])).toBe(false);
  expect(areOneWord("caneca", "canecao", ["pt-BR"])).toBe(false);
  expect(areOneWord("aneis", "aneis", ["pt-BR"])).toBe(true);
});
