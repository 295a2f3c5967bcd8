import { hourMs } from "@/lib/core/time";
import { requestRefund, submitRefund } from "@/lib/payments/refunds";
import { cards } from "../buying";
import { both, buy, type Drill, expect, paidBuy, settle } from "./scene";

const wish = { reason: "", restock: false, requestedBy: null };

/** What merchants, and banks, do to money that came. */
export const merchantDrills: readonly Drill[] = [
  {
    name: "racing partial refunds",
    at: both,
    run: async (scene) => {
      const { attemptId } = await paidBuy(scene);
      const { store } = scene.merchant;
      const wishes = Array.from({ length: 6 }, () => requestRefund(store.id, attemptId, { ...wish, amountCents: 4000 }));
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
      const asked = await requestRefund(store.id, attemptId, { ...wish, amountCents: 3000 });
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
    name: "a dispute at the gateway",
    at: both,
    run: async (scene) => {
      const { merchant } = scene;
      const { attemptId } = merchant.provider === "pagarme" ? await buy(scene, { card: cards.approved }) : await paidBuy(scene);
      await merchant.dispute(attemptId);
      await settle(scene, attemptId);
    },
  },
];
