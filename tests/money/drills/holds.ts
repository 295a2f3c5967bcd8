import { minuteMs } from "@/lib/core/time";
import { expireOrder } from "@/lib/payments/expire";
import { place, tryAgain } from "../buying";
import { setStoreStatus } from "../rows";
import { both, brazil, buy, type Drill, expect, expectStatus, settle } from "./scene";

/** What time does to an order that is not paid. */
export const holdDrills: readonly Drill[] = [
  {
    name: "paid at the last moment, and the notice is lost",
    at: both,
    run: async (scene) => {
      const { attemptId, orderId, variantId } = await buy(scene, { stock: 1 });
      await scene.merchant.disturbNotice({ kind: "notice_drop" });
      await scene.merchant.pay(attemptId);
      await scene.town.skip(50 * minuteMs);
      await expireOrder(scene.merchant.store.id, orderId);
      const other = await place(scene.merchant, { wishes: [{ variantId }] });
      scene.diary.orders += other ? 1 : 0;
      await expectStatus(scene, orderId, "confirmed", "money that came in time was turned away");
      expect(other === null, "goods that were paid for were sold again");
    },
  },
  {
    name: "the hold ends while the Pix or the page can still be paid",
    at: both,
    run: async (scene) => {
      const { orderId } = await buy(scene);
      await scene.town.skip(50 * minuteMs);
      await expireOrder(scene.merchant.store.id, orderId);
      await scene.diary.look(scene, "after the end of a hold");
    },
  },
  {
    name: "Pix is paid after it expired, when the goods are gone",
    at: brazil,
    run: async (scene) => {
      const { attemptId, orderId, variantId } = await buy(scene, { stock: 1 });
      await scene.town.skip(50 * minuteMs);
      await expireOrder(scene.merchant.store.id, orderId);
      const other = await place(scene.merchant, { wishes: [{ variantId }] });
      scene.diary.orders += other ? 1 : 0;
      await scene.merchant.pay(attemptId);
      await settle(scene, attemptId);
    },
  },
  {
    name: "Pix is paid after it expired, when the goods are still there",
    at: brazil,
    run: async (scene) => {
      const { attemptId, orderId } = await buy(scene);
      await scene.town.skip(50 * minuteMs);
      await expireOrder(scene.merchant.store.id, orderId);
      await scene.merchant.pay(attemptId);
      await settle(scene, attemptId);
      await expectStatus(scene, orderId, "confirmed", "late money with goods there did not confirm");
    },
  },
  {
    name: "an older QR is paid while a newer one is shown",
    at: brazil,
    run: async (scene) => {
      const { attemptId, orderId } = await buy(scene);
      await tryAgain(scene.merchant, orderId, { method: "pix" });
      await scene.merchant.pay(attemptId);
      await settle(scene, attemptId);
    },
  },
  {
    name: "a store is suspended while a payment is pending",
    at: both,
    run: async (scene) => {
      const { attemptId, orderId } = await buy(scene);
      await setStoreStatus(scene.merchant.store, "suspended");
      await scene.merchant.pay(attemptId);
      await settle(scene, attemptId);
      await setStoreStatus(scene.merchant.store, "active");
      await expectStatus(scene, orderId, "confirmed", "a suspended store lost a payment");
    },
  },
];
