import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { commitHolds, releaseHolds } from "@/lib/inventory/holds";
import { ingestImage } from "@/lib/media/ingest";
import type { StoreView } from "@/lib/stores/types";
import { recordedEvents } from "@/tests/factories/events";
import { makeImage } from "@/tests/factories/image";
import { makeProduct } from "@/tests/factories/product";
import { productInputOf, variantInputOf } from "@/tests/factories/product-input";
import { holdUnit, readProduct, saveProduct, sizedInput, unchangedInput } from "@/tests/factories/saved-product";
import { makeStore } from "@/tests/factories/store";
import { type ProductOutcome, updateProduct } from "./commands";
import type { ProductInput, VariantInput } from "./schema";
import type { ProductDetail } from "./types";

let store: StoreView;

beforeEach(async () => {
  store = await makeStore();
});

/** Saves a product as its form would after one change, over the version that is given. */
function save(product: ProductDetail, change: (input: ProductInput) => ProductInput): Promise<ProductOutcome> {
  const { id: productId, version } = product;
  return updateProduct(store.id, { productId, version, input: change(unchangedInput(product)), actorId: null });
}

const withVariant = (index: number, wanted: Partial<VariantInput>) => (input: ProductInput) => ({
  ...input,
  variants: input.variants.map((variant, place) => (place === index ? { ...variant, ...wanted } : variant)),
});

