import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { after, hourMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import { commitHolds, releaseHolds, reserveStock } from "@/lib/inventory/holds";
import { ingestImage } from "@/lib/media/ingest";
import type { StoreView } from "@/lib/stores/types";
import { recordedEvents } from "@/tests/factories/events";
import { makeImage } from "@/tests/factories/image";
import { makeOrderRow } from "@/tests/factories/order-row";
import { makeCollection, makeProduct } from "@/tests/factories/product";
import { productInputOf, variantInputOf } from "@/tests/factories/product-input";
import { makeStore } from "@/tests/factories/store";
import { makeSubscription } from "@/tests/factories/subscription";
import { archiveProduct, createProduct, deleteProduct, setProductsStatus, unarchiveProduct, updateProduct } from "./commands";
import { findProduct } from "./queries";
import type { ProductInput, VariantInput } from "./schema";
import type { ProductDetail } from "./types";

let store: StoreView;

beforeEach(async () => {
  store = await makeStore();
});

const sizes = [{ name: "Size", values: [{ value: "S" }, { value: "M" }, { value: "L" }] }];
const sized = (wanted: Partial<VariantInput>[]) =>
  productInputOf({ options: sizes, variants: wanted.map((variant) => variantInputOf(variant)) });

async function create(input: ProductInput): Promise<ProductDetail> {
  const made = await createProduct(store.id, input, null);
  if (!made.ok) throw new Error(JSON.stringify(made));
  return read(made.value.id);
}

async function read(id: string): Promise<ProductDetail> {
  const product = await findProduct(store.id, id);
  if (!product) throw new Error("gone");
  return product;
}

/** The product as its form would send it back unchanged. */
function inputOf(product: ProductDetail): ProductInput {
  const { variants, images } = product;
  return productInputOf({
    ...product,
    images: images.map(({ id, alt }) => ({ id, alt })),
    variants: variants.map(({ stock, imageId, ...variant }) => {
      const index = images.findIndex(({ id }) => id === imageId);
      return {
        ...variant,
        isTracked: stock.isTracked,
        allowBackorder: stock.allowBackorder,
        stockDelta: 0,
        imageIndex: index < 0 ? null : index,
      };
    }),
  });
}

const save = (product: ProductDetail, change: (input: ProductInput) => ProductInput, version = product.version) =>
  updateProduct(store.id, { productId: product.id, version, input: change(inputOf(product)), actorId: null });

const withVariant = (index: number, wanted: Partial<VariantInput>) => (input: ProductInput) => ({
  ...input,
  variants: input.variants.map((variant, place) => (place === index ? { ...variant, ...wanted } : variant)),
});

async function holdOne(variantId: string): Promise<string> {
  const { id } = await makeOrderRow(store);
  await withStore(store.id, (tx) => reserveStock(tx, store.id, id, [{ variantId, quantity: 1 }], after(hourMs)));
  return id;
}

describe("adding a product", () => {
  test("keeps all that was given, with its first stock in the ledger and its event", async () => {
    const picture = await ingestImage(store.id, await makeImage());
    if (!picture.ok) throw new Error(picture.code);
    const collection = await makeCollection(store);
    const product = await create(
      productInputOf({
        title: "Linen shirt",
        descriptionHtml: "<p>Soft</p>",
        tags: ["linen"],
        options: [{ name: "Colour", values: [{ value: "Sand", swatch: "#d8c7a9" }] }],
        variants: [variantInputOf({ optionValues: ["Sand"], sku: "LS-1", compareAtCents: 2990, stockDelta: 7, imageIndex: 0 })],
        images: [{ mediaId: picture.value.mediaId, alt: "A shirt" }],
        collectionIds: [collection.id],
      }),
    );

    expect(product).toMatchObject({
      slug: "linen-shirt",
      version: 1,
      options: [{ name: "Colour", values: [{ value: "Sand", swatch: "#d8c7a9" }] }],
      variants: [{ sku: "LS-1", compareAtCents: 2990, imageId: product.images[0]?.id, stock: { onHand: 7, reserved: 0 } }],
      images: [{ alt: "A shirt", picture: { mediaId: picture.value.mediaId } }],
      collectionIds: [collection.id],
    });
    expect(await withStore(store.id, (tx) => tx.inventoryMovement.findMany({ select: { delta: true, reason: true } }))).toEqual([
      { delta: 7, reason: "initial" },
    ]);
    expect(await recordedEvents(store, "product.changed")).toEqual([{ storeId: store.id, productId: product.id, version: 1 }]);
    expect(await recordedEvents(store, "collection.changed")).toEqual([{ storeId: store.id, collectionId: collection.id, version: 2 }]);
  });

  test("two of one title get two addresses, even at once", async () => {
    const made = await Promise.all([createProduct(store.id, productInputOf(), null), createProduct(store.id, productInputOf(), null)]);
    expect(made.map((outcome) => outcome.ok && outcome.value.slug).sort()).toEqual(["linen-shirt", "linen-shirt-2"]);
  });

  test("an address that was typed and is taken is refused at its field", async () => {
    await create(productInputOf());
    expect(await createProduct(store.id, productInputOf({ slug: "linen-shirt" }), null)).toEqual({
      ok: false,
      code: "invalid",
      errors: { slug: "slug_taken" },
    });
  });

  test("a SKU of another product is refused at the variant that has it, and nothing is left behind", async () => {
    await create(sized([{ optionValues: ["S"], sku: "A" }]));
    const refused = await createProduct(
      store.id,
      sized([
        { optionValues: ["S"], sku: "B" },
        { optionValues: ["M"], sku: "A" },
      ]),
      null,
    );
    expect(refused).toEqual({ ok: false, code: "invalid", errors: { "variants.1.sku": "sku_taken" } });
    expect(await withStore(store.id, (tx) => tx.product.count())).toBe(1);
    expect(await recordedEvents(store, "product.changed")).toHaveLength(1);
  });

  test("one SKU saved by two people at once goes to one of them", async () => {
    const input = productInputOf({ variants: [variantInputOf({ sku: "ONE" })] });
    const made = await Promise.all([createProduct(store.id, input, null), createProduct(store.id, input, null)]);
    expect(made.map((outcome) => (outcome.ok ? "made" : outcome.errors["variants.0.sku"])).sort()).toEqual(["made", "sku_taken"]);
  });

  test("another store may use the same SKU and address", async () => {
    await create(productInputOf({ variants: [variantInputOf({ sku: "ONE" })] }));
    const other = await makeStore();
    const made = await createProduct(other.id, productInputOf({ variants: [variantInputOf({ sku: "ONE" })] }), null);
    expect(made).toMatchObject({ ok: true, value: { slug: "linen-shirt" } });
  });

  test("pictures and collections of another store are not found", async () => {
    const other = await makeStore();
    const theirs = await ingestImage(other.id, await makeImage());
    if (!theirs.ok) throw new Error(theirs.code);
    const collection = await makeCollection(other);
    const input = productInputOf({ images: [{ mediaId: theirs.value.mediaId, alt: "" }] });
    expect(await createProduct(store.id, input, null)).toMatchObject({ ok: false, errors: { "images.0": "not_found" } });
    expect(await createProduct(store.id, productInputOf({ collectionIds: [collection.id] }), null)).toMatchObject({
      ok: false,
      errors: { collectionIds: "not_found" },
    });
  });
});

describe("the plan's number of products", () => {
  test("is kept by two who add at once", async () => {
    await makeSubscription(store, { maxProducts: 1 });
    const made = await Promise.all([createProduct(store.id, productInputOf(), null), createProduct(store.id, productInputOf(), null)]);
    expect(made.map((outcome) => (outcome.ok ? "made" : outcome.code)).sort()).toEqual(["made", "plan_limit"]);
  });

  test("does not count the archive, and bars the way out of it", async () => {
    await makeSubscription(store, { maxProducts: 1 });
    const first = await create(productInputOf());
    await archiveProduct(store.id, first.id);
    await create(productInputOf());
    expect(await unarchiveProduct(store.id, first.id)).toMatchObject({ ok: false, code: "plan_limit" });
    expect(await save(await read(first.id), (input) => ({ ...input, status: "active" }))).toMatchObject({ ok: false, code: "plan_limit" });
  });

  test("without a subscription there is none", async () => {
    await create(productInputOf());
    expect(await createProduct(store.id, productInputOf(), null)).toMatchObject({ ok: true });
  });
});

describe("saving a product", () => {
  test("an edit of an older version is refused and changes nothing", async () => {
    const product = await create(productInputOf());
    await save(product, (input) => ({ ...input, title: "Cotton shirt" }));
    const late = await save(product, (input) => ({ ...input, vendor: "Late" }));
    expect(late).toEqual({ ok: false, code: "changed_meanwhile", errors: {} });
    expect(await read(product.id)).toMatchObject({ title: "Cotton shirt", vendor: "", version: 2 });
  });

  test("of two at once one is saved", async () => {
    const product = await create(productInputOf());
    const saved = await Promise.all(["One", "Two"].map((title) => save(product, (input) => ({ ...input, title }))));
    expect(saved.map((outcome) => outcome.ok).sort()).toEqual([false, true]);
  });

  test("a new address leads on from the old ones, in one step", async () => {
    const product = await create(productInputOf());
    await save(product, (input) => ({ ...input, slug: "second" }));
    await save(await read(product.id), (input) => ({ ...input, slug: "third" }));
    const redirects = () => withStore(store.id, (tx) => tx.pathRedirect.findMany({ orderBy: { fromPath: "asc" } }));
    expect((await redirects()).map(({ fromPath, toPath }) => [fromPath, toPath])).toEqual([
      ["/products/linen-shirt", "/products/third"],
      ["/products/second", "/products/third"],
    ]);
    await save(await read(product.id), (input) => ({ ...input, slug: "linen-shirt" }));
    expect((await redirects()).map(({ fromPath, toPath }) => [fromPath, toPath])).toEqual([
      ["/products/second", "/products/linen-shirt"],
      ["/products/third", "/products/linen-shirt"],
    ]);
  });

  test("a new title keeps the address", async () => {
    const product = await create(productInputOf());
    await save(product, (input) => ({ ...input, title: "Cotton shirt", slug: "" }));
    expect((await read(product.id)).slug).toBe("linen-shirt");
  });

  test("stock is changed by the difference, so units sold meanwhile stay sold", async () => {
    const product = await create(productInputOf({ variants: [variantInputOf({ stockDelta: 10 })] }));
    const order = await holdOne(product.variants[0]?.id ?? "");
    await withStore(store.id, (tx) => commitHolds(tx, store.id, order));
    await save(product, withVariant(0, { stockDelta: 5 }));
    expect((await read(product.id)).variants[0]?.stock).toMatchObject({ onHand: 14, reserved: 0 });
    expect(await recordedEvents(store, "stock.changed")).toContainEqual({ storeId: store.id, productIds: [product.id] });
  });

  test("fewer units than were promised are refused at their field", async () => {
    const product = await create(productInputOf({ variants: [variantInputOf({ stockDelta: 2 })] }));
    await holdOne(product.variants[0]?.id ?? "");
    expect(await save(product, withVariant(0, { stockDelta: -2 }))).toMatchObject({
      ok: false,
      errors: { "variants.0.stockDelta": "below_reserved" },
    });
    expect(await save(product, withVariant(0, { stockDelta: -1 }))).toMatchObject({ ok: true });
  });

  test("two variants may swap their SKUs and their sizes", async () => {
    const product = await create(
      sized([
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
    expect((await read(product.id)).variants.map(({ id, sku, optionValues }) => [id, sku, optionValues[0]])).toEqual([
      [first?.id, "B", "M"],
      [second?.id, "A", "S"],
    ]);
  });

  test("a variant named by its values alone keeps its row and its stock", async () => {
    const product = await create(sized([{ optionValues: ["S"], stockDelta: 4 }]));
    await save(product, () => sized([{ optionValues: ["M"] }, { optionValues: ["S"], priceCents: 2500 }]));
    const after = await read(product.id);
    expect(after.variants.map(({ optionValues, priceCents, stock }) => [optionValues[0], priceCents, stock.onHand])).toEqual([
      ["M", 1990, 0],
      ["S", 2500, 4],
    ]);
    expect(after.variants[1]?.id).toBe(product.variants[0]?.id);
  });

  test("a variant goes, unless its units wait for a payment", async () => {
    const product = await create(sized([{ optionValues: ["S"], stockDelta: 1 }, { optionValues: ["M"] }]));
    const order = await holdOne(product.variants[0]?.id ?? "");
    const onlyM = (input: ProductInput) => ({ ...input, variants: input.variants.slice(1) });
    expect(await save(product, onlyM)).toMatchObject({ ok: false, code: "variant_held" });
    await withStore(store.id, (tx) => releaseHolds(tx, store.id, order));
    expect(await save(product, onlyM)).toMatchObject({ ok: true });
    expect((await read(product.id)).variants).toHaveLength(1);
  });

  test("a variant of another product is not found", async () => {
    const [product, other] = [await create(productInputOf()), await create(productInputOf())];
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
    const product = await create(productInputOf({ images: media, variants: [variantInputOf({ imageIndex: 2 })] }));
    const [first, , third] = product.images;
    await save(product, (input) => ({
      ...withVariant(0, { imageIndex: 0 })(input),
      images: [
        { id: third?.id, alt: "Third" },
        { id: first?.id, alt: "First" },
      ],
    }));
    const after = await read(product.id);
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

describe("status of several products", () => {
  test("changes those that differ, each with its event, and no other store's", async () => {
    const [draft, active] = [await makeProduct(store, { status: "draft" }), await makeProduct(store)];
    const theirs = await makeProduct(await makeStore(), { status: "draft" });
    const outcome = await setProductsStatus(store.id, [draft.id, active.id, theirs.id, draft.id], "active");
    expect(outcome).toEqual({ ok: true, value: { changed: 1 } });
    expect(await recordedEvents(store)).toEqual([{ storeId: store.id, productId: draft.id, version: 2 }]);
  });
});

describe("deleting", () => {
  test("a product that was never ordered is gone, with its event", async () => {
    const collection = await makeCollection(store);
    const product = await create(productInputOf({ collectionIds: [collection.id], variants: [variantInputOf({ stockDelta: 3 })] }));
    expect(await deleteProduct(store.id, product.id)).toMatchObject({ ok: true });
    expect(await findProduct(store.id, product.id)).toBeNull();
    expect(await recordedEvents(store, "product.deleted")).toEqual([{ storeId: store.id, productId: product.id, version: 2 }]);
    expect(await recordedEvents(store, "collection.changed")).toHaveLength(2);
    expect(await withStore(store.id, (tx) => tx.inventoryLevel.count())).toBe(0);
  });

  test("a product that was ordered stays", async () => {
    const product = await create(productInputOf({ variants: [variantInputOf({ stockDelta: 3 })] }));
    await holdOne(product.variants[0]?.id ?? "");
    expect(await deleteProduct(store.id, product.id)).toMatchObject({ ok: false, code: "ordered" });
    expect((await read(product.id)).variants).toHaveLength(1);
  });

  test("an order and a deletion at the same moment: one of them wins, whole", async () => {
    const product = await create(productInputOf({ variants: [variantInputOf({ stockDelta: 1 })] }));
    const variantId = product.variants[0]?.id ?? "";
    const { id } = await makeOrderRow(store);
    const [held, deleted] = await Promise.all([
      withStore(store.id, (tx) => reserveStock(tx, store.id, id, [{ variantId, quantity: 1 }], after(hourMs))),
      deleteProduct(store.id, product.id),
    ]);
    expect([held.ok, deleted.ok].sort()).toEqual([false, true]);
  });
});
