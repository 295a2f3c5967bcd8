import { afterAll, beforeAll, expect, it } from "vitest";
import { dayMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import { findOrder } from "@/lib/orders/queries";
import { shipOrder } from "@/lib/orders/ship";
import type { StoreView } from "@/lib/stores/types";
import type { Harness } from "@/tests/contract/stripe/harness";
import { CARDS } from "@/tests/contract/stripe/shopper";
import { makeStore } from "@/tests/factories/store";
import { startStripe } from "@/tests/factories/stripe";
import { makeStripeShop, payOnPage } from "@/tests/factories/stripe-shop";
import { cancelOrder } from "./cancel-order";
import { captureOrder } from "./capture";
import { isAnswerable } from "./disputes";
import { checkInvariants } from "./invariants";
import { findPayment } from "./queries";
import { requestRefund } from "./refunds";
import { settleAttempt } from "./settle";

let harness: Harness;
beforeAll(async () => {
  harness = await startStripe("disputes");
});
afterAll(() => harness.close());

async function stateOf(store: StoreView, orderId: string) {
  const [order, payment] = [await findOrder(store.id, orderId), await findPayment(store.id, orderId)];
  if (!order || !payment) throw new Error("no order");
  return { paymentState: order.paymentState, flags: order.flags, disputes: payment.disputes };
}

const ship = (store: StoreView, orderId: string) =>
  shipOrder(store.id, { orderId, actorId: orderId, carrier: "", trackingCode: "", trackingUrl: "" });

it("a disputed payment is shown with its reason and the deadline for the answer, once however often it is asked about", async () => {
  const store = await makeStripeShop();
  const { orderId, attemptId } = await payOnPage(store, CARDS.disputed);
  await harness.advance(2);
  for (let asked = 0; asked < 3; asked++) await settleAttempt(store.id, attemptId);

  const { paymentState, flags, disputes } = await stateOf(store, orderId);
  expect({ paymentState, flags }).toEqual({ paymentState: "disputed", flags: ["disputed"] });
  expect(disputes).toMatchObject([{ status: "needs_response", reason: "fraudulent", amountCents: 11_500, attemptId }]);
  const [dispute] = disputes;
  expect((dispute?.respondBy?.getTime() ?? 0) - (dispute?.openedAt.getTime() ?? 0)).toBe(7 * dayMs);
  expect(dispute && isAnswerable(dispute)).toBe(true);
  const twice = await requestRefund(store.id, attemptId, { reason: "", restock: false, requestedBy: null });
  expect(twice).toEqual({ ok: false, code: "too_much" });
});

it.each(["won", "lost"] as const)("a dispute that is %s is told so, and asks for no answer any more", async (outcome) => {
  const store = await makeStripeShop();
  const { orderId, attemptId } = await payOnPage(store, CARDS.disputed);
  await harness.advance(2);
  await settleAttempt(store.id, attemptId);
  const [open] = (await stateOf(store, orderId)).disputes;
  await harness.control(`/disputes/${open?.gatewayRef}/decide`, { outcome });
  await settleAttempt(store.id, attemptId);

  const { flags, disputes, paymentState } = await stateOf(store, orderId);
  expect(disputes).toMatchObject([{ id: open?.id, status: outcome }]);
  expect(disputes.some(isAnswerable)).toBe(false);
  const isLost = outcome === "lost";
  expect({ flags, paymentState }).toEqual({ flags: isLost ? ["disputed"] : [], paymentState: isLost ? "lost" : "paid" });
  expect((await ship(store, orderId)).ok).toBe(!isLost);
});

it("goods of a lost dispute stay: cancelling ends the asking, and a shipped order asks for nothing", async () => {
  const store = await makeStripeShop();
  const lose = async (isShipped: boolean) => {
    const { orderId, attemptId } = await payOnPage(store, CARDS.disputed);
    await settleAttempt(store.id, attemptId);
    if (isShipped) expect((await ship(store, orderId)).ok).toBe(true);
    await harness.advance(2);
    await settleAttempt(store.id, attemptId);
    await harness.control(`/disputes/${(await stateOf(store, orderId)).disputes[0]?.gatewayRef}/decide`, { outcome: "lost" });
    await settleAttempt(store.id, attemptId);
    return orderId;
  };
  const [kept, shipped] = [await lose(false), await lose(true)];
  expect((await stateOf(store, shipped)).flags).toEqual([]);
  expect(await cancelOrder(store.id, { orderId: kept, actorId: kept, restock: true })).toEqual({ ok: true, value: { refundIds: [] } });
  expect(await stateOf(store, kept)).toMatchObject({ flags: [], paymentState: "lost" });
  expect((await findOrder(store.id, kept))?.status).toBe("cancelled");
  const ports = { listBookDifferences: async () => [], listStaleProducts: async () => [] };
  expect((await checkInvariants(store.id, { graceMs: 0, ports })).flatMap(({ findings }) => findings)).toEqual([]);
});

it("is seen by its own store alone", async () => {
  const [store, other] = [await makeStripeShop(), await makeStore()];
  const { attemptId } = await payOnPage(store, CARDS.disputed);
  await harness.advance(2);
  await settleAttempt(store.id, attemptId);
  expect(await withStore(other.id, (tx) => tx.dispute.count())).toBe(0);
});

it("card money can be held on Stripe's page too, and is taken by the merchant", async () => {
  const store = await makeStripeShop({ capture: "manual" });
  const { orderId, attemptId } = await payOnPage(store, CARDS.approved);
  expect(await settleAttempt(store.id, attemptId)).toBe("authorized");
  expect((await stateOf(store, orderId)).paymentState).toBe("authorized");
  expect((await captureOrder(store.id, orderId, orderId)).ok).toBe(true);
  expect((await stateOf(store, orderId)).paymentState).toBe("paid");
});
