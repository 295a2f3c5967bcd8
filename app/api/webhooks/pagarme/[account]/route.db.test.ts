import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { withStore } from "@/lib/db/transaction";
import { openNoticeSecret } from "@/lib/payments/accounts";
import { settleNotice } from "@/lib/payments/notices";
import { makeAccount } from "@/tests/factories/checkout";
import { type PagarmeShop, startPagarmeShop } from "@/tests/factories/pagarme-shop";
import { makeStore } from "@/tests/factories/store";
import { POST } from "./route";

// What Next does around a request: there is none in a test, and nothing runs after the answer.
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => undefined }));

let shop: PagarmeShop;
beforeAll(async () => {
  shop = await startPagarmeShop();
});
afterAll(() => shop.close());

type Door = { noticeKey: string; secret: string };

async function doorOf(store: PagarmeShop["store"], accountId: string): Promise<Door> {
  const where = { storeId_id: { storeId: store.id, id: accountId } };
  const account = await withStore(store.id, (tx) => tx.gatewayAccount.findUniqueOrThrow({ where }));
  return { noticeKey: account.noticeKey, secret: openNoticeSecret(account) };
}

/** Delivers a notice to an address, as the gateway does. */
async function deliver(body: unknown, { noticeKey, secret }: Door, more: Record<string, string> = {}): Promise<Response> {
  const headers = { authorization: `Basic ${btoa(secret)}`, "content-type": "application/json", ...more };
  const request = new Request(`http://localhost:3000/api/webhooks/pagarme/${noticeKey}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  return POST(request, { params: Promise.resolve({ account: noticeKey }) });
}

/** The newest notice of this kind that the gateway sent about the order of an attempt. */
async function sentAbout(attemptId: string, type: string) {
  const { gatewayCode } = await withStore(shop.store.id, (tx) =>
    tx.paymentAttempt.findUniqueOrThrow({ where: { storeId_id: { storeId: shop.store.id, id: attemptId } } }),
  );
  const isOurs = ({ body }: { body: { type: string } }) => body.type === type && JSON.stringify(body).includes(gatewayCode);
  await expect.poll(() => shop.sandbox.received.some(isOurs), { timeout: 30_000 }).toBe(true);
  return shop.sandbox.received.findLast(isOurs)?.body;
}

/** What the queue does with the notices that wait. */
async function lookIntoAll(): Promise<string[]> {
  const where = { storeId: shop.store.id, processedAt: null };
  const waiting = await withStore(shop.store.id, (tx) => tx.gatewayNotice.findMany({ where, orderBy: { id: "asc" } }));
  for (const { id } of waiting) await settleNotice(shop.store.id, id);
  const ids = waiting.map(({ id }) => id);
  const read = await withStore(shop.store.id, (tx) => tx.gatewayNotice.findMany({ where: { id: { in: ids } } }));
  return read.map(({ outcome }) => outcome ?? "");
}

it("takes a notice with the right credentials, and the order that it is about is paid", async () => {
  const door = await doorOf(shop.store, shop.accountId);
  const { orderId, attemptId } = await shop.buy({ method: "boleto" });
  await shop.pay(attemptId);
  const notice = await sentAbout(attemptId, "charge.paid");

  expect((await deliver(notice, door)).status).toBe(200);
  expect(await lookIntoAll()).toEqual(["captured"]);
  expect(await shop.read(orderId)).toMatchObject({ status: "confirmed", paymentState: "paid" });

  const again = await deliver(notice, door);
  expect([again.status, await again.json()]).toEqual([200, { outcome: "seen_before" }]);
  expect(await lookIntoAll()).toEqual([]);
});

it.each([
  [{ action: "refund", amount: "" }, "charge.refunded", "refunded"],
  [{ action: "chargeback" }, "charge.chargedback", "disputed"],
])("learns by a notice what a person did in the gateway's panel: %o", async (form, type, paymentState) => {
  const { orderId, attemptId } = await shop.buy({ method: "card", card: "4000000000000010" });
  await shop.inPanel(attemptId, form);

  expect((await deliver(await sentAbout(attemptId, type), await doorOf(shop.store, shop.accountId))).status).toBe(200);
  await lookIntoAll();
  expect((await shop.read(orderId)).paymentState).toBe(paymentState);
});

it("refuses other credentials, a wrong signature, an address that is nobody's, and a body that is no notice", async () => {
  const door = await doorOf(shop.store, shop.accountId);
  const { orderId, attemptId } = await shop.buy();
  await shop.pay(attemptId);
  const notice = await sentAbout(attemptId, "charge.paid");

  expect((await deliver(notice, { ...door, secret: "vitrine:guessed" })).status).toBe(401);
  expect((await deliver(notice, { ...door, secret: "" })).status).toBe(401);
  expect((await deliver(notice, { ...door, noticeKey: "x".repeat(43) })).status).toBe(404);
  expect((await deliver({ hello: "there" }, door)).status).toBe(400);
  expect((await deliver(notice, door, { "x-webhook-asymmetric-signature": "alg=none; kid=1; signature=" })).status).toBe(401);
  expect(await lookIntoAll()).toEqual([]);
  expect((await shop.read(orderId)).status).toBe("awaiting_payment");
});

it("matches nothing when it comes by the address of another store", async () => {
  const other = await makeStore({ locale: "pt-BR", currency: "BRL", country: "BR" });
  const door = await doorOf(other, await makeAccount(other));
  const { orderId, attemptId } = await shop.buy();
  await shop.pay(attemptId);

  expect((await deliver(await sentAbout(attemptId, "charge.paid"), door)).status).toBe(200);
  const [kept] = await withStore(other.id, (tx) => tx.gatewayNotice.findMany());
  await settleNotice(other.id, kept?.id ?? "");
  expect(await withStore(other.id, (tx) => tx.gatewayNotice.findMany())).toMatchObject([{ outcome: "unmatched" }]);
  expect((await shop.read(orderId)).status).toBe("awaiting_payment");
});
