import { expect, test } from "vitest";
import { parseHostParam, storefrontRoute } from "./storefront-path";

const token = "0123456789abcdef0123456789abcdef";
const at = (path: string, params: string[] = [], previewToken?: string) =>
  storefrontRoute({ host: "aurora.localhost", path, params, previewToken });

test("a page of a store lies under its host", () => {
  expect(at("/")).toBe("/store/aurora.localhost");
  expect(at("/products/tee")).toBe("/store/aurora.localhost/products/tee");
});

test("a filtered or sorted collection is rendered apart from the cached one", () => {
  expect(at("/collections/shoes", ["sort"])).toBe("/store/aurora.localhost/collections/shoes/filtered");
  expect(at("/collections/shoes", ["option.Size"])).toBe("/store/aurora.localhost/collections/shoes/filtered");
});

test("tracking parameters share the cached page", () => {
  expect(at("/collections/shoes", ["utm_source", "gclid"])).toBe("/store/aurora.localhost/collections/shoes");
});

test("only collections are filtered", () => {
  expect(at("/products/tee", ["sort"])).toBe("/store/aurora.localhost/products/tee");
});

test("the files that search engines ask for are made by the store", () => {
  expect(at("/sitemap.xml")).toBe("/store/aurora.localhost/files/sitemap");
  expect(at("/robots.txt")).toBe("/store/aurora.localhost/files/robots");
});

test.each(["/files/sitemap", "/files", "/collections/shoes/filtered", "/collections/shoes/filtered/"])(
  "%s has no second address",
  (path) => {
    expect(at(path, ["sort"])).toBe(`/store/aurora.localhost/-${path}`);
  },
);

test("a preview token of the right form travels with the host and comes apart again", () => {
  const route = at("/", [], token);
  expect(parseHostParam(route.split("/")[2] ?? "")).toEqual({ host: "aurora.localhost", previewToken: token });
});

test("anything else in the preview cookie is left out", () => {
  for (const wrong of ["../admin", "x", `${token}/..`, token.toUpperCase()]) expect(at("/", [], wrong)).toBe("/store/aurora.localhost");
});
