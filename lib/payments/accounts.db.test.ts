import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { POST } from "@/app/api/webhooks/pagarme/[account]/route";
import { placeOrder } from "@/lib/checkout/place";
import { newId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { makeCheckout, makeRate, placing } from "@/tests/factories/checkout";
import { startGateway } from "@/tests/factories/gateway";
import { startPlatform, type TestPlatform } from "@/tests/factories/platform";
import { makeProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";
import { chooseAccount, connectPagarme, saveTerms } from "./account-commands";
import { sendTestNotice } from "./account-notice";
import { findConnectedAccount, listConnectedAccounts } from "./account-queries";
import { findDefaultAccount, openGateway } from "./accounts";
import { chargeAttempt } from "./charge";
import { defaultTerms } from "./terms";

// What Next does around a request: there is none in a test, and nothing runs after the answer.
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => undefined }));

let sandbox: RunningSandbox;
let platform: TestPlatform;

beforeAll(async () => {
  sandbox = await startGateway();
  platform = await startPlatform((request, path) => POST(request, { params: Promise.resolve({ account: path.split("/").at(-1) ?? "" }) }));
});
afterAll(async () => {
  await sandbox.close();
  await platform.close();
});

const makeShop = () => makeStore({ locale: "pt-BR", currency: "BRL", country: "BR" });
const keysOf = ({ publicKey, secretKey }: { publicKey: string; secretKey: string }) => ({ publicKey, secretKey });
const actor = (store: StoreView) => ({ storeId: store.id, actorId: newId() });
const rowsOf = (store: StoreView) => withStore(store.id, (tx) => tx.gatewayAccount.findMany());

/** A connected store. */
async function connected(): Promise<StoreView> {
  const store = await makeShop();
  const done = await connectPagarme(actor(store), keysOf(sandbox.account));
  if (!done.ok) throw new Error(done.code);
  return store;
}

/** An order of the store that has reached the gateway. */
async function charged(store: StoreView): Promise<void> {
  const { variantId } = await makeProduct(store);
  const placed = await placeOrder(store, placing(await makeCheckout(store, await makeRate(store), [{ variantId }])));
  if (!placed.ok || !placed.value.attemptId) throw new Error("not placed");
  await chargeAttempt(store.id, placed.value.attemptId, { orderUrl: "http://shop.test/orders/t", cardToken: null });
}

