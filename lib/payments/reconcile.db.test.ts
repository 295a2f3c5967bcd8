import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { placeOrder } from "@/lib/checkout/place";
import { newId } from "@/lib/core/ids";
import { dayMs, after as fromNow, hourMs } from "@/lib/core/time";
import { withPlatform, withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { makeAccount, makeCheckout, makeRate, placing } from "@/tests/factories/checkout";
import { startGateway } from "@/tests/factories/gateway";
import { makeProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";
import { chargeAttempt } from "./charge";
import { reconcileAccount, requestReconciliation } from "./reconcile";
import { noteDifference, recheckDifference } from "./reconcile-commands";
import { planReconciliations } from "./reconcile-plan";
import { findReconciliation } from "./reconcile-queries";

let sandbox: RunningSandbox;
let store: StoreView;
let rateId: string;
let accountId: string;

beforeAll(async () => {
  sandbox = await startGateway();
  store = await makeStore({ locale: "pt-BR", currency: "BRL", country: "BR" });
  rateId = await makeRate(store);
  const { id: externalId, publicKey, secretKey } = sandbox.account;
  accountId = await makeAccount(store, { externalId, publicKey, secretKey });
});
afterAll(() => sandbox.close());

/** A placed and charged Pix order of 115.00. */
async function buy() {
  const { variantId } = await makeProduct(store, { variants: [{ priceCents: 10_000, stock: 5 }] });
  const placed = await placeOrder(store, placing(await makeCheckout(store, rateId, [{ variantId }])));
  if (!placed.ok || !placed.value.attemptId) throw new Error("not placed");
  const { orderId, attemptId } = placed.value;
  await chargeAttempt(store.id, attemptId, { orderUrl: "http://aurora.localhost/orders/t", cardToken: null });
  const where = { storeId_id: { storeId: store.id, id: attemptId } };
  const { gatewayRef } = await withStore(store.id, (tx) => tx.paymentAttempt.findUniqueOrThrow({ where }));
  const [charge] = (await sandbox.call("GET", `/orders/${gatewayRef}`)).body.charges as { id: string }[];
  if (!gatewayRef || !charge) throw new Error("not charged");
  return { orderId, attemptId, gatewayRef, pay: () => sandbox.press(`/pay/${charge.id}`, { action: "pay" }), chargeId: charge.id };
}

async function reconcile(): Promise<string> {
  const asked = await requestReconciliation(store.id, { accountId, since: fromNow(-dayMs), requestedBy: null });
  if (!asked.ok) throw new Error(asked.code);
  await reconcileAccount(store.id, asked.value);
  return asked.value;
}

const findRun = async (id: string) => (await findReconciliation(store.id)).runs.find((run) => run.id === id);
const differenceAbout = async (gatewayRef: string) => {
  const { open, closed } = await findReconciliation(store.id);
  return [...open, ...closed].find((one) => one.gatewayRef === gatewayRef);
};
const findOrder = (id: string) =>
  withStore(store.id, (tx) => tx.order.findUniqueOrThrow({ where: { storeId_id: { storeId: store.id, id } } }));

/** An order made in the gateway's own dashboard, paid. */
async function chargeDirectly(amount: number) {
  const body = {
    code: `panel-${newId().slice(-8)}`,
    items: [{ code: "x", description: "Avulso", amount, quantity: 1 }],
    customer: {
      name: "Bia Lima",
      email: "bia@example.com",
      type: "individual",
      document: "12345678909",
      document_type: "CPF",
      phones: { mobile_phone: { country_code: "55", area_code: "11", number: "999999999" } },
    },
    payments: [{ payment_method: "pix", pix: { expires_in: 3600 } }],
  };
  const made = await sandbox.call("POST", "/orders", { body });
  const [charge] = made.body.charges as { id: string }[];
  await sandbox.press(`/pay/${charge?.id}`, { action: "pay" });
  return String(made.body.id);
}

describe("comparing a gateway's books with ours", () => {
  it("finds nothing where both agree, paid or not", async () => {
    const [paid, waiting] = [await buy(), await buy()];
    await paid.pay();
    await reconcile();
    const run = await findRun(await reconcile());

    expect(run).toMatchObject({ status: "done", differenceCount: 0, openCount: 0 });
    expect(run?.there).toEqual(run?.here);
    expect(run?.there.capturedCents).toBeGreaterThanOrEqual(11_500);
    expect(await differenceAbout(waiting.gatewayRef)).toBeUndefined();
  });

  it("settles a payment whose notice never came", async () => {
    const { orderId, pay, gatewayRef } = await buy();
    await pay();
    await reconcile();

    expect(await findOrder(orderId)).toMatchObject({ status: "confirmed", paymentState: "paid" });
    expect(await differenceAbout(gatewayRef)).toMatchObject({
      kind: "captured",
      state: "repaired",
      there: { capturedCents: 11_500 },
      here: { capturedCents: 0 },
      order: { id: orderId },
    });
  });

  it("finds within one cycle what was refunded in the gateway's own panel", async () => {
    const { orderId, pay, chargeId, gatewayRef } = await buy();
    await pay();
    await reconcile();
    await sandbox.press(`/panel/${chargeId}`, { action: "refund", amount: "25.00" });
    await reconcile();

    expect(await differenceAbout(gatewayRef)).toMatchObject({ kind: "refunded", state: "repaired", there: { refundedCents: 2500 } });
    expect(await findOrder(orderId)).toMatchObject({ paymentState: "partially_refunded" });
  });

  it("keeps a charge made at the gateway itself open until somebody knows of it, and opens it again when it changes", async () => {
    const ref = await chargeDirectly(4200);
    await reconcile();
    const found = await differenceAbout(ref);
    expect(found).toMatchObject({ kind: "unknown_here", state: "open", there: { capturedCents: 4200 }, order: null });
    expect(await recheckDifference(store.id, found?.id ?? "")).toEqual({ ok: true, value: "open" });

    const actorId = newId();
    expect((await noteDifference({ storeId: store.id, actorId }, found?.id ?? "")).ok).toBe(true);
    expect(await noteDifference({ storeId: store.id, actorId }, found?.id ?? "")).toEqual({ ok: false, code: "not_found" });
    await reconcile();
    expect(await differenceAbout(ref)).toMatchObject({ state: "noted" });
    const audited = { storeId: store.id, action: "payments.difference_noted", actorId, subject: found?.id ?? "" };
    const entries = await withStore(store.id, (tx) => tx.auditEntry.findMany({ where: audited }));
    expect(entries).toMatchObject([{ after: { kind: "unknown_here", gatewayRef: ref, gatewayCapturedCents: 4200, ourCapturedCents: 0 } }]);

    const [charge] = (await sandbox.call("GET", `/orders/${ref}`)).body.charges as { id: string }[];
    await sandbox.press(`/panel/${charge?.id}`, { action: "refund", amount: "" });
    await reconcile();
    expect(await differenceAbout(ref)).toMatchObject({ state: "open", there: { capturedCents: 4200, refundedCents: 4200 } });
  });

  it("finds money that the ledger holds and the gateway does not", async () => {
    const { attemptId, gatewayRef } = await buy();
    await withStore(store.id, async (tx) => {
      const attempt = await tx.paymentAttempt.findUniqueOrThrow({ where: { storeId_id: { storeId: store.id, id: attemptId } } });
      const fact = { kind: "captured", gatewayRef: "ch_never", amountCents: 11_500, occurredAt: new Date() };
      await tx.ledgerEntry.create({ data: { ...fact, storeId: store.id, id: newId(), paymentId: attempt.paymentId, attemptId } });
      const submittedAt = fromNow(-hourMs / 2);
      await tx.paymentAttempt.update({ where: { storeId_id: { storeId: store.id, id: attemptId } }, data: { submittedAt } });
    });
    await reconcile();
    const found = await differenceAbout(gatewayRef);
    expect(found).toMatchObject({ kind: "unknown_there", state: "open", here: { capturedCents: 11_500 } });
    expect(await recheckDifference(store.id, found?.id ?? "")).toEqual({ ok: true, value: "open" });
  });

  it("says so while the gateway is silent, and is done when it answers again", async () => {
    await sandbox.fault({ operation: "GET /orders", effect: { kind: "fail_before", status: 500 } });
    const asked = await requestReconciliation(store.id, { accountId, since: fromNow(-dayMs), requestedBy: null });
    if (!asked.ok) throw new Error(asked.code);

    await expect(reconcileAccount(store.id, asked.value)).rejects.toThrow("did not list");
    expect(await findRun(asked.value)).toMatchObject({ status: "failed", failure: "unreachable" });
    await reconcileAccount(store.id, asked.value);
    expect(await findRun(asked.value)).toMatchObject({ status: "done", failure: null });
  });

  it("is not asked for twice at once, nor of another store's account", async () => {
    const other = await makeStore({ currency: "BRL", country: "BR" });
    const request = { accountId, since: fromNow(-dayMs), requestedBy: null };
    expect(await requestReconciliation(other.id, request)).toEqual({ ok: false, code: "not_found" });

    const asked = await Promise.all([requestReconciliation(store.id, request), requestReconciliation(store.id, request)]);
    expect(asked.filter(({ ok }) => ok)).toHaveLength(1);
    for (const one of asked) if (one.ok) await reconcileAccount(store.id, one.value);
  });

  it("is planned once a day for each account", async () => {
    const other = await makeStore({ currency: "BRL", country: "BR" });
    const otherAccount = await makeAccount(other);
    const planned = async (now: Date) => {
      await withPlatform((tx) => planReconciliations(tx, now));
      return withStore(other.id, (tx) => tx.reconciliationRun.count({ where: { storeId: other.id, gatewayAccountId: otherAccount } }));
    };
    expect(await planned(new Date())).toBe(1);
    expect(await planned(fromNow(hourMs))).toBe(1);
    expect(await planned(fromNow(dayMs))).toBe(2);
  });
});
