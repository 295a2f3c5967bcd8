import { minuteMs } from "@/lib/core/time";
import { cancelOrder } from "@/lib/payments/cancel-order";
import type { PaymentMethod } from "@/lib/payments/gateways/port";
import { requestRefund, submitRefund } from "@/lib/payments/refunds";
import { settleAttempt } from "@/lib/payments/settle";
import type { FaultEffect } from "@/local/sandbox/faults";
import { cards, charge, place, tryAgain } from "./buying";
import type { Diary } from "./diary";
import type { Merchant } from "./merchant";
import type { Random } from "./random";
import { attemptOf, orderOf, within } from "./rows";
import type { Town } from "./town";

/** What a merchant sells in the random part, and what is still to happen to orders made earlier. */
export type Stage = { merchant: Merchant; variantIds: string[]; later: (() => Promise<void>)[] };

const somebody = "0190a0a0-0000-7000-8000-000000000000";

/** One shopper's visit, with whatever goes wrong in it. */
export async function visit(town: Town, stage: Stage, diary: Diary): Promise<void> {
  const { random } = town;
  const { merchant } = stage;
  diary.visits += 1;
  const wishes = random
    .shuffled(stage.variantIds)
    .slice(0, random.between(1, 3))
    .map((variantId) => ({ variantId, quantity: random.between(1, 2) }));
  const method = random.pick<PaymentMethod>(["card", "card", "pix", "pix", "boleto"]);
  const placed = await place(merchant, {
    wishes,
    method,
    instalments: method === "card" ? random.between(1, merchant.maxInstalments) : 1,
    clicks: random.chance(0.2) ? 3 : 1,
    ...(random.chance(0.3) ? { coupon: "TEN-USES" } : {}),
    ...(random.chance(0.1) ? { meanwhile: () => meddle(random, merchant, wishes[0]?.variantId ?? "") } : {}),
  });
  if (!placed) return;
  diary.orders += 1;
  if (!placed.attemptId) return;
  await disturb(random, merchant);
  const card = random.pick([cards.approved, cards.approved, cards.approved, cards.refused, cards.later]);
  const isCard = merchant.provider === "pagarme" && method === "card";
  await charge(merchant, placed.attemptId, { ...(isCard ? { card } : {}), clicks: random.chance(0.2) ? 2 : 1 });
  await goOn(town, stage, { orderId: placed.orderId, attemptId: placed.attemptId }, diary);
}

async function meddle(random: Random, { store }: Merchant, variantId: string): Promise<void> {
  const where = { storeId_id: { storeId: store.id, id: variantId } };
  if (random.chance(0.5)) await within(store, (tx) => tx.variant.update({ where, data: { priceCents: random.between(500, 20_000) } }));
  else
    await within(store, (tx) =>
      tx.inventoryLevel.updateMany({ where: { storeId: store.id, variantId }, data: { onHand: { increment: random.between(0, 2) } } }),
    );
}

const callFaults: readonly FaultEffect[] = [
  { kind: "refuse", status: 412 },
  { kind: "delay", ms: 150 },
  { kind: "fail_before", status: 502 },
  { kind: "fail_after", status: 503 },
  { kind: "timeout_after", ms: 300 },
  { kind: "notice_first" },
];
const noticeFaults: readonly FaultEffect[] = [
  { kind: "notice_drop" },
  { kind: "notice_duplicate", copies: 9 },
  { kind: "notice_reorder", ms: 400 },
  { kind: "notice_delay", ms: 300 },
  { kind: "notice_forged" },
];

async function disturb(random: Random, merchant: Merchant): Promise<void> {
  const operation = random.pick(["charge", "charge", "find", "cancel", "refund"] as const);
  if (random.chance(0.3)) await merchant.disturb(operation, random.pick(callFaults));
  if (random.chance(0.4)) await merchant.disturbNotice(random.pick(noticeFaults));
}

type Placed = { orderId: string; attemptId: string };

async function goOn(town: Town, stage: Stage, placed: Placed, diary: Diary): Promise<void> {
  const { random } = town;
  const { merchant } = stage;
  if (random.chance(0.15)) await merchant.payLater(placed.attemptId, random.chance(0.7) ? "paid" : "refused");
  else if (random.chance(0.55)) await payAsBanksDo(merchant, placed.attemptId, random.chance(0.05) ? "smaller" : "pay");
  else if (random.chance(0.3)) stage.later.push(() => payAsBanksDo(merchant, placed.attemptId, "pay"));
  else if (random.chance(0.4)) {
    const second = await tryAgain(merchant, placed.orderId, { method: random.pick<PaymentMethod>(["card", "pix"]), card: cards.approved });
    if (second && random.chance(0.7)) await payAsBanksDo(merchant, second, "pay");
  }
  if (random.chance(0.4)) await settleAttempt(merchant.store.id, placed.attemptId);
  if (random.chance(0.35)) stage.later.push(() => merchantActs(random, merchant, placed, diary));
}

/** Waits of cards cannot be paid by hand, and what ended is not paid: both are no failure. */
async function payAsBanksDo(merchant: Merchant, attemptId: string, how: "pay" | "smaller"): Promise<void> {
  const { method, status } = await attemptOf(merchant.store, attemptId);
  if (method === "card" || status === "created") return;
  await merchant.pay(attemptId, how);
}

async function merchantActs(random: Random, merchant: Merchant, { orderId, attemptId }: Placed, diary: Diary): Promise<void> {
  const { store } = merchant;
  const { payment } = await orderOf(store, orderId);
  const captured = (payment?.ledger ?? []).filter((fact) => fact.attemptId === attemptId && fact.kind === "captured");
  const act = random.pick(["cancel", "refunds", "refunds", "panel", "cancel_twice", "dispute"] as const);
  if (act === "cancel") return void (await cancelOrder(store.id, { orderId, actorId: somebody, restock: true }));
  if (act === "cancel_twice")
    return void (await Promise.all([1, 2].map(() => cancelOrder(store.id, { orderId, actorId: somebody, restock: true }))));
  if (captured.length === 0 || payment?.refunds.length) return;
  if (act === "dispute") return merchant.dispute(attemptId);
  if (act === "panel") {
    await merchant.refundInPanel(attemptId, 300);
    diary.panelRefunds += 1;
    return;
  }
  const wish = { amountCents: random.between(100, 4000), reason: "", restock: random.chance(0.3), requestedBy: null };
  const asked = await Promise.all([1, 2, 3].map(() => requestRefund(store.id, attemptId, wish)));
  for (const one of asked) if (one.ok && random.chance(0.7)) await submitRefund(store.id, one.value);
}

/** Lets a while pass, with what the day brings meanwhile. */
export async function pause(town: Town, stages: readonly Stage[]): Promise<void> {
  await town.skip(town.random.between(1, 25) * minuteMs);
  await town.queue.drain();
  for (const stage of stages) {
    const due = stage.later.splice(0, town.random.between(0, 3));
    for (const deed of due) await deed();
  }
}
