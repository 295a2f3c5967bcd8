import { beforeEach, describe, expect, test } from "vitest";
import { after, hourMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import { reserveStock } from "@/lib/inventory/holds";
import { ingestImage } from "@/lib/media/ingest";
import type { StoreView } from "@/lib/stores/types";
import { recordedEvents } from "@/tests/factories/events";
import { makeImage } from "@/tests/factories/image";
import { makeOrderRow } from "@/tests/factories/order-row";
import { makeCollection, makeProduct } from "@/tests/factories/product";
import { productInputOf, variantInputOf } from "@/tests/factories/product-input";
import { holdUnit, readProduct, saveProduct, sizedInput, unchangedInput } from "@/tests/factories/saved-product";
import { makeStore } from "@/tests/factories/store";
import { makeSubscription } from "@/tests/factories/subscription";
import { archiveProduct, createProduct, deleteProduct, setProductsStatus, unarchiveProduct, updateProduct } from "./commands";
import { findProduct } from "./queries";

let store: StoreView;

beforeEach(async () => {
  store = await makeStore();
});

describe("adding a product", () => {
  test("keeps all that was given, with its first stock in the ledger and its event", async () => {
    const picture = await ingestImage(store.id, await makeImage());
    if (!picture.ok) throw new Error(picture.code);
    const collection = await makeCollection(store);
    const product = await saveProduct(
      store,
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
    await saveProduct(store, productInputOf());
    expect(await createProduct(store.id, productInputOf({ slug: "linen-shirt" }), null)).toEqual({
      ok: false,
      code: "invalid",
      errors: { slug: "slug_taken" },
    });
  });

  test("a SKU of another product is refused at the variant that has it, and nothing is left behind", async () => {
    await saveProduct(store, sizedInput([{ optionValues: ["S"], sku: "A" }]));
    const refused = await createProduct(
      store.id,
      sizedInput([
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
    await saveProduct(store, productInputOf({ variants: [variantInputOf({ sku: "ONE" })] }));
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
  test("is kept by several who add at once", async () => {
    await makeSubscription(store, { maxProducts: 1 });
    const titles = ["Linen shirt", "Cotton shirt", "Wool shirt", "Silk shirt"];
    const made = await Promise.all(titles.map((title) => createProduct(store.id, productInputOf({ title }), null)));
    expect(made.map((outcome) => (outcome.ok ? "made" : outcome.code)).sort()).toEqual(["made", "plan_limit", "plan_limit", "plan_limit"]);
  });

  test("does not count the archive, and bars the way out of it", async () => {
    await makeSubscription(store, { maxProducts: 1 });
    const first = await saveProduct(store, productInputOf());
    await archiveProduct(store.id, first.id);
    await saveProduct(store, productInputOf());
    const archived = await readProduct(store, first.id);
    const input = { ...unchangedInput(archived), status: "active" as const };
    expect(await unarchiveProduct(store.id, first.id)).toMatchObject({ ok: false, code: "plan_limit" });
    expect(await updateProduct(store.id, { productId: first.id, version: archived.version, input, actorId: null })).toMatchObject({
      ok: false,
      code: "plan_limit",
    });
  });

  test("without a subscription there is none", async () => {
    await saveProduct(store, productInputOf());
    expect(await createProduct(store.id, productInputOf(), null)).toMatchObject({ ok: true });
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
    const product = await saveProduct(
      store,
      productInputOf({ collectionIds: [collection.id], variants: [variantInputOf({ stockDelta: 3 })] }),
    );
    expect(await deleteProduct(store.id, product.id)).toMatchObject({ ok: true });
    expect(await findProduct(store.id, product.id)).toBeNull();
    expect(await recordedEvents(store, "product.deleted")).toEqual([{ storeId: store.id, productId: product.id, version: 2 }]);
    expect(await recordedEvents(store, "collection.changed")).toHaveLength(2);
    expect(await withStore(store.id, (tx) => tx.inventoryLevel.count())).toBe(0);
  });

  test("a product that was ordered stays", async () => {
    const product = await saveProduct(store, productInputOf({ variants: [variantInputOf({ stockDelta: 3 })] }));
    await holdUnit(store, product.variants[0]?.id ?? "");
    expect(await deleteProduct(store.id, product.id)).toMatchObject({ ok: false, code: "ordered" });
    expect((await readProduct(store, product.id)).variants).toHaveLength(1);
  });

  test("an order and a deletion at the same moment: one of them wins, whole", async () => {
    const product = await saveProduct(store, productInputOf({ variants: [variantInputOf({ stockDelta: 1 })] }));
    const variantId = product.variants[0]?.id ?? "";
    const { id } = await makeOrderRow(store);
    const [held, deleted] = await Promise.all([
      withStore(store.id, (tx) => reserveStock(tx, store.id, id, [{ variantId, quantity: 1 }], after(hourMs))),
      deleteProduct(store.id, product.id),
    ]);
    expect([held.ok, deleted.ok].sort()).toEqual([false, true]);
  });
});
