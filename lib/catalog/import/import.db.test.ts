import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { recordedEvents } from "@/tests/factories/events";
import {
  checkFile,
  hasSamples,
  importFile,
  importResult,
  ownFile,
  productAt,
  sampleFile,
  shortFile,
  startFile,
} from "@/tests/factories/import";
import { makeProduct } from "@/tests/factories/product";
import { productInputOf } from "@/tests/factories/product-input";
import { makeStore } from "@/tests/factories/store";
import { makeSubscription } from "@/tests/factories/subscription";
import { updateProduct } from "../commands";
import { listProducts } from "../product-list";
import { checkImport } from "./check-import";
import { runImportConsumer } from "./consumers";
import { findImport, listImports } from "./queries";
import { runImport } from "./run-import";
import { startImport } from "./start-import";

let store: StoreView;

beforeEach(async () => {
  store = await makeStore();
});

describe("the dry run", () => {
  test("counts what would happen and changes no product", async () => {
    const { view, report } = await importResult(store, await checkFile(store, ownFile()));
    expect(view).toMatchObject({ status: "checked", productsTotal: 2, productsDone: 0 });
    expect(report).toMatchObject({ products: 2, faulty: 0, images: 4, created: 2, updated: 0, unchanged: 0, overLimit: 0 });
    expect(await withStore(store.id, (tx) => tx.product.count())).toBe(0);
    expect(await recordedEvents(store)).toEqual([]);
  });

  test("tells faulty rows, SKUs that are taken, and products that the plan has no room for", async () => {
    await makeSubscription(store, { maxProducts: 2 });
    await makeProduct(store, { slug: "mine", variants: [{ sku: "TAKEN" }] });
    const id = await checkFile(store, shortFile("a,A,5,,,,", "b,B,x,,,,", "c,C,5,TAKEN,,,", "d,D,5,,,,"));
    const { report } = await importResult(store, id);
    expect(report.messages.map(({ row, code }) => [row, code])).toEqual([
      [3, "not_an_amount"],
      [4, "sku_taken"],
    ]);
    expect(report).toMatchObject({ products: 4, faulty: 1, created: 3, overLimit: 2 });
  });

  test("a second check takes the place of the first; another store's is not found", async () => {
    const first = await checkFile(store, shortFile("a,A,5,,,,"));
    const second = await checkFile(store, shortFile("a,A,5,,,,"));
    expect(await findImport(store.id, first)).toBeNull();
    expect(await findImport((await makeStore()).id, second)).toBeNull();
  });

  test.each([
    ["missing_columns", new Uint8Array(Buffer.from("Title\nx"))],
    ["empty_file", new Uint8Array()],
    ["file_too_big", new Uint8Array(10 * 1024 * 1024 + 1)],
  ])("a file that is none is refused: %s", async (code, bytes) => {
    expect(await checkImport(store.id, { name: "x.csv", bytes })).toMatchObject({ ok: false, code });
    expect(await withStore(store.id, (tx) => tx.productImport.count())).toBe(0);
  });
});

describe("starting", () => {
  test("happens once, with its event", async () => {
    const id = await checkFile(store, shortFile("a,A,5,,,,"));
    const outcomes = await Promise.all([startImport(store.id, id, newId()), startImport(store.id, id, newId())]);
    expect(outcomes.map((outcome) => outcome.ok).sort()).toEqual([false, true]);
    expect(await recordedEvents(store, "import.started")).toEqual([{ storeId: store.id, importId: id }]);
  });

  test("a file without a sound product has nothing to start; another store's import is not found", async () => {
    expect(await startImport(store.id, await checkFile(store, shortFile("a,A,x,,,,")), newId())).toEqual({
      ok: false,
      code: "nothing_to_import",
    });
    const id = await checkFile(store, shortFile("a,A,5,,,,"));
    expect(await startImport((await makeStore()).id, id, newId())).toEqual({ ok: false, code: "not_found" });
    expect(await runImport(store.id, id)).toBe("not_running");
  });
});

describe.runIf(hasSamples)("importing Shopify's samples", () => {
  test("makes their products with stock, prices, options and listed pictures", async () => {
    const { id, counts } = await importFile(store, sampleFile("shopify-home-and-garden.csv"));
    expect(counts).toEqual([20, 0, 0]);
    expect((await listProducts(store.id)).total).toBe(20);
    const pot = await productAt(store, "clay-plant-pot");
    expect(pot).toMatchObject({
      vendor: "Company 123",
      status: "active",
      tags: ["Pot", "Plants"],
      descriptionHtml: "<p>Classic blown clay pot for plants</p>",
    });
    expect(pot.variants.map(({ optionValues, priceCents, stock }) => [optionValues[0], priceCents, stock.onHand])).toEqual([
      ["Regular", 999, 1],
      ["Large", 1599, 3],
    ]);
    const found = await findImport(store.id, id);
    expect(found?.view).toMatchObject({ status: "done", productsDone: 20, isSettled: false });
    expect(await recordedEvents(store, "import.image_listed")).toHaveLength(found?.view.imagesTotal ?? -1);
    expect(await recordedEvents(store, "product.changed")).toHaveLength(20);
  });
});

