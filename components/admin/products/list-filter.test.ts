import { expect, test } from "vitest";
import { lastOnly, readFilter, shownSort } from "./list-filter";

test("the address says what is listed", () => {
  expect(readFilter({ q: "shirt", status: "draft", vendor: "A", type: "Top", stock: "low", sort: "-title", page: "3" })).toEqual({
    search: "shirt",
    status: "draft",
    vendor: "A",
    productType: "Top",
    stock: "low",
    sort: "title",
    isDescending: true,
    page: 3,
  });
});

test("what it says wrongly is left out", () => {
  expect(readFilter({ status: "sold", stock: "none", collection: "../x", sort: "secret", page: "-1" })).toEqual({});
  expect(readFilter({ page: "1e99", q: "" })).toEqual({});
});

test("without an order, the newest changes come first", () => {
  expect(shownSort({})).toEqual({ key: "updated", direction: "desc" });
  expect(shownSort(readFilter({ sort: "updated" }))).toEqual({ key: "updated", direction: "asc" });
});

test("of two choices of one filter the last one counts", () => {
  expect(lastOnly({ status: ["draft", "active"], q: "x", vendor: undefined })).toEqual({ status: "active", q: "x" });
});
