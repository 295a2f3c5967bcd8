import { describe, expect, it } from "vitest";
import { hrefWith } from "./search-params";

describe("the address of a list", () => {
  it("keeps the filters when a page is turned", () => {
    expect(hrefWith("/products", { q: "mug", status: "active" }, { page: "2" })).toBe("/products?q=mug&status=active&page=2");
  });

  it("goes back to the first page when a filter changes", () => {
    expect(hrefWith("/products", { q: "mug", page: "7" }, { status: "draft" })).toBe("/products?q=mug&status=draft");
  });

  it("leaves out what is removed or empty", () => {
    expect(hrefWith("/products", { q: "", status: "draft" }, { status: null })).toBe("/products");
  });

  it("repeats a filter that has several values", () => {
    expect(hrefWith("/products", { tag: ["new", "sale"] }, {})).toBe("/products?tag=new&tag=sale");
  });

  it("escapes what a shopper typed", () => {
    expect(hrefWith("/search", { q: "a&b=c" }, {})).toBe("/search?q=a%26b%3Dc");
  });
});
