import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { shipOrder } from "@/lib/orders/ship";
import { type PagarmeShop, startPagarmeShop } from "@/tests/factories/pagarme-shop";
import { approved } from "@/tests/factories/shop";
import { cancelOrder } from "./cancel-order";

let shop: PagarmeShop;
beforeAll(async () => {
  shop = await startPagarmeShop();
});
afterAll(() => shop.close());

it("an order that is cancelled and shipped at the same moment becomes one of the two", async () => {
  const actorId = newId();
  for (let round = 0; round < 6; round++) {
    const { orderId, variantId } = await shop.buy({ method: "card", card: approved });
    const [shipped, cancelled] = await Promise.all([
      shipOrder(shop.store.id, { orderId, actorId, carrier: "", trackingCode: "", trackingUrl: "" }),
      cancelOrder(shop.store.id, { orderId, actorId, restock: true }),
    ]);
    expect([shipped.ok, cancelled.ok].filter(Boolean)).toHaveLength(1);
    const order = await shop.read(orderId);
    expect(order.status).toBe(shipped.ok ? "fulfilled" : "cancelled");
    expect(order.payment?.refunds).toHaveLength(shipped.ok ? 0 : 1);
    expect(await shop.stockOf(variantId)).toEqual({ onHand: shipped.ok ? 4 : 5, reserved: 0 });
  }
});
