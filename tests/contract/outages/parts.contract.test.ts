import getPort from "get-port";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createProduct } from "@/lib/catalog/commands";
import { placeOrder } from "@/lib/checkout/place";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { flushOutbox } from "@/lib/events/flush";
import { readReadiness } from "@/lib/events/readiness";
import type { StoreView } from "@/lib/stores/types";
import { type Application, application } from "@/tests/contract/outages/application";
import { CURRENT_KEY, clientOf, NEXT_KEY, openDatabase, TOKEN } from "@/tests/contract/queue/harness";
import { type QueueProcess, startQueueProcess } from "@/tests/contract/queue/process";
import { makeAccount, makeCheckout, makeRate, placing } from "@/tests/factories/checkout";
import { makeProduct } from "@/tests/factories/product";
import { productInputOf } from "@/tests/factories/product-input";
import { makeStore } from "@/tests/factories/store";

// What Next does around a request: there is none in a test, so tags are dropped nowhere.
vi.mock("next/cache", async (original) => ({ ...(await original<object>()), revalidateTag: () => undefined }));

/** Generous: a slow machine starts a queue in seconds, and waits for its back-off. */
const patience = { timeout: 60_000, interval: 200 };

let store: StoreView;
let app: Application;
let queue: QueueProcess;
const ports = { app: await getPort(), queue: await getPort() };
Object.assign(process.env, {
  QSTASH_URL: `http://127.0.0.1:${ports.queue}`,
  QSTASH_TOKEN: TOKEN,
  QSTASH_CURRENT_SIGNING_KEY: CURRENT_KEY,
  QSTASH_NEXT_SIGNING_KEY: NEXT_KEY,
  EVENTS_URL: `http://127.0.0.1:${ports.app}`,
});

async function startQueue(): Promise<void> {
  const env = { QUEUE_PORT: String(ports.queue), QUEUE_BACKOFF_SCALE: "0.5" };
  queue = await startQueueProcess({ databaseUrl: openDatabase().url, allowed: `http://127.0.0.1:${ports.app}`, env });
}

beforeAll(async () => {
  app = application(ports.app);
  await app.start();
  await startQueue();
  store = await makeStore({ locale: "pt-BR", currency: "BRL", country: "BR" });
});
afterAll(async () => {
  await queue.kill();
  await app.stop();
});

const documentOf = (productId: string) =>
  withStore(store.id, (tx) => tx.searchDocument.findFirst({ where: { storeId: store.id, productId }, select: { isAvailable: true } }));
const waiting = () => withPlatform((tx) => tx.outboxEvent.count({ where: { storeId: store.id, publishedAt: null } }));

async function saveProduct(title: string): Promise<string> {
  const saved = await createProduct(store.id, productInputOf({ title }), null);
  if (!saved.ok) throw new Error(saved.code);
  await flushOutbox();
  return saved.value.id;
}

it("the queue down: products save and orders are taken; their events wait, and are delivered when it is back", async () => {
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

  await startQueue();
  // The sweep's part: it flushes each minute.
  await expect.poll(() => flushOutbox().then(waiting), patience).toBe(0);
  await expect.poll(() => documentOf(made), patience).not.toBeNull();
  await expect.poll(() => documentOf(sold.id), patience).toEqual({ isAvailable: false });
}, 120_000);

it("the application down: the queue tries again until it is back", async () => {
  await app.stop();
  const made = await saveProduct("Nobody answers");
  expect(await waiting()).toBe(0);
  const failures = async () =>
    (await clientOf(queue.url).logs({ count: 100 })).logs.filter(({ state }) => state === "ERROR" || state === "RETRY").length;
  await expect.poll(failures, patience).toBeGreaterThan(0);
  expect(await documentOf(made)).toBeNull();

  await app.start();
  await expect.poll(() => documentOf(made), patience).not.toBeNull();
}, 120_000);
