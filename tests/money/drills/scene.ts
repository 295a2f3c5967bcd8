import type { OrderStatus } from "@/lib/orders/types";
import { settleAttempt } from "@/lib/payments/settle";
import { charge, place, stockUp } from "../buying";
import type { Diary } from "../diary";
import type { Merchant } from "../merchant";
import { orderOf } from "../rows";
import type { Town } from "../town";

export type Scene = { town: Town; merchant: Merchant; diary: Diary };

/** One fault of CHECKOUT.md, staged on purpose. Throws when what a shopper or merchant sees is wrong; the books are looked at after. */
export type Drill = { name: string; at: readonly Merchant["provider"][]; run(scene: Scene): Promise<void> };

export const both = ["pagarme", "stripe"] as const;
export const brazil = ["pagarme"] as const;
/** Where the shopper pays on the gateway's own page. */
export const hosted = ["stripe"] as const;

export function expect(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(sentence);
}

export type Bought = { orderId: string; attemptId: string; variantId: string; status: string | null };

/** An order of one good, charged: by card where one is given, else by Pix or on Stripe's page. `stock` is what there was of it. */
export async function buy({ merchant, diary }: Scene, { card, stock = 5 }: { card?: string; stock?: number } = {}): Promise<Bought> {
  const variantId = await stockUp(merchant.store, stock);
  const placed = await place(merchant, { wishes: [{ variantId }], ...(card ? { method: "card" as const } : {}) });
  if (!placed?.attemptId) throw new Error("the shop did not sell what it has");
  diary.orders += 1;
  const status = await charge(merchant, placed.attemptId, card ? { card } : {});
  return { orderId: placed.orderId, attemptId: placed.attemptId, variantId, status };
}

/** The same, paid. */
export async function paidBuy(scene: Scene): Promise<Bought> {
  const bought = await buy(scene);
  await scene.merchant.pay(bought.attemptId);
  expect((await settle(scene, bought.attemptId)) === "captured", "a paid order was not captured");
  return bought;
}

export async function settle({ merchant }: Scene, attemptId: string): Promise<string> {
  return settleAttempt(merchant.store.id, attemptId);
}

export async function expectStatus({ merchant }: Scene, orderId: string, wanted: OrderStatus, sentence: string): Promise<void> {
  const { status } = await orderOf(merchant.store, orderId);
  expect(status === wanted, `${sentence} (${status})`);
}
