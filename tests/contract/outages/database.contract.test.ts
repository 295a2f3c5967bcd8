import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { disconnect } from "@/lib/db/clients";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { flushOutbox } from "@/lib/events/flush";
import { listConnectedAccounts, type NoticeTarget } from "@/lib/payments/account-queries";
import { type Installation, openInstallation, patience } from "@/tests/contract/outages/installation";
import type { Received, RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { startGateway } from "@/tests/factories/gateway";
import { approved, openShop, type Shop } from "@/tests/factories/shop";
import { type StoppablePostgres, startStoppablePostgres } from "@/tests/factories/stoppable-postgres";

// What Next does around a request: there is none in a test, so tags are dropped nowhere.
vi.mock("next/cache", async (original) => ({ ...(await original<object>()), revalidateTag: () => undefined }));
vi.mock("next/server", async (original) => ({ ...(await original<object>()), ...(await import("./without-next")) }));

let postgres: StoppablePostgres;
let installation: Installation;
let gateway: RunningSandbox;
let shop: Shop;

beforeAll(async () => {
  // The queue and the gateway keep their records elsewhere, as the hosted ones do.
  gateway = await startGateway();
  postgres = await startStoppablePostgres();
  installation = await openInstallation(0.5);
  shop = await openShop(gateway);
});
afterAll(async () => {
  await installation.close();
  await disconnect();
  await postgres.remove();
  await gateway.close();
});

const within = <Value>(work: (tx: StoreTx) => Promise<Value>) => withStore(shop.store.id, work);
const ask = (path: string) => fetch(`${installation.app.url}${path}`);

async function unitsSold(): Promise<number> {
  const rows = await within((tx) => tx.productSales.findMany({ where: { storeId: shop.store.id } }));
  return rows.reduce((sum, { units }) => sum + units, 0);
}

it("the database down: the process lives and says what is missing, and is ready again without a restart", async () => {
  expect((await ask("/api/ready")).status).toBe(200);
  await postgres.stop();
  expect((await ask("/api/health")).status).toBe(200);
  const readiness = await ask("/api/ready");
  expect(readiness.status).toBe(503);
  expect(await readiness.json()).toMatchObject({ status: "down", database: "down", queue: "up" });

  await postgres.startAgain();
  await expect.poll(async () => (await ask("/api/ready")).status, patience).toBe(200);
}, 240_000);

it("the database down: a delivery fails and is tried again, and has its effect once when the database is back", async () => {
  await installation.app.stop();
  const { orderId } = await shop.buy({ method: "card", card: approved });
  await flushOutbox();
  await postgres.stop();
  await installation.app.start();
  await expect.poll(() => installation.failures("count-sales"), patience).toContain(500);

  await postgres.startAgain();
  await expect.poll(() => installation.countDelivered("count-sales"), patience).toBe(1);
  expect(await unitsSold()).toBe(1);
  const where = { storeId_id: { storeId: shop.store.id, id: orderId } };
  expect(await within((tx) => tx.order.findUnique({ where, select: { status: true } }))).toEqual({ status: "confirmed" });
}, 240_000);

/** Sends a notice of the gateway to the store's account, as the gateway does until it is taken. */
async function tellOf({ body }: Received, { address, user, password }: NoticeTarget): Promise<number> {
  const headers = { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` };
  const url = new URL(new URL(address).pathname, installation.app.url);
  return (await fetch(url, { method: "POST", headers, body: JSON.stringify(body) })).status;
}

it("the database down: a gateway's notice is not said to be taken, and pays its order when it is sent again", async () => {
  const [account] = await listConnectedAccounts(shop.store.id);
  const target = account?.notice;
  if (!target) throw new Error("the account has no address for notices");
  const { orderId, attemptId } = await shop.buy();
  const chargeId = await shop.chargeId(attemptId);
  gateway.received.splice(0);
  await postgres.stop();
  await gateway.press(`/pay/${chargeId}`, { action: "pay" });
  const notice = await gateway.until("order.paid");
  expect(await tellOf(notice, target)).toBe(500);

  await postgres.startAgain();
  await expect.poll(() => tellOf(notice, target), patience).toBe(200);
  const looked = { storeId: shop.store.id, gatewayEventId: notice.body.id };
  await expect
    .poll(() => within((tx) => tx.gatewayNotice.findMany({ where: looked, select: { outcome: true } })), patience)
    .toEqual([{ outcome: "captured" }]);
  expect(await tellOf(notice, target)).toBe(200);
  const where = { storeId: shop.store.id, attemptId, kind: "captured" };
  expect(await within((tx) => tx.ledgerEntry.count({ where }))).toBe(1);
  const entries = { storeId: shop.store.id, orderId, kind: "payment_captured" };
  expect(await within((tx) => tx.orderEntry.count({ where: entries }))).toBe(1);
}, 240_000);
