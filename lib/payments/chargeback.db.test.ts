import { afterAll, beforeAll, expect, it } from "vitest";
import { type PagarmeShop, startPagarmeShop } from "@/tests/factories/pagarme-shop";
import { findPayment } from "./queries";
import { recheckAttempt } from "./reconcile-recheck";
import { requestRefund, submitRefund } from "./refunds";
import { settleAttempt } from "./settle";

let shop: PagarmeShop;
beforeAll(async () => {
  shop = await startPagarmeShop();
});
afterAll(() => shop.close());

const stateOf = async (orderId: string) => {
  const { paymentState, flags, timeline } = await shop.read(orderId);
  const disputes = (await findPayment(shop.store.id, orderId))?.disputes ?? [];
  return { paymentState, flags, disputes, told: timeline.map(({ kind }) => kind).filter((kind) => kind.includes("dispute")) };
};

async function chargedBack() {
  const bought = await shop.buy({ method: "card", card: "4000000000000010" });
  await shop.inPanel(bought.attemptId, { action: "chargeback" });
  await settleAttempt(shop.store.id, bought.attemptId);
  return bought;
}

it("a chargeback that Pagar.me reverses is won: the order is paid again, and can be refunded", async () => {
  const { orderId, attemptId } = await chargedBack();
  expect(await stateOf(orderId)).toMatchObject({ paymentState: "disputed", flags: ["disputed"], disputes: [{ status: "needs_response" }] });
  expect(await shop.events("dispute.opened", orderId)).toBe(1);

  await shop.inPanel(attemptId, { action: "reverse" });
  for (let asked = 0; asked < 3; asked++) await settleAttempt(shop.store.id, attemptId);
  expect(await stateOf(orderId)).toMatchObject({
    paymentState: "paid",
    flags: [],
    disputes: [{ status: "won" }],
    told: ["payment_disputed", "dispute_won"],
  });
  expect(await recheckAttempt(shop.store.id, attemptId)).toEqual({ kind: "agrees" });

  const asked = await requestRefund(shop.store.id, attemptId, { reason: "", restock: false, requestedBy: null });
  expect(asked.ok && (await submitRefund(shop.store.id, asked.value))).toBe("settled");
});

it("a second chargeback after the first was won is open again", async () => {
  const { orderId, attemptId } = await chargedBack();
  await shop.inPanel(attemptId, { action: "reverse" });
  await settleAttempt(shop.store.id, attemptId);
  await shop.inPanel(attemptId, { action: "chargeback" });
  await settleAttempt(shop.store.id, attemptId);
  expect(await stateOf(orderId)).toMatchObject({ paymentState: "disputed", flags: ["disputed"], disputes: [{ status: "needs_response" }] });
});
