import { minuteMs } from "@/lib/core/time";
import { CARDS, payWith, submit } from "@/tests/contract/stripe/shopper";
import { cards, tryAgain } from "../buying";
import { attemptOf, orderOf } from "../rows";
import { both, brazil, buy, type Drill, expect, expectStatus, hosted, paidBuy, type Scene, settle } from "./scene";

/** By a card that is good, where cards are taken here; on the gateway's page otherwise. */
const byCard = ({ merchant }: Scene) => (merchant.provider === "pagarme" ? { card: cards.approved } : {});

/** The shopper pays by a card whose bank asks its owner, and answers on the bank's page. */
async function answerBank({ merchant }: Scene, attemptId: string, answer: "approve" | "refuse"): Promise<void> {
  const { redirectUrl } = await attemptOf(merchant.store, attemptId);
  const asked = await payWith(redirectUrl ?? "", CARDS.asksHolder);
  const status = (await submit(new URL(asked.location ?? "", redirectUrl ?? "").href, { answer })).status;
  expect(status === (answer === "approve" ? 303 : 402), `the bank's page answered ${status}`);
}

/** What the gateway does when it is asked for money. */
export const gatewayDrills: readonly Drill[] = [
  {
    name: "the gateway charges and its answer is lost",
    at: both,
    run: async (scene) => {
      await scene.merchant.disturb("charge", { kind: "fail_after", status: 503 });
      const { orderId, attemptId, status } = await buy(scene, byCard(scene));
      if (scene.merchant.provider === "stripe") return;
      expect(status === "silent", "a lost answer was taken for one");
      await settle(scene, attemptId);
      await expectStatus(scene, orderId, "confirmed", "a charged card did not confirm its order");
    },
  },
  {
    name: "the gateway charges, and its answer does not come in time",
    at: brazil,
    run: async (scene) => {
      await scene.merchant.disturb("charge", { kind: "timeout_after", ms: 1000 });
      const { orderId, status } = await buy(scene, { card: cards.approved });
      expect(status === "silent", "no answer was taken for one");
      expect(
        (await tryAgain(scene.merchant, orderId, { method: "card", card: cards.approved })) === null,
        "a paid order was charged again",
      );
      await expectStatus(scene, orderId, "confirmed", "a charged card did not confirm its order");
    },
  },
  {
    name: "5xx, then fine",
    at: both,
    run: async (scene) => {
      await scene.merchant.disturb("charge", { kind: "fail_before", status: 500 });
      const { orderId } = await buy(scene, byCard(scene));
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
      expect(again !== null, "an order could not be paid again");
      await expectStatus(scene, orderId, "confirmed", "a second card did not pay the order");
    },
  },
  {
    name: "a smaller amount is paid",
    at: both,
    run: async (scene) => {
      const { attemptId, orderId } = await buy(scene);
      await scene.merchant.pay(attemptId, "smaller");
      await settle(scene, attemptId);
      const { flags, status } = await orderOf(scene.merchant.store, orderId);
      expect(flags.includes("amount_mismatch") && status === "awaiting_payment", "a part of the price bought the goods");
    },
  },
  {
    name: "Pix is paid twice",
    at: brazil,
    run: async (scene) => {
      const { attemptId } = await paidBuy(scene);
      await scene.merchant.pay(attemptId, "again");
      await settle(scene, attemptId);
    },
  },
  {
    name: "the card's bank asks its owner (3-D Secure), who refuses, tries again and agrees",
    at: hosted,
    run: async (scene) => {
      const { attemptId, orderId } = await buy(scene);
      await answerBank(scene, attemptId, "refuse");
      expect((await settle(scene, attemptId)) === "requires_action", "a payment that its owner refused was taken for one");
      await expectStatus(scene, orderId, "awaiting_payment", "a payment that its owner refused confirmed an order");
      await answerBank(scene, attemptId, "approve");
      expect((await settle(scene, attemptId)) === "captured", "a payment that its owner agreed to was not captured");
      await expectStatus(scene, orderId, "confirmed", "a payment that its owner agreed to did not confirm");
    },
  },
  {
    name: "a bank debit is paid later",
    at: hosted,
    run: async (scene) => {
      const { attemptId, orderId } = await buy(scene);
      await scene.merchant.payLater(attemptId, "paid");
      expect((await settle(scene, attemptId)) === "pending", "money that is on its way was taken for money");
      await scene.town.skip(minuteMs);
      expect((await settle(scene, attemptId)) === "captured", "a debit that was paid was not captured");
      await expectStatus(scene, orderId, "confirmed", "a debit that was paid did not confirm");
    },
  },
  {
    name: "a bank debit bounces, and the order is paid by card",
    at: hosted,
    run: async (scene) => {
      const { attemptId, orderId } = await buy(scene);
      await scene.merchant.payLater(attemptId, "refused");
      await scene.town.skip(minuteMs);
      await settle(scene, attemptId);
      await expectStatus(scene, orderId, "awaiting_payment", "a debit that bounced paid an order");
      const again = await tryAgain(scene.merchant, orderId, {});
      if (!again) throw new Error("an order could not be paid again");
      await scene.merchant.pay(again);
      expect((await settle(scene, again)) === "captured", "a second way did not pay the order");
    },
  },
];
