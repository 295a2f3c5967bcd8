import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { placeOrder } from "@/lib/checkout/place";
import { newId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { listDeadLetters } from "@/lib/events/dead-letters";
import { rehearseDeadLetter } from "@/lib/events/rehearse";
import { replayDeadLetters } from "@/lib/events/resolve-letters";
import type { StoreView } from "@/lib/stores/types";
import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { makeAccount, makeCheckout, makeRate, placing } from "@/tests/factories/checkout";
import { letterOf, openFilter } from "@/tests/factories/dead-letters";
import { startGateway } from "@/tests/factories/gateway";
import { makeProduct } from "@/tests/factories/product";
import { startQueue, type TestQueue } from "@/tests/factories/queue";
import { makeStore } from "@/tests/factories/store";
import { askingGateways, previewGateway } from "./ask-first";
import { chargeAttempt } from "./charge";
import { pollPaymentConsumer } from "./consumers";

vi.setConfig({ testTimeout: 90_000 });

let sandbox: RunningSandbox;
let queue: TestQueue;
let store: StoreView;
let rateId: string;

beforeAll(async () => {
  queue = await startQueue();
  sandbox = await startGateway();
  store = await makeStore({ locale: "pt-BR", currency: "BRL", country: "BR" });
  rateId = await makeRate(store);
  const { id: externalId, publicKey, secretKey } = sandbox.account;
  await makeAccount(store, { externalId, publicKey, secretKey });
});
afterAll(async () => {
  await sandbox.close();
  await queue.close();
});
beforeEach(() => void queue.handed.splice(0));

/** An order whose card was charged while the answer was lost: only the gateway knows that it is paid. */
async function unheardPayment(): Promise<{ orderId: string; attemptId: string }> {
  const { variantId } = await makeProduct(store, { variants: [{ priceCents: 10_000 }] });
  const placed = await placeOrder(store, placing(await makeCheckout(store, rateId, [{ variantId }]), "card"));
  if (!placed.ok || !placed.value.attemptId) throw new Error("not placed");
  const { orderId, attemptId } = placed.value;
  await sandbox.fault({ operation: "POST /orders", effect: { kind: "fail_after", status: 503 } });
  const cardToken = await sandbox.token("4000000000000010");
  await chargeAttempt(store.id, attemptId, { orderUrl: "http://aurora.localhost/orders/t", cardToken });
  return { orderId, attemptId };
}

const deadPoll = (attemptId: string) =>
  letterOf(store, {
    consumer: "poll-payment",
    name: "payment.poll_due",
    payload: { storeId: store.id, attemptId, pollCount: 0 },
    answer: { cause: "outside" },
  });
const orderOf = (id: string) =>
  withStore(store.id, (tx) =>
    tx.order.findUniqueOrThrow({ where: { storeId_id: { storeId: store.id, id } }, include: { payment: { include: { ledger: true } } } }),
  );
const actor = { id: newId(), kind: "member" } as const;
const replay = (id: string) => replayDeadLetters({ id, storeId: store.id, actor }, askingGateways());
const silence = () => sandbox.fault({ operation: "GET /orders", effect: { kind: "fail_before", status: 503 } });

describe("replaying a dead message about money", () => {
  it("asks the gateway first and applies what it says, before anything is sent again", async () => {
    const { orderId, attemptId } = await unheardPayment();
    const id = await deadPoll(attemptId);
    expect(await orderOf(orderId)).toMatchObject({ status: "awaiting_payment" });

    let sentWhenPaid = -1;
    const done = await replayDeadLetters({ id, storeId: store.id, actor }, async (letter) => {
      const outcome = await askingGateways()(letter);
      sentWhenPaid = (await orderOf(orderId)).paymentState === "paid" ? queue.handed.length : -1;
      return outcome;
    });

    expect(done).toEqual({ ok: true, value: { replayed: 1, silent: 0, unsent: 0 } });
    expect(sentWhenPaid).toBe(0);
    expect(queue.handed.map(({ consumer }) => consumer)).toEqual(["poll-payment"]);
  });

  it("changes nothing a second time when its message then arrives", async () => {
    const { orderId, attemptId } = await unheardPayment();
    await replay(await deadPoll(attemptId));
    const sent = queue.handed[0];
    await pollPaymentConsumer({ eventId: sent?.body.eventId ?? "", storeId: store.id, payload: sent?.body.payload, retried: 0 });
    const order = await orderOf(orderId);
    expect(order).toMatchObject({ status: "confirmed", paymentState: "paid", payment: { capturedCents: 11_500 } });
    expect(order.payment?.ledger.filter(({ kind }) => kind === "captured")).toHaveLength(1);
  });

  it("is not sent while the gateway is silent, and stays open", async () => {
    const { attemptId } = await unheardPayment();
    const id = await deadPoll(attemptId);
    await silence();
    expect(await replay(id)).toEqual({ ok: false, code: "gateway_silent" });
    expect(queue.handed).toEqual([]);
    expect((await listDeadLetters({ storeId: store.id }, openFilter, 1)).rows.map((row) => row.id)).toContain(id);
  });

  it("asks an account that does not answer once in an act, however many letters are about it", async () => {
    for (let round = 0; round < 2; round++) await deadPoll((await unheardPayment()).attemptId);
    const ask = askingGateways();
    const [first, second] = (await listDeadLetters({ storeId: store.id }, { ...openFilter, consumers: ["poll-payment"] }, 1)).rows;
    const subjectOf = (row = first) => withStore(store.id, (tx) => tx.deadLetter.findUniqueOrThrow({ where: { id: row?.id ?? "" } }));
    await silence();
    expect(await ask(await subjectOf(first))).toBe("silent");
    expect(await ask(await subjectOf(second))).toBe("silent");
    expect(await askingGateways()(await subjectOf(second))).toBe("asked");
  });

  it("asks about nothing where the message is not about money", async () => {
    const id = await letterOf(store);
    expect(await replay(id)).toEqual({ ok: true, value: { replayed: 1, silent: 0, unsent: 0 } });
  });
});

describe("a dry run of a message about money", () => {
  it("says what the gateway says, and applies nothing", async () => {
    const { orderId, attemptId } = await unheardPayment();
    const id = await deadPoll(attemptId);
    const rehearsed = await rehearseDeadLetter({ id, storeId: store.id, actor }, { "poll-payment": pollPaymentConsumer });
    if (!rehearsed.ok) throw new Error(rehearsed.code);
    expect(rehearsed.value.forecast).toEqual({ outcome: "would_go_outside" });
    expect(await previewGateway(rehearsed.value.letter)).toEqual([
      { attemptNo: 1, status: "captured", amountCents: 11_500, currency: "BRL" },
    ]);
    expect(await orderOf(orderId)).toMatchObject({ status: "awaiting_payment", payment: { capturedCents: 0 } });
  });

  it("says that the gateway is silent", async () => {
    const { attemptId } = await unheardPayment();
    const id = await deadPoll(attemptId);
    const rehearsed = await rehearseDeadLetter({ id, storeId: store.id, actor }, { "poll-payment": pollPaymentConsumer });
    if (!rehearsed.ok) throw new Error(rehearsed.code);
    await silence();
    expect(await previewGateway(rehearsed.value.letter)).toBe("silent");
  });
});
