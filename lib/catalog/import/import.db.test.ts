import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { recordedEvents } from "@/tests/factories/events";
import { makeImage } from "@/tests/factories/image";
import { makeProduct } from "@/tests/factories/product";
import { productInputOf } from "@/tests/factories/product-input";
import { makeStore } from "@/tests/factories/store";
import { makeSubscription } from "@/tests/factories/subscription";
import { updateProduct } from "../commands";
import { listProducts } from "../product-list";
import { findProduct } from "../queries";
import { checkImport } from "./check-import";
import { fetchImage } from "./fetch-image";
import { findImport, listImports } from "./queries";
import type { ImportReport } from "./report";
import { runImport } from "./run-import";
import { startImport } from "./start-import";

let store: StoreView;

beforeEach(async () => {
  store = await makeStore();
});

const sample = (name: string) => new Uint8Array(readFileSync(path.resolve("../shared/data", name)));
const short = (...rows: string[]) =>
  new Uint8Array(
    Buffer.from(["Handle,Title,Variant Price,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Image Src", ...rows].join("\n")),
  );

async function check(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const checked = await checkImport(store.id, { name: "products.csv", bytes });
  if (!checked.ok) throw new Error(checked.code);
  return checked.value.id;
}

async function start(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const id = await check(bytes);
  const started = await startImport(store.id, id, newId());
  if (!started.ok) throw new Error(started.code);
  return id;
}

async function importAll(bytes: Uint8Array<ArrayBuffer>): Promise<{ id: string; counts: number[]; report: ImportReport }> {
  const id = await start(bytes);
  await runImport(store.id, id);
  return { id, ...(await resultOf(id)) };
}

async function resultOf(id: string): Promise<{ counts: number[]; report: ImportReport }> {
  const found = await findImport(store.id, id);
  if (!found) throw new Error("no import");
  return { counts: [found.view.created, found.view.updated, found.view.unchanged], report: found.report };
}

async function productOf(slug: string) {
  const row = await withStore(store.id, (tx) => tx.product.findUniqueOrThrow({ where: { storeId_slug: { storeId: store.id, slug } } }));
  const product = await findProduct(store.id, row.id);
  if (!product) throw new Error("gone");
  return product;
}

describe("the dry run", () => {
  test("counts what would happen and changes no product", async () => {
    const id = await check(sample("shopify-apparel.csv"));
    const found = await findImport(store.id, id);
    expect(found?.view).toMatchObject({ status: "checked", productsTotal: 20, productsDone: 0 });
    expect(found?.report).toMatchObject({ products: 20, faulty: 0, created: 20, updated: 0, unchanged: 0, overLimit: 0, messages: [] });
    expect(await withStore(store.id, (tx) => tx.product.count())).toBe(0);
    expect(await recordedEvents(store)).toEqual([]);
  });

  test("tells faulty rows, SKUs that are taken, and products that the plan has no room for", async () => {
    await makeSubscription(store, { maxProducts: 2 });
    await makeProduct(store, { slug: "mine", variants: [{ sku: "TAKEN" }] });
    const id = await check(short("a,A,5,,,,", "b,B,x,,,,", "c,C,5,TAKEN,,,", "d,D,5,,,,"));
    const { report } = await resultOf(id);
    expect(report.messages.map(({ row, code }) => [row, code])).toEqual([
      [3, "not_an_amount"],
      [4, "sku_taken"],
    ]);
    expect(report).toMatchObject({ products: 4, faulty: 1, created: 3, overLimit: 2 });
  });

  test("a second check takes the place of the first; another store's is not found", async () => {
    const first = await check(short("a,A,5,,,,"));
    const second = await check(short("a,A,5,,,,"));
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
    const id = await check(short("a,A,5,,,,"));
    const outcomes = await Promise.all([startImport(store.id, id, newId()), startImport(store.id, id, newId())]);
    expect(outcomes.map((outcome) => outcome.ok).sort()).toEqual([false, true]);
    expect(await recordedEvents(store, "import.started")).toEqual([{ storeId: store.id, importId: id }]);
  });

  test("a file without a sound product has nothing to start; another store's import is not found", async () => {
    expect(await startImport(store.id, await check(short("a,A,x,,,,")), newId())).toEqual({ ok: false, code: "nothing_to_import" });
    const id = await check(short("a,A,5,,,,"));
    expect(await startImport((await makeStore()).id, id, newId())).toEqual({ ok: false, code: "not_found" });
    expect(await runImport(store.id, id)).toBe("not_running");
  });
});

