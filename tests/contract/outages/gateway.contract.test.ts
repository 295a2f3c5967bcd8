import { afterAll, beforeAll, expect, it } from "vitest";
import { payAgain } from "@/lib/checkout/pay-again";
import { after, minuteMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import { translator } from "@/lib/i18n/translator";
import { findOrder } from "@/lib/orders/queries";
import { pageStateOf } from "@/lib/orders/standing";
import { pollAttempt } from "@/lib/payments/poll";
import { findPayment } from "@/lib/payments/queries";
import { type PagarmeShop, startPagarmeShop } from "@/tests/factories/pagarme-shop";
import { approved } from "@/tests/factories/shop";

let shop: PagarmeShop;
beforeAll(async () => {
  shop = await startPagarmeShop();
});
afterAll(() => shop.close());

/** What the order's page says first. */
async function pageOf(orderId: string) {
  const [order, payment] = await Promise.all([findOrder(shop.store.id, orderId), findPayment(shop.store.id, orderId)]);
  if (!order) throw new Error("no such order");
  return pageStateOf(order, payment?.attempts.at(-1) ?? null);
}

/** The attempt went out so long ago that a gateway which knows nothing of it will never do. */
async function letMinutesPass(attemptId: string): Promise<void> {
  const where = { storeId_id: { storeId: shop.store.id, id: attemptId } };
  await withStore(shop.store.id, (tx) => tx.paymentAttempt.update({ where, data: { submittedAt: after(-2 * minuteMs) } }));
}

it("the gateway down: the order and its goods wait, the shopper is told, and pays the same order when it is back", async () => {
  await shop.sandbox.hangUp();
  const { orderId, attemptId, variantId, status } = await shop.buy({ stock: 1 });
  expect(status).toBe("silent");
  expect(await pageOf(orderId)).toBe("checking");
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 1, reserved: 1 });
  const another = { orderId, method: "card", instalments: 1 } as const;
  expect(await payAgain(shop.store.id, another)).toEqual({ ok: false, code: "still_checking" });
  expect(translator("pt-BR", "checkout")("notices.still_checking")).toContain("Espere um instante e tente de novo");

  await shop.sandbox.answerAgain();
  await letMinutesPass(attemptId);
  for (const time of [0, 1]) await pollAttempt(shop.store.id, attemptId, time);
  expect(await pageOf(orderId)).toBe("failed");
  const again = await payAgain(shop.store.id, another);
  if (!again.ok) throw new Error(again.code);
  expect(await shop.charge(again.value, approved)).toBe("captured");
  expect(await pageOf(orderId)).toBe("paid");
  expect(await shop.stockOf(variantId)).toEqual({ onHand: 0, reserved: 0 });
}, 240_000);
