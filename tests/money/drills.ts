import { dayMs, hourMs, minuteMs } from "@/lib/core/time";
import { expireOrder } from "@/lib/payments/expire";
import { requestRefund, submitRefund } from "@/lib/payments/refunds";
import { settleAttempt } from "@/lib/payments/settle";
import { cards, charge, makeCoupon, place, stockUp, tryAgain } from "./buying";
import type { Diary } from "./diary";
import { attemptOf, type Merchant, orderOf, setStoreStatus, type Town, within } from "./town";

export type Scene = { town: Town; merchant: Merchant; diary: Diary };

/** One fault of CHECKOUT.md, staged on purpose. Throws when what a shopper or merchant sees is wrong; the books are looked at after. */
export type Drill = { name: string; at: readonly Merchant["provider"][]; run(scene: Scene): Promise<void> };

const both = ["pagarme", "stripe"] as const;
const brazil = ["pagarme"] as const;
const all = { reason: "", restock: false, requestedBy: null };

function expect(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(sentence);
}

type Paying = { card?: string };

async function buy({ merchant, diary }: Scene, { card }: Paying = {}, stock = 5) {
  const variantId = await stockUp(merchant.store, stock);
  const placed = await place(merchant, { wishes: [{ variantId }], ...(card ? { method: "card" as const } : {}) });
  if (!placed?.attemptId) throw new Error("the shop did not sell what it has");
  diary.orders += 1;
  const status = await charge(merchant, placed.attemptId, card ? { card } : {});
  return { orderId: placed.orderId, attemptId: placed.attemptId, variantId, status };
}

const paidBuy = async (scene: Scene) => {
  const bought = await buy(scene);
  await scene.merchant.pay(bought.attemptId);
  expect((await settleAttempt(scene.merchant.store.id, bought.attemptId)) === "captured", "a paid order was not captured");
  return bought;
};

const statusOf = async ({ merchant }: Scene, orderId: string) => (await orderOf(merchant.store, orderId)).status;

