import { hourMs, minuteMs } from "@/lib/core/time";
import { requestRefund, submitRefund } from "@/lib/payments/refunds";
import { cards } from "../buying";
import { replayLetters } from "../letters";
import { orderOf } from "../rows";
import type { Town } from "../town";
import { until } from "../until";
import { both, buy, type Drill, expect, hosted, paidBuy, type Scene, settle } from "./scene";

const wish = { reason: "", restock: false, requestedBy: null };

async function expectDisputed({ merchant }: Scene, orderId: string, isDisputed: boolean): Promise<void> {
  const { flags, paymentState } = await orderOf(merchant.store, orderId);
  const told = flags.includes("disputed") && paymentState === "disputed";
  expect(told === isDisputed, isDisputed ? "a dispute is not shown" : "a dispute that was won is still shown");
}

/** A refund of 30.00 is made, and neither its answer nor a notice of it comes. Answers the order. */
async function refundInSilence(scene: Scene): Promise<string> {
  const { attemptId, orderId } = await paidBuy(scene);
  const { store } = scene.merchant;
  const asked = await requestRefund(store.id, attemptId, { ...wish, amountCents: 3000 });
  if (!asked.ok) throw new Error(asked.code);
  await scene.merchant.disturbNotice({ kind: "notice_drop" }, null);
  await scene.merchant.disturb("refund", { kind: "fail_after", status: 503 }, null);
  expect((await submitRefund(store.id, asked.value)) === "unknown", "a lost answer to a refund was taken for one");
  return orderId;
}

/** The timers that are due fail until their tries are spent: they are dead letters then. */
async function spendPolls({ outage, queue, skip }: Town): Promise<void> {
  const before = queue.counts.spent;
  outage.polls = true;
  try {
    while (queue.counts.spent === before || queue.waiting.some(({ consumer, retried }) => consumer === "poll-payment" && retried > 0)) {
      await queue.drain(["poll-payment"]);
      await skip(2 * minuteMs);
    }
  } finally {
    outage.polls = false;
  }
}

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
    name: "a refund's answer is lost, and the timer that asks about it goes off a day late",
    at: both,
    run: async (scene) => {
      await refundInSilence(scene);
      await scene.town.calm();
      await scene.town.skip(25 * hourMs);
      // Before any other message asks about the payment.
      await scene.town.queue.drain(["poll-payment"]);
    },
  },
  {
    name: "a refund's answer is lost, and its dead letter is replayed after a day",
    at: both,
    run: async (scene) => {
      const { town, merchant } = scene;
      const letters = { storeId: merchant.store.id, consumers: ["poll-payment"] } as const;
      const orderId = await refundInSilence(scene);
      await spendPolls(town);
      await town.calm();
      await town.skip(25 * hourMs);
      await merchant.disturb("find", { kind: "fail_before", status: 503 }, null);
      const early = await replayLetters(letters);
      expect(early === "gateway_silent", `a letter about money was not kept back while the gateway was silent (${early})`);
      await town.calm();
      await until(async () => (await replayLetters(letters)) === "sent");
      await town.queue.drain();
      const { payment } = await orderOf(merchant.store, orderId);
      const told = payment?.refunds.map(({ status, amountCents }) => `${status} ${amountCents}`).join();
      expect(told === "settled 3000", `one refund of 30.00 became: ${told}`);
    },
  },
  {
    name: "a dispute at the gateway",
    at: both,
    run: async (scene) => {
      const { merchant } = scene;
      const isCard = merchant.provider === "pagarme";
      const { attemptId, orderId } = isCard ? await buy(scene, { card: cards.approved }) : await paidBuy(scene);
      await merchant.dispute(attemptId);
      await settle(scene, attemptId);
      await expectDisputed(scene, orderId, true);
      const wished = await requestRefund(merchant.store.id, attemptId, wish);
      expect(!wished.ok, "money that a bank had taken was to be given back again");
      await merchant.winDispute(attemptId);
      await settle(scene, attemptId);
      await expectDisputed(scene, orderId, false);
    },
  },
  {
    name: "a refund that was made comes back",
    at: hosted,
    run: async (scene) => {
      const { attemptId, orderId } = await paidBuy(scene);
      const { store } = scene.merchant;
      const asked = await requestRefund(store.id, attemptId, { ...wish, amountCents: 3000 });
      if (!asked.ok) throw new Error(asked.code);
      expect((await submitRefund(store.id, asked.value)) === "settled", "a refund was not made");
      const { payment } = await orderOf(store, orderId);
      await scene.town.stripe.control(`/refunds/${payment?.refunds[0]?.gatewayRef}/fail`, {});
      expect((await settle(scene, attemptId)) === "captured", "money that came back still counts as given back");
      const again = await orderOf(store, orderId);
      expect(again.payment?.refunds[0]?.status === "failed", "a refund that came back counts as made");
      expect(again.flags.includes("refund_failed"), "nobody is told of a refund that came back");
    },
  },
];
