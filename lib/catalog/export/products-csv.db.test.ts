import { expect, test } from "vitest";
import { withStore } from "@/lib/db/transaction";
import { ingestImage } from "@/lib/media/ingest";
import { makeImage } from "@/tests/factories/image";
import { makeProduct } from "@/tests/factories/product";
import { productInputOf, variantInputOf } from "@/tests/factories/product-input";
import { makeStore } from "@/tests/factories/store";
import { createProduct } from "../commands";
import { parseShopifyCsv } from "../import/shopify-csv";
import { exportProducts } from "./products-csv";

async function exported(storeId: Parameters<typeof exportProducts>[0]): Promise<string> {
  let text = "";
  for await (const part of exportProducts(storeId, "https://store.example")) text += part;
  return text;
}

test("what is exported can be imported, and says the same", async () => {
  const store = await makeStore();
  const picture = await ingestImage(store.id, await makeImage());
  if (!picture.ok) throw new Error(picture.code);
  await createProduct(
    store.id,
    productInputOf({
      title: 'Linen "summer" shirt, long',
      descriptionHtml: "<p>One</p>\n<p>Two</p>",
      vendor: "Ateliê",
      tags: ["a", "b"],
      options: [{ name: "Size", values: [{ value: "S" }, { value: "M" }] }],
      variants: [
        variantInputOf({
          optionValues: ["S"],
          sku: "LS-S",
          priceCents: 12990,
          compareAtCents: 15990,
          costCents: 4500,
          stockDelta: 3,
          imageIndex: 0,
        }),
        variantInputOf({ optionValues: ["M"], priceCents: 12990, isTracked: false, weightGrams: 220 }),
      ],
      images: [{ mediaId: picture.value.mediaId, alt: "Front" }],
    }),
    null,
  );

  const parsed = parseShopifyCsv(Buffer.from(await exported(store.id)));
  if (!parsed.ok) throw new Error(parsed.code);
  const [product] = parsed.value.products;

  expect(parsed.value.messages).toEqual([]);
  expect(product?.input).toMatchObject({
    slug: "linen-summer-shirt-long",
    title: 'Linen "summer" shirt, long',
    vendor: "Ateliê",
    tags: ["a", "b"],
    status: "active",
    options: [{ name: "Size", values: [{ value: "S" }, { value: "M" }] }],
    images: [{ sourceUrl: `https://store.example/media/${store.id}/${picture.value.mediaId}/800.webp`, alt: "Front" }],
    variants: [
      { sku: "LS-S", priceCents: 12990, compareAtCents: 15990, costCents: 4500, isTracked: true, imageIndex: 0 },
      { sku: null, isTracked: false, weightGrams: 220 },
    ],
  });
  expect(product?.quantities).toEqual([3, 0]);
});

test("a text that a spreadsheet would run is kept from it, and comes back as it was", async () => {
  const store = await makeStore();
  await makeProduct(store, { title: "=HYPERLINK(1)", vendor: "-5", slug: "formula" });
  const text = await exported(store.id);
  expect(text).toContain(",'=HYPERLINK(1),");
  expect(text).toContain(",-5,");
  const parsed = parseShopifyCsv(Buffer.from(text));
  expect(parsed.ok && parsed.value.products[0]?.input.title).toBe("=HYPERLINK(1)");
});

test("every product is in it once, in every status, and no other store's", async () => {
  const store = await makeStore();
  for (let number = 0; number < 205; number++) await makeProduct(store, { slug: `p-${number}`, status: number % 2 ? "archived" : "draft" });
  await makeProduct(await makeStore(), { slug: "elsewhere" });
  const lines = (await exported(store.id)).trim().split("\r\n");
  expect(lines).toHaveLength(206);
  expect(new Set(lines.map((line) => line.split(",")[0])).size).toBe(206);
  expect(await withStore(store.id, (tx) => tx.product.count())).toBe(205);
});
