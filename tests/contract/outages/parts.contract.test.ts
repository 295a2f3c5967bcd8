import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createProduct } from "@/lib/catalog/commands";
import { placeOrder } from "@/lib/checkout/place";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { flushOutbox } from "@/lib/events/flush";
import { createSchedules } from "@/lib/events/queue";
import { readReadiness } from "@/lib/events/readiness";
import type { StoreView } from "@/lib/stores/types";
import { type Installation, openInstallation, patience } from "@/tests/contract/outages/installation";
import { makeAccount, makeCheckout, makeRate, placing } from "@/tests/factories/checkout";
import { makeProduct } from "@/tests/factories/product";
import { productInputOf } from "@/tests/factories/product-input";
import { makeStore } from "@/tests/factories/store";

// What Next does around a request: there is none in a test, so tags are dropped nowhere.
vi.mock("next/cache", async (original) => ({ ...(await original<object>()), revalidateTag: () => undefined }));
vi.mock("next/server", async (original) => ({ ...(await original<object>()), ...(await import("./without-next")) }));

let store: StoreView;
let installation: Installation;

beforeAll(async () => {
  installation = await openInstallation(0.01);
  store = await makeStore({ locale: "pt-BR", currency: "BRL", country: "BR" });
});
afterAll(() => installation.close());

const documentOf = (productId: string) =>
  withStore(store.id, (tx) => tx.searchDocument.findFirst({ where: { storeId: store.id, productId }, select: { isAvailable: true } }));
const waiting = () => withPlatform((tx) => tx.outboxEvent.count({ where: { storeId: store.id, publishedAt: null } }));

async function saveProduct(title: string): Promise<string> {
  const saved = await createProduct(store.id, productInputOf({ title }), null);
  if (!saved.ok) throw new Error(saved.code);
  await flushOutbox();
  return saved.value.id;
}

it("the application down for as long as a deployment takes: the queue tries again until it is back", async () => {
  await installation.app.stop();
  const made = await saveProduct("Nobody answers");
  expect(await waiting()).toBe(0);
  // The eleventh try comes after eight minutes, a hundredth of which is waited for here.
  await expect.poll(() => installation.failures("index-product").then(({ length }) => length), patience).toBeGreaterThan(10);
  expect(await documentOf(made)).toBeNull();

  await installation.app.start();
  await expect.poll(() => documentOf(made), patience).not.toBeNull();
}, 240_000);

it("the queue down: products save and orders are taken; their events wait, and the clock has them delivered when it is back", async () => {
  const { queue } = installation;
  await createSchedules();
  await makeAccount(store);
  const sold = await makeProduct(store, { title: "Last one", variants: [{ stock: 1 }] });
  const checkout = await makeCheckout(store, await makeRate(store), [{ variantId: sold.variantId }]);
  await queue.kill();

  const made = await saveProduct("Saved meanwhile");
  const placed = await placeOrder(store, placing(checkout));
  await flushOutbox();
  expect(placed.ok).toBe(true);
  expect([await documentOf(made), await documentOf(sold.id)]).toEqual([null, null]);
  expect(await waiting()).toBeGreaterThan(1);
  expect(await readReadiness()).toMatchObject({ queue: "down", status: "degraded" });

  // Nothing is changed from here on: only the queue's own schedule can set off what waits.
  await queue.missSchedule("sweep");
  await queue.start();
  await expect.poll(() => documentOf(made), patience).not.toBeNull();
  await expect.poll(() => documentOf(sold.id), patience).toEqual({ isAvailable: false });
  expect(await waiting()).toBe(0);
}, 240_000);
