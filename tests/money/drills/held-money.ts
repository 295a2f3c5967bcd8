import { dayMs } from "@/lib/core/time";
import { saveTerms } from "@/lib/payments/account-commands";
import { captureOrder } from "@/lib/payments/capture";
import { expireOrder } from "@/lib/payments/expire";
import type { PaymentTerms } from "@/lib/payments/terms";
import { cards } from "../buying";
import { attemptOf, orderOf } from "../rows";
import { type Bought, both, buy, type Drill, expect, expectStatus, type Scene, settle } from "./scene";

const merchantId = "0190a0a0-0000-7000-8000-00000000000a";

async function setCapture({ merchant: { store } }: Scene, capture: PaymentTerms["capture"]): Promise<void> {
  const saved = await saveTerms({ storeId: store.id, actorId: merchantId }, { capture });
  if (!saved.ok) throw new Error(saved.code);
}

/** An order of a store that takes card money itself: the bank holds it, nobody took it yet. */
async function heldBuy(scene: Scene): Promise<Bought> {
  const { merchant } = scene;
  await setCapture(scene, "manual");
  try {
    const bought = await buy(scene, merchant.provider === "pagarme" ? { card: cards.approved } : {});
    if (merchant.provider === "stripe") await merchant.pay(bought.attemptId);
    expect((await settle(scene, bought.attemptId)) === "authorized", "money that is only held was taken for more, or for less");
    await expectStatus(scene, bought.orderId, "awaiting_payment", "money that is only held confirmed an order");
    return bought;
  } finally {
    await setCapture(scene, "automatic");
  }
}

async function expectTakenOnce({ merchant: { store } }: Scene, { attemptId, orderId }: Bought): Promise<void> {
  const { payment, status, totalCents } = await orderOf(store, orderId);
  const taken = (payment?.ledger ?? []).filter((fact) => fact.attemptId === attemptId && fact.kind === "captured");
  expect(taken.length === 1 && taken[0]?.amountCents === totalCents, `held money was taken ${taken.length} times`);
  expect(status === "confirmed", `money that was taken did not confirm its order (${status})`);
}

/** Stores that have the bank hold card money, and take it later by hand. */
export const heldMoneyDrills: readonly Drill[] = [
  {
    name: "held money is taken by three clicks at once",
    at: both,
    run: async (scene) => {
      const bought = await heldBuy(scene);
      await Promise.all([1, 2, 3].map(() => captureOrder(scene.merchant.store.id, bought.orderId, merchantId)));
      await expectTakenOnce(scene, bought);
    },
  },
  {
    name: "held money is taken and the answer is lost",
    at: both,
    run: async (scene) => {
      const bought = await heldBuy(scene);
      await scene.merchant.disturb("capture", { kind: "fail_after", status: 503 }, null);
      const first = await captureOrder(scene.merchant.store.id, bought.orderId, merchantId);
      expect(!first.ok && first.code === "still_checking", "a lost answer was taken for one");
      await scene.town.calm();
      await captureOrder(scene.merchant.store.id, bought.orderId, merchantId);
      await settle(scene, bought.attemptId);
      await expectTakenOnce(scene, bought);
    },
  },
  {
    name: "held money that nobody takes is let go with the goods",
    at: both,
    run: async (scene) => {
      const { attemptId, orderId } = await heldBuy(scene);
      await scene.town.skip(5 * dayMs);
      await expireOrder(scene.merchant.store.id, orderId);
      await expectStatus(scene, orderId, "expired", "an order whose money nobody took did not end");
      const { status } = await attemptOf(scene.merchant.store, attemptId);
      expect(["voided", "failed"].includes(status), `the bank still holds the money of an order that ended (${status})`);
    },
  },
];