describe("connecting Pagar.me", () => {
  it("takes keys that the API takes, and lets the store be paid", async () => {
    const store = await makeShop();
    expect(await findConnectedAccount(store.id)).toBeNull();
    expect(await findDefaultAccount(store.id)).toBeNull();

    expect(await connectPagarme(actor(store), keysOf(sandbox.account))).toEqual({ ok: true, value: undefined });
    expect((await findDefaultAccount(store.id))?.methods).toEqual(["card", "pix"]);
    const entry = await withStore(store.id, (tx) => tx.auditEntry.findFirst({ where: { action: "payments.connected" } }));
    expect(JSON.stringify(entry)).not.toContain(sandbox.account.secretKey);
  });

  it("keeps the secret key sealed, and shows it to nobody again", async () => {
    const store = await connected();
    const [row] = await rowsOf(store);
    const shown = await findConnectedAccount(store.id);
    expect(JSON.stringify([row, shown])).not.toContain(sandbox.account.secretKey);
    expect((await openGateway(store.id, row?.id ?? "")).credentials.secretKey).toBe(sandbox.account.secretKey);
  });

  it.each([
    ["a secret key that opens nothing", { secretKey: "sk_test_of_nobody" }, "wrong_key"],
    ["a public key that opens nothing", { publicKey: "pk_test_of_nobody" }, "wrong_key"],
    ["keys in each other's place", { publicKey: "sk_test_x", secretKey: "pk_test_x" }, "wrong_key"],
    ["a key for tests beside a real one", { publicKey: "pk_live" }, "mixed_modes"],
  ])("refuses %s, and writes nothing", async (_, changes, code) => {
    const store = await makeShop();
    const done = await connectPagarme(actor(store), { ...keysOf(sandbox.account), ...changes });
    expect(done).toEqual({ ok: false, code });
    expect(await rowsOf(store)).toEqual([]);
  });

  it("says that the gateway is silent when it is, and keeps the keys that were there", async () => {
    const store = await connected();
    await sandbox.fault({ operation: "GET /orders", effect: { kind: "fail_before", status: 500 } });
    expect(await connectPagarme(actor(store), keysOf(sandbox.account))).toEqual({ ok: false, code: "gateway_unreachable" });
    expect((await findDefaultAccount(store.id))?.publicKey).toBe(sandbox.account.publicKey);
  });

  it("knows a merchant who changed both keys: the notice address stays, and old orders stay within reach", async () => {
    const merchant = await sandbox.sandbox.createAccount({ name: "Rotating" });
    const store = await makeShop();
    await connectPagarme(actor(store), keysOf(merchant));
    await charged(store);
    const before = await findConnectedAccount(store.id);

    const renewed = await sandbox.sandbox.createAccount({ id: merchant.id, name: "Rotating" });
    expect(renewed.secretKey).not.toBe(merchant.secretKey);
    expect((await connectPagarme(actor(store), keysOf(renewed))).ok).toBe(true);
    expect(await findConnectedAccount(store.id)).toMatchObject({ id: before?.id, notice: before?.notice, publicKey: renewed.publicKey });
    expect(await rowsOf(store)).toHaveLength(1);
  });

  it("keeps the account of old orders when the keys are another merchant's", async () => {
    const [first, second] = [await sandbox.sandbox.createAccount({ name: "One" }), await sandbox.sandbox.createAccount({ name: "Two" })];
    const store = await makeShop();
    await connectPagarme(actor(store), keysOf(first));
    await charged(store);
    await connectPagarme(actor(store), keysOf(second));

    const rows = await rowsOf(store);
    expect(rows).toHaveLength(2);
    expect(new Set(rows.map(({ noticeKey }) => noticeKey)).size).toBe(2);
    expect(rows.filter(({ isDefault }) => isDefault)).toMatchObject([{ publicKey: second.publicKey }]);
    expect(await listConnectedAccounts(store.id)).toMatchObject([{ publicKey: second.publicKey, isDefault: true }]);
  });

  it("is one store's own: another store sees nothing of it and cannot choose it", async () => {
    const [store, other] = [await connected(), await makeShop()];
    const [row] = await rowsOf(store);
    expect(await findConnectedAccount(other.id)).toBeNull();
    expect(await chooseAccount(actor(other), row?.id ?? "")).toEqual({ ok: false, code: "not_found" });
  });
});

describe("the terms of payment", () => {
  it("are refused while nothing is connected", async () => {
    expect(await saveTerms(actor(await makeShop()), defaultTerms)).toEqual({ ok: false, code: "not_found" });
  });

  it("are changed one by one, and shown to shoppers next", async () => {
    const store = await connected();
    await saveTerms(actor(store), { ...defaultTerms, boleto: true, maxInstalments: 6 });
    await saveTerms(actor(store), { pixDiscountPercent: 5 });
    expect((await findConnectedAccount(store.id))?.terms).toMatchObject({ boleto: true, maxInstalments: 6, pixDiscountPercent: 5 });
    expect((await findDefaultAccount(store.id))?.methods).toEqual(["card", "pix", "boleto"]);
  });

  it("stay when the keys are renewed", async () => {
    const store = await connected();
    await saveTerms(actor(store), { pixDiscountPercent: 7 });
    await connectPagarme(actor(store), keysOf(sandbox.account));
    expect((await findConnectedAccount(store.id))?.terms.pixDiscountPercent).toBe(7);
  });
});

describe("a test notice", () => {
  it("shows that notices arrive, and is not taken for one of the gateway's", async () => {
    const store = await connected();
    expect(await sendTestNotice(store.id)).toEqual({ ok: true, value: undefined });
    const account = await findConnectedAccount(store.id);
    expect(account?.lastTestAt).toBeInstanceOf(Date);
    expect(account?.lastNoticeAt).toBeNull();
  });

  it("says so when the address refuses it", async () => {
    const store = await connected();
    platform.door.status = 401;
    expect(await sendTestNotice(store.id)).toEqual({ ok: false, code: "notice_refused" });
    platform.door.status = null;
  });

  it("says so when something else answers at the address and keeps nothing", async () => {
    const store = await connected();
    platform.door.status = 200;
    expect(await sendTestNotice(store.id)).toEqual({ ok: false, code: "notice_lost" });
    platform.door.status = null;
  });

  it("has nowhere to go while nothing is connected", async () => {
    expect(await sendTestNotice((await makeShop()).id)).toEqual({ ok: false, code: "not_connected" });
  });
});