describe("the same file again", () => {
  test("changes nothing", async () => {
    await importFile(store, ownFile());
    const events = (await recordedEvents(store)).length;
    const { counts } = await importFile(store, ownFile());
    expect(counts).toEqual([0, 0, 2]);
    expect(await recordedEvents(store)).toHaveLength(events + 1);
    expect((await productAt(store, "linen-shirt")).version).toBe(1);
  });

  test("leaves what the merchant changed in between", async () => {
    await importFile(store, ownFile());
    const box = await productAt(store, "gift-box");
    const [variant] = box.variants;
    if (!variant) throw new Error("no variant");
    const { stock: _stock, imageId: _image, ...columns } = variant;
    const kept = { ...columns, isTracked: true, allowBackorder: false, stockDelta: 9, imageIndex: null };
    const input = productInputOf({ title: "My box", variants: [kept] });
    await updateProduct(store.id, { productId: box.id, version: box.version, input, actorId: null });
    await importFile(store, ownFile());
    const after = await productAt(store, "gift-box");
    expect([after.title, after.variants[0]?.stock.onHand]).toEqual(["My box", 21]);
  });
});

describe("a file that changed", () => {
  test("updates its product: prices, stock by a difference, new pictures; ids and what the file does not know stay", async () => {
    await importFile(store, shortFile("a,A,5,S1,shopify,3,https://images.example/1.jpg"));
    const before = await productAt(store, "a");
    const { counts } = await importFile(
      store,
      shortFile("a,Better A,6,S1,shopify,8,https://images.example/1.jpg", "a,,,,,,https://images.example/2.jpg"),
    );
    const after = await productAt(store, "a");
    expect(counts).toEqual([0, 1, 0]);
    expect(after).toMatchObject({ id: before.id, title: "Better A", version: 2 });
    expect(after.variants).toMatchObject([{ id: before.variants[0]?.id, priceCents: 600, stock: { onHand: 8 } }]);
    expect(after.images.map(({ id }) => id)[0]).toBe(before.images[0]?.id);
    expect(await recordedEvents(store, "import.image_listed")).toHaveLength(2);
    const movements = await withStore(store.id, (tx) => tx.inventoryMovement.findMany({ orderBy: { id: "asc" } }));
    expect(movements.map(({ delta, reason }) => [delta, reason])).toEqual([
      [3, "import"],
      [5, "import"],
    ]);
  });
});

describe("an import that meets trouble", () => {
  test("a product that is refused is noted, and the others are imported", async () => {
    await makeSubscription(store, { maxProducts: 2 });
    await makeProduct(store, { variants: [{ sku: "TAKEN" }] });
    const { counts, report } = await importFile(store, shortFile("a,A,5,TAKEN,,,", "b,B,5,,,,", "c,C,5,,,,"));
    expect(counts).toEqual([1, 0, 0]);
    expect(report.failures).toEqual([
      { handle: "a", row: 2, code: "sku_taken" },
      { handle: "c", row: 4, code: "plan_limit" },
    ]);
  });

  test("goes on where it was cut off, and never imports a product twice", async () => {
    const id = await startFile(store, shortFile("a,A,5,,,,", "b,B,5,,,,", "c,C,5,,,,"));
    expect(await runImport(store.id, id, { budgetMs: -1 })).toBe("more");
    expect((await findImport(store.id, id))?.view.productsDone).toBe(1);
    const runs = await Promise.all([runImport(store.id, id), runImport(store.id, id)]);
    expect(runs).toContain("finished");
    expect((await importResult(store, id)).counts).toEqual([3, 0, 0]);
    expect(await recordedEvents(store, "product.changed")).toHaveLength(3);
    expect(await runImport(store.id, id)).toBe("not_running");
  });

  test("is taken up again when its message is sent anew after all its tries failed", async () => {
    const bytes = shortFile("a,A,5,,,,", "b,B,5,,,,");
    const id = await startFile(store, bytes);
    const setFile = (content: typeof bytes) =>
      withStore(store.id, (tx) => tx.productImport.update({ where: { storeId_id: { storeId: store.id, id } }, data: { content } }));
    const message = { eventId: newId(), storeId: store.id, payload: { storeId: store.id, importId: id } };
    await setFile(new Uint8Array());
    await expect(runImportConsumer({ ...message, retried: 99 })).rejects.toThrow();
    expect((await importResult(store, id)).view.status).toBe("failed");

    await setFile(bytes);
    expect(await runImportConsumer({ ...message, retried: 0 })).toBe("done");
    const { view, counts } = await importResult(store, id);
    expect([view.status, counts]).toEqual(["done", [2, 0, 0]]);
  });

  test("the file is emptied when the import is done", async () => {
    const { id } = await importFile(store, shortFile("a,A,5,,,,"));
    const row = await withStore(store.id, (tx) => tx.productImport.findUniqueOrThrow({ where: { storeId_id: { storeId: store.id, id } } }));
    expect(row.content).toHaveLength(0);
    expect(await listImports(store.id)).toMatchObject([{ id, status: "done", isSettled: true }]);
  });
});