export const drills: readonly Drill[] = [
  {
    name: "eight buyers want the last two units at once",
    at: both,
    run: async ({ merchant, diary }) => {
      const variantId = await stockUp(merchant.store, 2);
      const placed = await Promise.all(Array.from({ length: 8 }, () => place(merchant, { wishes: [{ variantId }] })));
      diary.orders += placed.filter((order) => order !== null).length;
      expect(placed.filter((order) => order !== null).length === 2, "the last two units were not sold to two buyers");
    },
  },
  {
    name: "carts that ask for more than there is",
    at: both,
    run: async ({ merchant, diary }) => {
      const variantId = await stockUp(merchant.store, 3);
      const placed = await Promise.all([2, 4, 2].map((quantity) => place(merchant, { wishes: [{ variantId, quantity }] })));
      diary.orders += placed.filter((order) => order !== null).length;
      expect(
        placed.some((order) => order !== null),
        "nobody was sold what there was",
      );
    },
  },
  {
    name: "double click, two tabs",
    at: both,
    run: async ({ merchant, diary }) => {
      const variantId = await stockUp(merchant.store, 9);
      const placed = await place(merchant, { wishes: [{ variantId }], clicks: 6 });
      diary.orders += 1;
      await charge(merchant, placed?.attemptId ?? "", { clicks: 4 });
    },
  },
  {
    name: "the last use of a coupon",
    at: both,
    run: async ({ merchant, diary }) => {
      await makeCoupon(merchant.store, "LAST-ONE", 1);
      const variantId = await stockUp(merchant.store, 20);
      const placed = await Promise.all(Array.from({ length: 5 }, () => place(merchant, { wishes: [{ variantId }], coupon: "LAST-ONE" })));
      diary.orders += placed.filter((order) => order !== null).length;
    },
  },
  {
    name: "the price changes between quote and click",
    at: both,
    run: async ({ merchant }) => {
      const variantId = await stockUp(merchant.store, 5);
      const raise = async () => {
        const where = { storeId_id: { storeId: merchant.store.id, id: variantId } };
        await within(merchant.store, (tx) => tx.variant.update({ where, data: { priceCents: 12_000 } }));
      };
      expect((await place(merchant, { wishes: [{ variantId }], meanwhile: raise })) === null, "an order took a price that nobody saw");
    },
  },
  {
    name: "a notice arrives ten times in parallel",
    at: brazil,
    run: async (scene) => {
      const { attemptId, orderId } = await buy(scene);
      await scene.merchant.disturbNotice({ kind: "notice_drop" });
      await scene.merchant.pay(attemptId);
      const { gatewayCode, gatewayRef } = await attemptOf(scene.merchant.store, attemptId);
      const body = JSON.stringify({ id: `hook_${attemptId}`, type: "order.paid", data: { id: gatewayRef, code: gatewayCode } });
      const send = () => fetch(scene.merchant.noticeUrl, { method: "POST", body, headers: scene.merchant.noticeHeaders });
      const answers = await Promise.all(Array.from({ length: 10 }, send));
      expect(
        answers.every(({ status }) => status === 200),
        "a notice was not taken",
      );
      await scene.town.queue.drain(["settle-notice"]);
      await settleAttempt(scene.merchant.store.id, attemptId);
      expect((await statusOf(scene, orderId)) === "confirmed", "a notice confirmed nothing");
    },
  },
  {
    name: "ten askers apply one payment at once",
    at: both,
    run: async (scene) => {
      const { attemptId, orderId } = await buy(scene);
      await scene.merchant.pay(attemptId);
      await Promise.all(Array.from({ length: 10 }, () => settleAttempt(scene.merchant.store.id, attemptId)));
      expect((await statusOf(scene, orderId)) === "confirmed", "a paid order was not confirmed");
    },
  },
  {
    name: "a notice about another store's order",
    at: brazil,
    run: async (scene) => {
      const { town, merchant } = scene;
      const other = town.merchants.find((one) => one.provider === "pagarme" && one !== merchant);
      if (!other) return;
      const { attemptId, orderId } = await buy(scene);
      const { gatewayCode, gatewayRef } = await attemptOf(merchant.store, attemptId);
      const body = JSON.stringify({ id: `hook_x_${attemptId}`, type: "order.paid", data: { id: gatewayRef, code: gatewayCode } });
      await fetch(other.noticeUrl, { method: "POST", body, headers: other.noticeHeaders });
      expect((await fetch(other.noticeUrl, { method: "POST", body })).status === 401, "a notice without credentials was taken");
      await town.queue.drain(["settle-notice"]);
      expect((await statusOf(scene, orderId)) === "awaiting_payment", "another store's notice moved an order");
    },
  },
  {
    name: "the gateway charges and its answer is lost",
    at: both,
    run: async (scene) => {
      await scene.merchant.disturb("charge", { kind: "fail_after", status: 503 });
      const { orderId, attemptId, status } = await buy(scene, scene.merchant.provider === "pagarme" ? { card: cards.approved } : {});
      if (scene.merchant.provider === "stripe") return;
      expect(status === "silent", "a lost answer was taken for one");
      await settleAttempt(scene.merchant.store.id, attemptId);
      expect((await statusOf(scene, orderId)) === "confirmed", "a charged card did not confirm its order");
    },
  },
  {
    name: "5xx, then fine",
    at: both,
    run: async (scene) => {
      await scene.merchant.disturb("charge", { kind: "fail_before", status: 500 });
      const { orderId } = await buy(scene, scene.merchant.provider === "pagarme" ? { card: cards.approved } : {});
      await scene.town.skip(31_000);
      await scene.town.queue.drain();
      await scene.town.skip(3 * minuteMs);
      await scene.town.queue.drain();
      await tryAgain(scene.merchant, orderId, { method: "card", card: cards.approved });
    },
  },
  {
    name: "a refused card, then another way on the same order",
    at: brazil,
    run: async (scene) => {
      const { orderId } = await buy(scene, { card: cards.refused });
      const again = await tryAgain(scene.merchant, orderId, { method: "card", card: cards.approved });
      expect(again !== null && (await statusOf(scene, orderId)) === "confirmed", "a second card did not pay the order");
    },
  },
  {
    name: "a smaller amount is paid",
    at: brazil,
    run: async (scene) => {
      const { attemptId, orderId } = await buy(scene);
      await scene.merchant.pay(attemptId, "smaller");
      await settleAttempt(scene.merchant.store.id, attemptId);
      const { flags, status } = await orderOf(scene.merchant.store, orderId);
      expect(flags.includes("amount_mismatch") && status === "awaiting_payment", "a part of the price bought the goods");
    },
  },
  {
    name: "an unknown status",
    at: both,
    run: async (scene) => {
      const { attemptId, orderId } = await buy(scene);
      await scene.merchant.disturb("find", { kind: "unknown_status", status: "under_observation" });
      await settleAttempt(scene.merchant.store.id, attemptId);
      expect((await statusOf(scene, orderId)) === "awaiting_payment", "an unknown word moved an order");
    },
  },
  {
    name: "Pix is paid twice",
    at: brazil,
    run: async (scene) => {
      const { attemptId } = await paidBuy(scene);
      await scene.merchant.pay(attemptId, "again");
      await settleAttempt(scene.merchant.store.id, attemptId);
    },
  },
  {
    name: "paid at the last moment, and the notice is lost",
    at: both,
    run: async (scene) => {
      const { attemptId, orderId, variantId } = await buy(scene, {}, 1);
      await scene.merchant.disturbNotice({ kind: "notice_drop" });
      await scene.merchant.pay(attemptId);
      await scene.town.skip(50 * minuteMs);
      await expireOrder(scene.merchant.store.id, orderId);
      const other = await place(scene.merchant, { wishes: [{ variantId }] });
      scene.diary.orders += other ? 1 : 0;
      expect((await statusOf(scene, orderId)) === "confirmed", "money that came in time was turned away");
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
      const { attemptId, orderId, variantId } = await buy(scene, {}, 1);
      await scene.town.skip(50 * minuteMs);
      await expireOrder(scene.merchant.store.id, orderId);
      const other = await place(scene.merchant, { wishes: [{ variantId }] });
      scene.diary.orders += other ? 1 : 0;
      await scene.merchant.pay(attemptId);
      await settleAttempt(scene.merchant.store.id, attemptId);
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
      await settleAttempt(scene.merchant.store.id, attemptId);
      expect((await statusOf(scene, orderId)) === "confirmed", "late money with goods there did not confirm");
    },
  },
  {
    name: "an older QR is paid while a newer one is shown",
    at: brazil,
    run: async (scene) => {
      const { attemptId, orderId } = await buy(scene);
      await tryAgain(scene.merchant, orderId, { method: "pix" });
      await scene.merchant.pay(attemptId);
      await settleAttempt(scene.merchant.store.id, attemptId);
    },
  },
  {
    name: "racing partial refunds",
    at: both,
    run: async (scene) => {
      const { attemptId } = await paidBuy(scene);
      const { store } = scene.merchant;
      const wishes = Array.from({ length: 6 }, () => requestRefund(store.id, attemptId, { ...all, amountCents: 4000 }));
      const granted = (await Promise.all(wishes)).flatMap((wish) => (wish.ok ? [wish.value] : []));
      await Promise.all(granted.map((id) => submitRefund(store.id, id)));
      expect(granted.length === 2, `${granted.length} refunds of 40.00 were granted on about 110.00`);
    },
  },
  {
    name: "a refund's answer is lost, and its dead letter is replayed after a day",
    at: both,
    run: async (scene) => {
      const { attemptId } = await paidBuy(scene);
      const { store } = scene.merchant;
      const asked = await requestRefund(store.id, attemptId, { ...all, amountCents: 3000 });
      if (!asked.ok) throw new Error(asked.code);
      await scene.merchant.disturbNotice({ kind: "notice_drop" }, null);
      await scene.merchant.disturb("refund", { kind: "fail_after", status: 503 });
      await submitRefund(store.id, asked.value);
      await scene.town.calm();
      await scene.town.skip(25 * hourMs);
      scene.town.queue.replaySpent();
      await scene.town.queue.drain();
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
  {
    name: "a dispute at the gateway",
    at: both,
    run: async (scene) => {
      const { merchant } = scene;
      const { attemptId } = merchant.provider === "pagarme" ? await buy(scene, { card: cards.approved }) : await paidBuy(scene);
      await merchant.dispute(attemptId);
      await settleAttempt(merchant.store.id, attemptId);
    },
  },
  {
    name: "a store is suspended while a payment is pending",
    at: both,
    run: async (scene) => {
      const { attemptId, orderId } = await buy(scene);
      await setStoreStatus(scene.merchant.store, "suspended");
      await scene.merchant.pay(attemptId);
      await settleAttempt(scene.merchant.store.id, attemptId);
      await setStoreStatus(scene.merchant.store, "active");
      expect((await statusOf(scene, orderId)) === "confirmed", "a suspended store lost a payment");
    },
  },
  {
    name: "a boleto is paid on its third day",
    at: brazil,
    run: async (scene) => {
      const { merchant } = scene;
      const variantId = await stockUp(merchant.store, 2);
      const placed = await place(merchant, { wishes: [{ variantId }], method: "boleto" });
      if (!placed?.attemptId) throw new Error("no boleto");
      scene.diary.orders += 1;
      await charge(merchant, placed.attemptId);
      await scene.town.skip(3 * dayMs);
      await merchant.pay(placed.attemptId);
      await settleAttempt(merchant.store.id, placed.attemptId);
      expect((await statusOf(scene, placed.orderId)) === "confirmed", "a boleto paid in time did not confirm");
    },
  },
];
