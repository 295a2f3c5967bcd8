import { expect, test } from "vitest";
import { collectionsFor } from "./collections-for";

const collections = ["Pães artesanais", "Roupa infantil", "Botões"].map((title) => ({ slug: title, title }));
const found = (...terms: string[]) => collectionsFor(terms, collections).map(({ title }) => title);

test("a collection is found by the beginnings of its words, whatever their order", () => {
  expect(found("arte", "pa")).toEqual(["Pães artesanais"]);
  expect(found("pa", "infantil")).toEqual([]);
});

test("a collection is found by the singular of its words, and by their plural", () => {
  expect(found("pao")).toEqual(["Pães artesanais"]);
  expect(found("roupas", "infantis")).toEqual(["Roupa infantil"]);
});
