import { expect, test } from "vitest";
import { readCollectionForm } from "./collection-form";

const id = "0190a5a0-0000-7000-8000-000000000001";
const valid = { title: "Summer", status: "active", version: "3", products: [id], mediaId: "" };

test("a collection is read with its products in order", () => {
  expect(readCollectionForm({ ...valid, slug: "Verão 2027", descriptionHtml: "Light & <b>soft</b>" })).toEqual({
    ok: true,
    value: {
      version: 3,
      input: {
        title: "Summer",
        slug: "verao-2027",
        descriptionHtml: "Light &amp; <strong>soft</strong>",
        status: "active",
        mediaId: null,
        productIds: [id],
      },
    },
  });
});

test("errors are named as the form's controls are", () => {
  expect(readCollectionForm({ ...valid, title: "" })).toEqual({ ok: false, errors: { title: "required" } });
  expect(readCollectionForm({ ...valid, products: Array(2001).fill(id) })).toEqual({
    ok: false,
    errors: { products: "too_many_products" },
  });
  expect(readCollectionForm({ ...valid, status: "archived" })).toEqual({ ok: false, errors: { status: "required" } });
  expect(readCollectionForm("x")).toMatchObject({ ok: false, errors: { title: "required" } });
});
