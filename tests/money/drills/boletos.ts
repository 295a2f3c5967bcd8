import { dayMs, hourMs } from "@/lib/core/time";
import { expireOrder } from "@/lib/payments/expire";
import type { BankAccount } from "@/lib/payments/gateways/port";
import { completeRefund, requestRefund } from "@/lib/payments/refunds";
import { charge, place, stockUp } from "../buying";
import { orderOf } from "../rows";
import { type Bought, brazil, type Drill, expect, expectStatus, type Scene, settle } from "./scene";

const anasAccount: BankAccount = {
  holderName: "Ana Souza",
  holderDocument: "12345678909",
  bank: "341",
  branch: "1234",
  branchDigit: "",
  account: "56789",
  accountDigit: "0",
  kind: "checking",
};

/** An order of one good to be paid by boleto; `stock` is what there was of it. */
async function boletoBuy({ merchant, diary }: Scene, stock = 2): Promise<Bought> {
  const variantId = await stockUp(merchant.store, stock);
  const placed = await place(merchant, { wishes: [{ variantId }], method: "boleto" });
  if (!placed?.attemptId) throw new Error("no boleto");
  diary.orders += 1;
  const status = await charge(merchant, placed.attemptId);
  return { orderId: placed.orderId, attemptId: placed.attemptId, variantId, status };
}

async function refundsOf({ merchant: { store } }: Scene, orderId: string): Promise<string> {
  const { payment } = await orderOf(store, orderId);
  return (payment?.refunds ?? []).map(({ status, amountCents }) => `${status} ${amountCents}`).join();
}

/** Boletos: days between the paper and the money. */
export const boletoDrills: readonly Drill[] = [
  {
    name: "a boleto is paid on its third day",
    at: brazil,
    run: async (scene) => {
      const { attemptId, orderId } = await boletoBuy(scene);
      await scene.town.skip(3 * dayMs);
      await scene.merchant.pay(attemptId);
      await settle(scene, attemptId);
      await expectStatus(scene, orderId, "confirmed", "a boleto paid in time did not confirm");
    },
  },
  {
    name: "a boleto paid on its last day clears in the last hour of the bank days that it has for it",
    at: brazil,
    run: async (scene) => {
      const { merchant, town, diary } = scene;
      const { attemptId, orderId, variantId } = await boletoBuy(scene, 1);
      const { expiresAt } = await orderOf(merchant.store, orderId);
      await town.skip((expiresAt?.getTime() ?? 0) - Date.now() - hourMs);
      expect((await expireOrder(merchant.store.id, orderId)) === "nothing", "a boleto that may still clear gave its goods away");
      const other = await place(merchant, { wishes: [{ variantId }] });
      diary.orders += other ? 1 : 0;
      await merchant.pay(attemptId);
      await settle(scene, attemptId);
      await expectStatus(scene, orderId, "confirmed", "a boleto that cleared late did not confirm");
      expect(other === null, "goods that a boleto may still pay for were sold again");
    },
  },
  {
    name: "a boleto's money goes back to a bank account, by two clicks at once",
    at: brazil,
    run: async (scene) => {
      const { attemptId, orderId } = await boletoBuy(scene);
      const { store } = scene.merchant;
      await scene.merchant.pay(attemptId);
      await settle(scene, attemptId);
      const asked = await requestRefund(store.id, attemptId, { amountCents: 2500, reason: "", restock: false, requestedBy: null });
      if (!asked.ok) throw new Error(asked.code);
      await scene.town.queue.drain();
      expect((await refundsOf(scene, orderId)) === "needs_data 2500", "a boleto was given back to nobody");
      const refund = { orderId, refundId: asked.value, actorId: store.id };
      await Promise.all([1, 2].map(() => completeRefund(store.id, refund, anasAccount)));
      await settle(scene, attemptId);
      const told = await refundsOf(scene, orderId);
      expect(told === "settled 2500", `one refund of 25.00 became: ${told}`);
    },
  },
];
