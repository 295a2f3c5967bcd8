import { hourMs } from "@/lib/core/time";
import { requestRefund, submitRefund } from "@/lib/payments/refunds";
import { cards } from "../buying";
import type { Hint } from "../merchant";
import { attemptOf, orderOf, within } from "../rows";
import { type Bought, both, brazil, buy, type Drill, expect, expectStatus, paidBuy, type Scene, settle } from "./scene";

async function hintOf({ merchant }: Scene, about: Hint["about"], attemptId: string): Promise<Hint> {
  const { gatewayCode, gatewayRef } = await attemptOf(merchant.store, attemptId);
  return { about, gatewayCode, gatewayRef };
}

/** How often the order's history tells of something. */
async function countEntries({ merchant: { store } }: Scene, orderId: string, kind: string): Promise<number> {
  return within(store, (tx) => tx.orderEntry.count({ where: { storeId: store.id, orderId, kind } }));
}

/** Something happens at the gateways, and no notice of it comes. */
async function inSilence<Value>({ town, merchant }: Scene, act: () => Promise<Value>): Promise<Value> {
  await merchant.disturbNotice({ kind: "notice_drop" }, null);
  const done = await act();
  await town.calm();
  return done;
}

/** Notices of the order itself are lost too: one that came late would find the money. */
async function paidInSilence(scene: Scene): Promise<Bought> {
  return inSilence(scene, async () => {
    const bought = await buy(scene);
    await scene.merchant.pay(bought.attemptId);
    return bought;
  });
}

/** How the gateway tells what happened: often, late, in another order, to the wrong store. */
export const noticeDrills: readonly Drill[] = [
  {
    name: "a notice arrives ten times in parallel",
    at: both,
    run: async (scene) => {
      const { attemptId, orderId } = await paidInSilence(scene);
      const hint = await hintOf(scene, "paid", attemptId);
      const answers = await Promise.all(Array.from({ length: 10 }, () => scene.merchant.knock(hint)));
      expect(
        answers.every((status) => status === 200),
        "a notice was not taken",
      );
      await scene.town.queue.drain(["settle-notice"]);
      await settle(scene, attemptId);
      await expectStatus(scene, orderId, "confirmed", "a notice confirmed nothing");
    },
  },
  {
    name: "ten askers apply one payment at once",
    at: both,
    run: async (scene) => {
      const { attemptId, orderId } = await buy(scene);
      await scene.merchant.pay(attemptId);
      await Promise.all(Array.from({ length: 10 }, () => settle(scene, attemptId)));
      await expectStatus(scene, orderId, "confirmed", "a paid order was not confirmed");
      const told = await countEntries(scene, orderId, "payment_captured");
      expect(told === 1, `the order's history tells of ${told} payments where there was one`);
    },
  },
  {
    name: "notices arrive in reverse: the refund's before the payment's",
    at: both,
    run: async (scene) => {
      const { attemptId, orderId } = await paidInSilence(scene);
      await inSilence(scene, () => scene.merchant.refundInPanel(attemptId, 2000));
      scene.diary.panelRefunds += 1;
      for (const about of ["refunded", "paid"] as const) {
        await scene.merchant.knock(await hintOf(scene, about, attemptId));
        await scene.town.queue.drain(["settle-notice"]);
      }
      await expectStatus(scene, orderId, "confirmed", "a payment told after its refund confirmed nothing");
      expect((await attemptOf(scene.merchant.store, attemptId)).status === "partially_refunded", "the refund was overwritten");
    },
  },
  {
    name: "a notice arrives before the answer to the call that caused it",
    at: brazil,
    run: async (scene) => {
      await scene.merchant.disturb("charge", { kind: "notice_first" });
      const { orderId } = await buy(scene, { card: cards.approved });
      await scene.town.queue.drain(["settle-notice"]);
      await expectStatus(scene, orderId, "confirmed", "an early notice lost a payment");
    },
  },
  {
    name: "a refund's notice arrives before the answer to the call that made it",
    at: both,
    run: async (scene) => {
      const { attemptId, orderId } = await paidBuy(scene);
      const { store } = scene.merchant;
      const wish = { amountCents: 3000, reason: "", restock: false, requestedBy: null };
      const asked = await requestRefund(store.id, attemptId, wish);
      if (!asked.ok) throw new Error(asked.code);
      await scene.merchant.disturb("refund", { kind: "notice_first" });
      await submitRefund(store.id, asked.value);
      await scene.town.queue.drain(["settle-notice"]);
      const { payment } = await orderOf(store, orderId);
      const told = payment?.refunds.map(({ status, amountCents }) => `${status} ${amountCents}`).join();
      expect(told === "settled 3000", `one refund of 30.00 became: ${told}`);
    },
  },
  {
    name: "a notice arrives after 25 hours",
    at: both,
    run: async (scene) => {
      const { attemptId, orderId } = await paidInSilence(scene);
      await scene.town.skip(25 * hourMs);
      const hint = await hintOf(scene, "paid", attemptId);
      expect((await scene.merchant.knock(hint)) === 200, "an old notice was turned away");
      await scene.town.queue.drain(["settle-notice"]);
      await expectStatus(scene, orderId, "confirmed", "an old notice lost a payment");
    },
  },
  {
    name: "a notice about another store's order",
    at: both,
    run: async (scene) => {
      const { town, merchant } = scene;
      const other = town.merchants.find((one) => one.provider === merchant.provider && one !== merchant);
      if (!other) throw new Error("there is no other store");
      const { attemptId, orderId } = await paidInSilence(scene);
      const hint = await hintOf(scene, "paid", attemptId);
      await other.knock(hint);
      expect([400, 401].includes(await merchant.knockAsStranger(hint)), "a notice that nobody vouches for was taken");
      await town.queue.drain(["settle-notice"]);
      await expectStatus(scene, orderId, "awaiting_payment", "a notice for another store moved an order");
      expect((await settle(scene, attemptId)) === "captured", "a payment was lost with its notice");
    },
  },
  {
    name: "an unknown status",
    at: both,
    run: async (scene) => {
      const { attemptId, orderId } = await buy(scene);
      await scene.merchant.disturb("find", { kind: "unknown_status", status: "under_observation" });
      await settle(scene, attemptId);
      await expectStatus(scene, orderId, "awaiting_payment", "an unknown word moved an order");
    },
  },
  {
    name: "a refund made in the gateway's panel, its notice lost",
    at: both,
    run: async (scene) => {
      const { attemptId } = await paidBuy(scene);
      await scene.merchant.disturbNotice({ kind: "notice_drop" });
      await scene.merchant.refundInPanel(attemptId, 2500);
      scene.diary.panelRefunds += 1;
    },
  },
];
