import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { type PagarmeShop, startPagarmeShop } from "@/tests/factories/pagarme-shop";
import { cancelOrder } from "./cancel-order";
import { decideDispute } from "./decide-dispute";
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
  expect(await recheckAttempt(shop.store.id, attemptId)).toMatchObject({ kind: "agrees" });

  const asked = await requestRefund(shop.store.id, attemptId, { reason: "", restock: false, requestedBy: null });
  expect(asked.ok && (await submitRefund(shop.store.id, asked.value))).toBe("settled");
});

const decide = (orderId: string, disputeId: string, outcome: "won" | "lost") =>
  decideDispute(shop.store.id, { orderId, disputeId, outcome, actorId: newId() });

it("a chargeback of which Pagar.me tells no end is ended by the member who read it in the dashboard, and stays so", async () => {
  const { orderId, attemptId } = await chargedBack();
  const disputeId = (await stateOf(orderId)).disputes[0]?.id ?? "";
  expect(await decide(newId(), disputeId, "lost")).toEqual({ ok: false, code: "not_found" });
  expect((await decide(orderId, disputeId, "lost")).ok).toBe(true);
  expect(await decide(orderId, disputeId, "lost")).toEqual({ ok: false, code: "not_found" });
  for (let asked = 0; asked < 2; asked++) await settleAttempt(shop.store.id, attemptId);
  expect(await stateOf(orderId)).toMatchObject({
    paymentState: "lost",
    flags: ["disputed"],
    disputes: [{ status: "lost" }],
    told: ["payment_disputed", "dispute_lost"],
  });
  expect(await recheckAttempt(shop.store.id, attemptId)).toMatchObject({ kind: "agrees" });
  expect(await shop.events("dispute.opened", orderId)).toBe(1);
  const records = await withStore(shop.store.id, (tx) => tx.auditEntry.findMany({ where: { subject: orderId } }));
  expect(records).toMatchObject([{ action: "payments.dispute_decided", after: { disputeId, outcome: "lost" } }]);
});

it.each(["member", "Pagar.me"])("an appeal that was won beats the loss, told by the %s", async (who) => {
  const { orderId, attemptId } = await chargedBack();
  const disputeId = (await stateOf(orderId)).disputes[0]?.id ?? "";
  await decide(orderId, disputeId, "lost");
  if (who === "member") expect((await decide(orderId, disputeId, "won")).ok).toBe(true);
  else await shop.inPanel(attemptId, { action: "reverse" });
  await settleAttempt(shop.store.id, attemptId);
  expect(await stateOf(orderId)).toMatchObject({ paymentState: "paid", flags: [], disputes: [{ status: "won" }] });
  expect(await decide(orderId, disputeId, "lost")).toEqual({ ok: false, code: "not_found" });
});

it("a chargeback won after the order was cancelled leaves its money to a person", async () => {
  const { orderId, attemptId } = await chargedBack();
  expect((await cancelOrder(shop.store.id, { orderId, actorId: newId(), restock: true })).ok).toBe(true);
  await shop.inPanel(attemptId, { action: "reverse" });
  await settleAttempt(shop.store.id, attemptId);
  expect(await stateOf(orderId)).toMatchObject({ paymentState: "paid", flags: ["paid_unfulfillable"] });
});

it("a second chargeback after the first was won is open again", async () => {
  const { orderId, attemptId } = await chargedBack();
  await shop.inPanel(attemptId, { action: "reverse" });
  await settleAttempt(shop.store.id, attemptId);
  await shop.inPanel(attemptId, { action: "chargeback" });
  await settleAttempt(shop.store.id, attemptId);
  expect(await stateOf(orderId)).toMatchObject({ paymentState: "disputed", flags: ["disputed"], disputes: [{ status: "needs_response" }] });
});
