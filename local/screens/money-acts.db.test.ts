import { afterAll, beforeAll, expect, it } from "vitest";
import { findReconciliation } from "@/lib/payments/reconcile-queries";
import { type PagarmeShop, startPagarmeShop } from "@/tests/factories/pagarme-shop";
import { approved } from "@/tests/factories/shop";
import { compareWithStray, refundedOrder } from "./money-acts";

let shop: PagarmeShop;
beforeAll(async () => {
  shop = await startPagarmeShop();
});
afterAll(() => shop.close());

it("a picture of a refund shows an order of which a part went back, the same one the next time", async () => {
  const { orderId } = await shop.buy({ method: "card", card: approved });

  expect(await refundedOrder(shop.store.id)).toBe(orderId);
  expect(await shop.read(orderId)).toMatchObject({ paymentState: "partially_refunded" });
  expect(await refundedOrder(shop.store.id)).toBe(orderId);
  expect((await shop.read(orderId)).payment?.refunds).toHaveLength(1);
});

it("a picture of the comparison shows a charge that no order here knows of", async () => {
  await compareWithStray(shop.store.id);

  const { accounts, open } = await findReconciliation(shop.store.id);
  expect(accounts).toMatchObject([{ lastRun: { status: "done", openCount: 1 } }]);
  expect(open).toMatchObject([{ kind: "unknown_here", there: { capturedCents: 4490 } }]);
});
