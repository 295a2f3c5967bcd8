import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { type PagarmeShop, startPagarmeShop } from "@/tests/factories/pagarme-shop";

let shop: PagarmeShop;
beforeAll(async () => {
  shop = await startPagarmeShop();
});
afterAll(() => shop.close());

it("the database refuses money facts about attempts that do not exist, and attempts at orders that do not", async () => {
  const { orderId, attemptId } = await shop.buy();
  const { storeId, paymentId, gatewayAccountId } = await withStore(shop.store.id, (tx) =>
    tx.paymentAttempt.findUniqueOrThrow({ where: { storeId_id: { storeId: shop.store.id, id: attemptId } } }),
  );
  const gone = { storeId, paymentId, attemptId: newId(), gatewayRef: "ch_1", amountCents: 1 };
  const attempt = { storeId, paymentId, gatewayAccountId, attemptNo: 9, method: "pix", amountCents: 1, gatewayCode: newId() };
  const refused = /Foreign key constraint/;
  await expect(withStore(shop.store.id, (tx) => tx.paymentAttempt.create({ data: { ...attempt, orderId: newId() } }))).rejects.toThrow(
    refused,
  );
  await expect(
    withStore(shop.store.id, (tx) => tx.ledgerEntry.create({ data: { ...gone, kind: "captured", occurredAt: new Date() } })),
  ).rejects.toThrow(refused);
  await expect(withStore(shop.store.id, (tx) => tx.refund.create({ data: gone }))).rejects.toThrow(refused);
  await expect(
    withStore(shop.store.id, (tx) => tx.dispute.create({ data: { ...gone, status: "lost", openedAt: new Date() } })),
  ).rejects.toThrow(refused);
  await withStore(shop.store.id, (tx) => tx.paymentAttempt.create({ data: { ...attempt, orderId } }));
});
