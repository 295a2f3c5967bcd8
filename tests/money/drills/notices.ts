import { hourMs } from "@/lib/core/time";
import { cards } from "../buying";
import type { Merchant } from "../merchant";
import { attemptOf } from "../rows";
import { type Bought, both, brazil, buy, type Drill, expect, expectStatus, paidBuy, type Scene, settle } from "./scene";

type Notice = { type: string; attemptId: string; to?: Merchant; credentials?: "none" };

/** Sends a notice as the gateway does, under an id of its own kind and attempt. */
async function send({ merchant }: Scene, { type, attemptId, to = merchant, credentials }: Notice): Promise<number> {
  const { gatewayCode, gatewayRef } = await attemptOf(merchant.store, attemptId);
  const body = JSON.stringify({ id: `hook_${type}_${attemptId}`, type, data: { id: gatewayRef, code: gatewayCode } });
  const headers = credentials === "none" ? {} : to.noticeHeaders;
  return (await fetch(to.noticeUrl, { method: "POST", body, headers })).status;
}

/** Something happens at the gateways, and no notice of it comes. */
async function inSilence({ town, merchant }: Scene, act: () => Promise<unknown>): Promise<void> {
  await merchant.disturbNotice({ kind: "notice_drop" }, null);
  await act();
  await town.calm();
}

async function paidInSilence(scene: Scene): Promise<Bought> {
  const bought = await buy(scene);
  await inSilence(scene, () => scene.merchant.pay(bought.attemptId));
  return bought;
}

/** How the gateway tells what happened: often, late, in another order, to the wrong store. */
export const noticeDrills: readonly Drill[] = [
  {
    name: "a notice arrives ten times in parallel",
    at: brazil,
    run: async (scene) => {
      const { attemptId, orderId } = await paidInSilence(scene);
      const answers = await Promise.all(Array.from({ length: 10 }, () => send(scene, { type: "order.paid", attemptId })));
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
    },
  },
  {
    name: "notices arrive in reverse: the refund's before the payment's",
    at: brazil,
    run: async (scene) => {
      const { attemptId, orderId } = await paidInSilence(scene);
      await inSilence(scene, () => scene.merchant.refundInPanel(attemptId, 2000));
      scene.diary.panelRefunds += 1;
      for (const type of ["charge.partial_canceled", "order.paid"]) {
        await send(scene, { type, attemptId });
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
    name: "a notice arrives after 25 hours",
    at: brazil,
    run: async (scene) => {
      const { attemptId, orderId } = await paidInSilence(scene);
      await scene.town.skip(25 * hourMs);
      expect((await send(scene, { type: "order.paid", attemptId })) === 200, "an old notice was turned away");
      await scene.town.queue.drain(["settle-notice"]);
      await expectStatus(scene, orderId, "confirmed", "an old notice lost a payment");
    },
  },
  {
    name: "a notice about another store's order",
    at: brazil,
    run: async (scene) => {
      const { town, merchant } = scene;
      const other = town.merchants.find((one) => one.provider === "pagarme" && one !== merchant);
      if (!other) throw new Error("there is no other store");
      const { attemptId, orderId } = await buy(scene);
      await send(scene, { type: "order.paid", attemptId, to: other });
      const stranger = await send(scene, { type: "order.paid", attemptId, to: other, credentials: "none" });
      expect(stranger === 401, "a notice without credentials was taken");
      await town.queue.drain(["settle-notice"]);
      await expectStatus(scene, orderId, "awaiting_payment", "another store's notice moved an order");
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