describe("importing Shopify's samples", () => {
  test("makes their products with stock, prices, options and listed pictures", async () => {
    const { id, counts } = await importAll(sample("shopify-home-and-garden.csv"));
    expect(counts).toEqual([20, 0, 0]);
    expect((await listProducts(store.id)).total).toBe(20);
    const pot = await productOf("clay-plant-pot");
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

  test("twice changes nothing", async () => {
    await importAll(sample("shopify-apparel.csv"));
    const events = (await recordedEvents(store)).length;
    const { counts } = await importAll(sample("shopify-apparel.csv"));
    expect(counts).toEqual([0, 0, 20]);
    expect(await recordedEvents(store)).toHaveLength(events + 1);
    expect((await productOf("ocean-blue-shirt")).version).toBe(1);
  });

  test("twice leaves what the merchant changed in between", async () => {
    await importAll(sample("shopify-apparel.csv"));
    const shirt = await productOf("ocean-blue-shirt");
    const [variant] = shirt.variants;
    if (!variant) throw new Error("no variant");
    const { stock: _stock, imageId: _image, ...columns } = variant;
    const input = productInputOf({
      title: "My shirt",
      variants: [{ ...columns, isTracked: true, allowBackorder: false, stockDelta: 9, imageIndex: null }],
    });
    await updateProduct(store.id, { productId: shirt.id, version: shirt.version, input, actorId: null });
    await importAll(sample("shopify-apparel.csv"));
    const after = await productOf("ocean-blue-shirt");
    expect([after.title, after.variants[0]?.stock.onHand]).toEqual(["My shirt", 10]);
  });
});

describe("a file that changed", () => {
  test("updates its product: prices, stock by a difference, new pictures; ids and what the file does not know stay", async () => {
    await importAll(short("a,A,5,S1,shopify,3,https://images.example/1.jpg"));
    const before = await productOf("a");
    const { counts } = await importAll(
      short("a,Better A,6,S1,shopify,8,https://images.example/1.jpg", "a,,,,,,https://images.example/2.jpg"),
    );
    const after = await productOf("a");
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
    const { counts, report } = await importAll(short("a,A,5,TAKEN,,,", "b,B,5,,,,", "c,C,5,,,,"));
    expect(counts).toEqual([1, 0, 0]);
    expect(report.failures).toEqual([
      { handle: "a", row: 2, code: "sku_taken" },
      { handle: "c", row: 4, code: "plan_limit" },
    ]);
  });

  test("goes on where it was cut off, and never imports a product twice", async () => {
    const id = await start(short("a,A,5,,,,", "b,B,5,,,,", "c,C,5,,,,"));
    expect(await runImport(store.id, id, { budgetMs: -1 })).toBe("more");
    expect((await findImport(store.id, id))?.view.productsDone).toBe(1);
    const runs = await Promise.all([runImport(store.id, id), runImport(store.id, id)]);
    expect(runs).toContain("finished");
    expect((await resultOf(id)).counts).toEqual([3, 0, 0]);
    expect(await recordedEvents(store, "product.changed")).toHaveLength(3);
    expect(await runImport(store.id, id)).toBe("not_running");
  });

  test("the file is emptied when the import is done", async () => {
    const { id } = await importAll(short("a,A,5,,,,"));
    const row = await withStore(store.id, (tx) => tx.productImport.findUniqueOrThrow({ where: { storeId_id: { storeId: store.id, id } } }));
    expect(row.content).toHaveLength(0);
    expect(await listImports(store.id)).toMatchObject([{ id, status: "done", isSettled: true }]);
  });
});

describe("pictures by address", () => {
  let server: Server;
  let base: string;
  const hits = new Map<string, number>();

  beforeEach(async () => {
    const picture = await makeImage();
    hits.clear();
    server = createServer((request, response) => {
      const url = request.url ?? "";
      hits.set(url, (hits.get(url) ?? 0) + 1);
      if (url === "/ok.png") response.end(picture);
      else if (url === "/page.html") response.end("<html><script>alert(1)</script></html>");
      else response.writeHead(url === "/down.png" ? 503 : 404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  async function fetchListed(isLastTry: boolean): Promise<void> {
    for (const event of await recordedEvents(store, "import.image_listed")) {
      const task = { importId: String(event.importId), imageId: String(event.imageId) };
      await fetchImage(store.id, task, { isLastTry, isAllowed: (address) => address === "127.0.0.1" });
    }
  }

  test("one that is there becomes the product's, with a new version; a second delivery does nothing", async () => {
    const { id } = await importAll(short(`a,A,5,,,,${base}/ok.png`));
    await fetchListed(false);
    await fetchListed(false);
    const product = await productOf("a");
    expect(product.images).toMatchObject([{ picture: { width: 800, height: 600 }, failure: null }]);
    expect(product.version).toBe(2);
    expect((await findImport(store.id, id))?.view).toMatchObject({ imagesTotal: 1, imagesDone: 1, imagesFailed: 0, isSettled: true });
    expect(hits.get("/ok.png")).toBe(1);
  });

  test.each([
    ["/gone.png", "image_missing"],
    ["/page.html", "not_an_image"],
  ])("%s is noted as %s, and its product stays", async (file, code) => {
    const { id } = await importAll(short(`a,A,5,,,,${base}${file}`));
    await fetchListed(false);
    const product = await productOf("a");
    expect(product.images).toMatchObject([{ picture: null, failure: code }]);
    const found = await findImport(store.id, id);
    expect(found?.view).toMatchObject({ imagesDone: 0, imagesFailed: 1, isSettled: true });
    expect(found?.report.imageFailures).toEqual([{ productId: product.id, title: "A", url: `${base}${file}`, code }]);
  });

  test("a host that is down is asked again, and noted on the last try", async () => {
    await importAll(short(`a,A,5,,,,${base}/down.png`));
    await expect(fetchListed(false)).rejects.toThrow("server_error");
    expect((await productOf("a")).images).toMatchObject([{ failure: null }]);
    await fetchListed(true);
    expect((await productOf("a")).images).toMatchObject([{ failure: "server_error" }]);
  });

  test("an address inside our own network is not asked", async () => {
    const { id } = await importAll(short(`a,A,5,,,,${base}/ok.png`));
    const [event] = await recordedEvents(store, "import.image_listed");
    await fetchImage(store.id, { importId: id, imageId: String(event?.imageId) }, { isLastTry: false });
    expect((await productOf("a")).images).toMatchObject([{ picture: null, failure: "forbidden_address" }]);
    expect(hits.size).toBe(0);
  });

  test.each([
    ["5", [0, 0, 1]],
    ["6", [0, 1, 0]],
  ])("one that failed is asked for again by the next import, at a price of %s", async (price, expected) => {
    await importAll(short(`a,A,5,,,,${base}/gone.png`));
    await fetchListed(false);
    const { id, counts } = await importAll(short(`a,A,${price},,,,${base}/gone.png`));
    expect(counts).toEqual(expected);
    expect((await findImport(store.id, id))?.view.imagesTotal).toBe(1);
    await fetchListed(false);
    expect(hits.get("/gone.png")).toBe(2);
  });
});