describe("saving a product", () => {
  test("an edit of an older version is refused and changes nothing", async () => {
    const product = await saveProduct(store, productInputOf());
    await save(product, (input) => ({ ...input, title: "Cotton shirt" }));
    const late = await save(product, (input) => ({ ...input, vendor: "Late" }));
    expect(late).toEqual({ ok: false, code: "changed_meanwhile", errors: {} });
    expect(await readProduct(store, product.id)).toMatchObject({ title: "Cotton shirt", vendor: "", version: 2 });
  });

  test("of two at once one is saved", async () => {
    const product = await saveProduct(store, productInputOf());
    const saved = await Promise.all(["One", "Two"].map((title) => save(product, (input) => ({ ...input, title }))));
    expect(saved.map((outcome) => outcome.ok).sort()).toEqual([false, true]);
  });

  test("a new address leads on from the old ones, in one step", async () => {
    const product = await saveProduct(store, productInputOf());
    await save(product, (input) => ({ ...input, slug: "second" }));
    await save(await readProduct(store, product.id), (input) => ({ ...input, slug: "third" }));
    const redirects = () => withStore(store.id, (tx) => tx.pathRedirect.findMany({ orderBy: { fromPath: "asc" } }));
    expect((await redirects()).map(({ fromPath, toPath }) => [fromPath, toPath])).toEqual([
      ["/products/linen-shirt", "/products/third"],
      ["/products/second", "/products/third"],
    ]);
    await save(await readProduct(store, product.id), (input) => ({ ...input, slug: "linen-shirt" }));
    expect((await redirects()).map(({ fromPath, toPath }) => [fromPath, toPath])).toEqual([
      ["/products/second", "/products/linen-shirt"],
      ["/products/third", "/products/linen-shirt"],
    ]);
  });

  test("a new title keeps the address", async () => {
    const product = await saveProduct(store, productInputOf());
    await save(product, (input) => ({ ...input, title: "Cotton shirt", slug: "" }));
    expect((await readProduct(store, product.id)).slug).toBe("linen-shirt");
  });

  test("stock is changed by the difference, so units sold meanwhile stay sold", async () => {
    const product = await saveProduct(store, productInputOf({ variants: [variantInputOf({ stockDelta: 10 })] }));
    const order = await holdUnit(store, product.variants[0]?.id ?? "");
    await withStore(store.id, (tx) => commitHolds(tx, store.id, order));
    await save(product, withVariant(0, { stockDelta: 5 }));
    expect((await readProduct(store, product.id)).variants[0]?.stock).toMatchObject({ onHand: 14, reserved: 0 });
    expect(await recordedEvents(store, "stock.changed")).toContainEqual({ storeId: store.id, productIds: [product.id] });
  });

  test("fewer units than were promised are refused at their field", async () => {
    const product = await saveProduct(store, productInputOf({ variants: [variantInputOf({ stockDelta: 2 })] }));
    await holdUnit(store, product.variants[0]?.id ?? "");
    expect(await save(product, withVariant(0, { stockDelta: -2 }))).toMatchObject({
      ok: false,
      errors: { "variants.0.stockDelta": "below_reserved" },
    });
    expect(await save(product, withVariant(0, { stockDelta: -1 }))).toMatchObject({ ok: true });
  });

  test("two variants may swap their SKUs and their sizes", async () => {
    const product = await saveProduct(
      store,
      sizedInput([
        { optionValues: ["S"], sku: "A" },
        { optionValues: ["M"], sku: "B" },
      ]),
    );
    const [first, second] = product.variants;
    const saved = await save(product, (input) => ({
      ...input,
      variants: input.variants.map((variant, index) => {
        const twin = input.variants[1 - index];
        return { ...variant, sku: twin?.sku ?? null, optionValues: twin?.optionValues ?? [] };
      }),
    }));
    expect(saved).toMatchObject({ ok: true });
    expect((await readProduct(store, product.id)).variants.map(({ id, sku, optionValues }) => [id, sku, optionValues[0]])).toEqual([
      [first?.id, "B", "M"],
      [second?.id, "A", "S"],
    ]);
  });

  test("a variant named by its values alone keeps its row and its stock", async () => {
    const product = await saveProduct(store, sizedInput([{ optionValues: ["S"], stockDelta: 4 }]));
    await save(product, () => sizedInput([{ optionValues: ["M"] }, { optionValues: ["S"], priceCents: 2500 }]));
    const after = await readProduct(store, product.id);
    expect(after.variants.map(({ optionValues, priceCents, stock }) => [optionValues[0], priceCents, stock.onHand])).toEqual([
      ["M", 1990, 0],
      ["S", 2500, 4],
    ]);
    expect(after.variants[1]?.id).toBe(product.variants[0]?.id);
  });

  test("a variant goes, unless its units wait for a payment", async () => {
    const product = await saveProduct(store, sizedInput([{ optionValues: ["S"], stockDelta: 1 }, { optionValues: ["M"] }]));
    const order = await holdUnit(store, product.variants[0]?.id ?? "");
    const onlyM = (input: ProductInput) => ({ ...input, variants: input.variants.slice(1) });
    expect(await save(product, onlyM)).toMatchObject({ ok: false, code: "variant_held" });
    await withStore(store.id, (tx) => releaseHolds(tx, store.id, order));
    expect(await save(product, onlyM)).toMatchObject({ ok: true });
    expect((await readProduct(store, product.id)).variants).toHaveLength(1);
  });

  test("a variant of another product is not found", async () => {
    const [product, other] = [await saveProduct(store, productInputOf()), await saveProduct(store, productInputOf())];
    expect(await save(product, withVariant(0, { id: other.variants[0]?.id }))).toMatchObject({
      ok: false,
      errors: { "variants.0.optionValues": "not_found" },
    });
  });

  test("pictures are put into order, described and removed; a variant keeps its own", async () => {
    const media = [];
    for (const colour of ["#111111", "#222222", "#333333"]) {
      const taken = await ingestImage(store.id, await makeImage({ colour }));
      if (taken.ok) media.push({ mediaId: taken.value.mediaId, alt: colour });
    }
    const product = await saveProduct(store, productInputOf({ images: media, variants: [variantInputOf({ imageIndex: 2 })] }));
    const [first, , third] = product.images;
    await save(product, (input) => ({
      ...withVariant(0, { imageIndex: 0 })(input),
      images: [
        { id: third?.id, alt: "Third" },
        { id: first?.id, alt: "First" },
      ],
    }));
    const after = await readProduct(store, product.id);
    expect(after.images.map(({ id, alt }) => [id, alt])).toEqual([
      [third?.id, "Third"],
      [first?.id, "First"],
    ]);
    expect(after.variants[0]?.imageId).toBe(third?.id);
  });

  test("a product of another store is not found, and neither is one that never was", async () => {
    const theirs = await makeProduct(await makeStore());
    for (const productId of [theirs.id, newId()]) {
      const outcome = await updateProduct(store.id, { productId, version: 1, input: productInputOf(), actorId: null });
      expect(outcome).toMatchObject({ ok: false, code: "not_found" });
    }
  });
});
