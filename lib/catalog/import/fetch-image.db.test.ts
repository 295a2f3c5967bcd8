import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { StoreView } from "@/lib/stores/types";
import { recordedEvents } from "@/tests/factories/events";
import { makeImage } from "@/tests/factories/image";
import { importFile, productAt, shortFile } from "@/tests/factories/import";
import { makeStore } from "@/tests/factories/store";
import { fetchImage } from "./fetch-image";
import { findImport } from "./queries";

let store: StoreView;

beforeEach(async () => {
  store = await makeStore();
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
    const { id } = await importFile(store, shortFile(`a,A,5,,,,${base}/ok.png`));
    await fetchListed(false);
    await fetchListed(false);
    const product = await productAt(store, "a");
    expect(product.images).toMatchObject([{ picture: { width: 800, height: 600 }, failure: null }]);
    expect(product.version).toBe(2);
    expect((await findImport(store.id, id))?.view).toMatchObject({ imagesTotal: 1, imagesDone: 1, imagesFailed: 0, isSettled: true });
    expect(hits.get("/ok.png")).toBe(1);
  });

  test.each([
    ["/gone.png", "image_missing"],
    ["/page.html", "not_an_image"],
  ])("%s is noted as %s, and its product stays", async (file, code) => {
    const { id } = await importFile(store, shortFile(`a,A,5,,,,${base}${file}`));
    await fetchListed(false);
    const product = await productAt(store, "a");
    expect(product.images).toMatchObject([{ picture: null, failure: code }]);
    const found = await findImport(store.id, id);
    expect(found?.view).toMatchObject({ imagesDone: 0, imagesFailed: 1, isSettled: true });
    expect(found?.report.imageFailures).toEqual([{ productId: product.id, title: "A", url: `${base}${file}`, code }]);
  });

  test("a host that is down is asked again, and noted on the last try", async () => {
    await importFile(store, shortFile(`a,A,5,,,,${base}/down.png`));
    await expect(fetchListed(false)).rejects.toThrow("server_error");
    expect((await productAt(store, "a")).images).toMatchObject([{ failure: null }]);
    await fetchListed(true);
    expect((await productAt(store, "a")).images).toMatchObject([{ failure: "server_error" }]);
  });

  test("an address inside our own network is not asked", async () => {
    const { id } = await importFile(store, shortFile(`a,A,5,,,,${base}/ok.png`));
    const [event] = await recordedEvents(store, "import.image_listed");
    await fetchImage(store.id, { importId: id, imageId: String(event?.imageId) }, { isLastTry: false });
    expect((await productAt(store, "a")).images).toMatchObject([{ picture: null, failure: "forbidden_address" }]);
    expect(hits.size).toBe(0);
  });

  test.each([
    ["5", [0, 0, 1]],
    ["6", [0, 1, 0]],
  ])("one that failed is asked for again by the next import, at a price of %s", async (price, expected) => {
    await importFile(store, shortFile(`a,A,5,,,,${base}/gone.png`));
    await fetchListed(false);
    const { id, counts } = await importFile(store, shortFile(`a,A,${price},,,,${base}/gone.png`));
    expect(counts).toEqual(expected);
    expect((await findImport(store.id, id))?.view.imagesTotal).toBe(1);
    await fetchListed(false);
    expect(hits.get("/gone.png")).toBe(2);
  });
});
