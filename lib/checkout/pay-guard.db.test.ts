import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { withPlatform } from "@/lib/db/transaction";
import { chargeAttempt } from "@/lib/payments/charge";
import type { PaymentMethod } from "@/lib/payments/gateways/port";
import { settleAttempt } from "@/lib/payments/settle";
import type { StoreView } from "@/lib/stores/types";
import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { makeAccount, makeCheckout, makeRate, placing } from "@/tests/factories/checkout";
import { startGateway } from "@/tests/factories/gateway";
import { makeProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";
import { countLateRefusalConsumer } from "./consumers";
import { countOutcome, guardPayment, type PayTry } from "./pay-guard";
import { placeOrder } from "./place";

const refused = { number: "4000000000000028", mark: "400000-0028" };
const approved = { number: "4000000000000010", mark: "400000-0010" };

let sandbox: RunningSandbox;
let store: StoreView;
beforeAll(async () => {
  sandbox = await startGateway();
  store = await makeStore({ locale: "pt-BR", currency: "BRL", country: "BR" });
  const { id: externalId, publicKey, secretKey } = sandbox.account;
  await makeAccount(store, { externalId, publicKey, secretKey });
});
afterAll(() => sandbox.close());

/** Somebody at an address of their own, on a host of their own, with a card that the bank approves. */
function somebody(changes: Partial<PayTry> = {}): PayTry {
  const own = newId();
  return { host: `${own}.localhost`, address: own, orderId: null, method: "card", cardMark: approved.mark, proof: "", ...changes };
}

/** Charges an order with a card and lets the guard know what came of it. */
async function pay(tried: PayTry, number: string): Promise<{ orderId: string; attemptId: string }> {
  const { variantId } = await makeProduct(store);
  const placed = await placeOrder(store, placing(await makeCheckout(store, await makeRate(store), [{ variantId }]), "card"));
  if (!placed.ok || !placed.value.attemptId) throw new Error("not placed");
  const { attemptId, orderId } = placed.value;
  await chargeAttempt(store.id, attemptId, { orderUrl: "http://shop.test/orders/t", cardToken: await sandbox.token(number) });
  await countOutcome(store.id, tried, attemptId);
  return { orderId, attemptId };
}

const verdictOf = async (tried: PayTry) => (await guardPayment(tried)).kind;

it("never meets shoppers whose cards are not refused", async () => {
  const tried = somebody();
  for (let bought = 0; bought < 4; bought++) await pay(tried, approved.number);
  expect(await verdictOf(tried)).toBe("go");
});

it("asks whoever was refused three times for work, lets each solution through once, and no Pix waits for it", async () => {
  const tried = somebody();
  for (let refusals = 0; refusals < 3; refusals++) {
    expect(await verdictOf({ ...tried, cardMark: `41111${refusals}-1111` })).toBe("go");
    await pay({ ...tried, cardMark: refused.mark }, refused.number);
  }
  const verdict = await guardPayment(tried);
  if (verdict.kind !== "prove") throw new Error(verdict.kind);
  const challenge = JSON.parse(verdict.riddle);
  const proof = JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) });
  expect(await verdictOf({ ...tried, proof: "{}" })).toBe("prove");
  expect(await verdictOf({ ...tried, proof })).toBe("go");
  expect(await verdictOf({ ...tried, proof })).toBe("prove");
  expect(await verdictOf({ ...tried, method: "pix" satisfies PaymentMethod })).toBe("go");
  expect(await verdictOf(somebody({ host: tried.host }))).toBe("go");
});

it("counts by order too, from however many addresses it is tried", async () => {
  const { orderId, attemptId } = await pay(somebody({ cardMark: refused.mark }), refused.number);
  await countOutcome(store.id, somebody({ cardMark: refused.mark }), attemptId);
  expect(await verdictOf(somebody({ orderId }))).toBe("go");
  await countOutcome(store.id, somebody({ cardMark: refused.mark }), attemptId);
  expect(await verdictOf(somebody({ orderId }))).toBe("prove");
  expect(await verdictOf(somebody())).toBe("go");
});

it("counts a card too that the gateway first processes and then refuses, once it says so", async () => {
  const processing = "4000000000000044";
  const { orderId, attemptId } = await pay(somebody(), processing);
  await sandbox.advance(600);
  expect(await settleAttempt(store.id, attemptId)).toBe("failed");
  expect(await settleAttempt(store.id, attemptId)).toBe("failed");
  const where = { name: "payment.refused_late", payload: { path: ["attemptId"], equals: attemptId } };
  expect(await withPlatform((tx) => tx.outboxEvent.count({ where }))).toBe(1);

  const [host, payload] = [store.primaryHost, { storeId: store.id, attemptId }];
  const tell = () => countLateRefusalConsumer({ eventId: newId(), storeId: store.id, payload, retried: 0 });
  for (let refusals = 0; refusals < 2; refusals++) await tell();
  expect(await verdictOf(somebody({ host, orderId }))).toBe("go");
  await tell();
  expect(await verdictOf(somebody({ host, orderId }))).toBe("prove");
  for (let refusals = 0; refusals < 3; refusals++) await tell();
  expect(await verdictOf(somebody({ cardMark: "400000-0044" }))).toBe("wait");
});

it("does not try a card again that was refused again and again, wherever that was", async () => {
  const [number, mark] = ["4111111111111111", "411111-1111"];
  for (let refusals = 0; refusals < 6; refusals++) await pay(somebody({ cardMark: mark }), number);
  expect(await verdictOf(somebody({ cardMark: mark }))).toBe("wait");
  expect(await verdictOf(somebody())).toBe("go");
});

it("trusts no browser that names no card, or another one than the gateway saw", async () => {
  expect(await verdictOf(somebody({ cardMark: "" }))).toBe("prove");
  const liar = somebody({ cardMark: "555555-4444" });
  await pay(liar, refused.number);
  expect(await verdictOf(liar)).toBe("prove");
});

it("asks for work after many payment pages were opened from one address", async () => {
  const tried = somebody({ method: "hosted", cardMark: "" });
  for (let pages = 0; pages < 8; pages++) {
    expect(await verdictOf(tried)).toBe("go");
    await countOutcome(store.id, tried, newId());
  }
  expect(await verdictOf(tried)).toBe("prove");
});

it("asks for work after very many payment pages were opened at one host, from however many addresses", async () => {
  const { host } = somebody();
  const visitor = () => somebody({ host, method: "hosted", cardMark: "" });
  for (let pages = 0; pages < 119; pages++) await countOutcome(store.id, visitor(), newId());
  expect(await verdictOf(visitor())).toBe("go");
  await countOutcome(store.id, visitor(), newId());
  expect(await verdictOf(visitor())).toBe("prove");
});
