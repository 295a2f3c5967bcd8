import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { payAgain } from "@/lib/checkout/pay-again";
import { placeOrder } from "@/lib/checkout/place";
import { minuteMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import { expireOrder } from "@/lib/payments/expire";
import { checkInvariants } from "@/lib/payments/invariants";
import { settleAttempt } from "@/lib/payments/settle";
import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { makeCheckout, placing } from "@/tests/factories/checkout";
import { startGateway } from "@/tests/factories/gateway";
import { makeProduct } from "@/tests/factories/product";
import { openShop, type Shop } from "@/tests/factories/shop";

let sandbox: RunningSandbox;
let holding: Shop;
let selling: Shop;
beforeAll(async () => {
  sandbox = await startGateway();
  holding = await openShop(sandbox);
  selling = await openShop(sandbox, { boletoStock: "sell" });
});
afterAll(() => sandbox.close());

const stockOf = async ({ store }: Shop, variantId: string) => {
  const where = { storeId_variantId: { storeId: store.id, variantId } };
  const { onHand, reserved } = await withStore(store.id, (tx) => tx.inventoryLevel.findUniqueOrThrow({ where }));
  return { onHand, reserved };
};
const orderOf = ({ store }: Shop, id: string) =>
  withStore(store.id, (tx) =>
    tx.order.findUniqueOrThrow({
      where: { storeId_id: { storeId: store.id, id } },
      include: { payment: { include: { refunds: true } } },
    }),
  );
/** The last one of a product, and another shopper who is about to pay for it by boleto. */
const lastOne = async ({ store, rateId }: Shop) => {
  const { variantId } = await makeProduct(store, { variants: [{ priceCents: 10_000, stock: 1 }] });
  const rival = await makeCheckout(store, rateId, [{ variantId }]);
  return { variantId, placeRival: () => placeOrder(store, placing(rival, "boleto")) };
};

describe("a store that holds the products of an unpaid boleto", () => {
  it("sells the last one to nobody else until the boleto can no longer clear", async () => {
    const { variantId, placeRival } = await lastOne(holding);
    const { orderId } = await holding.buy({ method: "boleto", variantId });
    expect(await stockOf(holding, variantId)).toEqual({ onHand: 1, reserved: 1 });
    expect(await placeRival()).toEqual({ ok: false, code: "cart_empty" });

    await holding.endHold(orderId);
    expect(await expireOrder(holding.store.id, orderId)).toBe("expired");
    expect(await placeRival()).toMatchObject({ ok: true });
  });
});

describe("a store that goes on selling while a boleto is unpaid", () => {
  it("lets several shoppers have a boleto for the last one, and gives it to who pays first", async () => {
    const first = await selling.buy({ method: "boleto", stock: 1 });
    const second = await selling.buy({ method: "boleto", variantId: first.variantId });
    expect(await stockOf(selling, first.variantId)).toEqual({ onHand: 1, reserved: 0 });

    await selling.pay(second.attemptId);
    await settleAttempt(selling.store.id, second.attemptId);
    expect(await orderOf(selling, second.orderId)).toMatchObject({ status: "confirmed", flags: [] });
    expect(await stockOf(selling, first.variantId)).toEqual({ onHand: 0, reserved: 0 });

    await selling.pay(first.attemptId);
    await settleAttempt(selling.store.id, first.attemptId);
    expect(await orderOf(selling, first.orderId)).toMatchObject({
      status: "awaiting_payment",
      flags: ["paid_unfulfillable"],
      payment: { capturedCents: 11_500, refunds: [{ amountCents: 11_500, status: "needs_data", reason: "unfulfillable" }] },
    });
    expect(await stockOf(selling, first.variantId)).toEqual({ onHand: 0, reserved: 0 });
  });

  it("leaves late money to a person where it says so", async () => {
    const careful = await openShop(sandbox, { boletoStock: "sell", lateMoney: "hold" });
    const late = await careful.buy({ method: "boleto", stock: 1 });
    await careful.buy({ method: "pix", variantId: late.variantId });
    await careful.pay(late.attemptId);
    await settleAttempt(careful.store.id, late.attemptId);
    expect(await orderOf(careful, late.orderId)).toMatchObject({ flags: ["paid_unfulfillable"], payment: { refunds: [] } });
  });

  it("takes no order for what is gone already", async () => {
    const { variantId, placeRival } = await lastOne(selling);
    await selling.buy({ method: "pix", variantId });
    expect(await placeRival()).toEqual({ ok: false, code: "cart_empty" });
    expect(await stockOf(selling, variantId)).toEqual({ onHand: 1, reserved: 1 });
  });

  it("gives back what a Pix held when the shopper takes a boleto instead, and holds it again for a Pix", async () => {
    const { orderId, variantId } = await selling.buy({ method: "pix", stock: 1 });
    expect(await stockOf(selling, variantId)).toEqual({ onHand: 1, reserved: 1 });
    await selling.again(orderId, "boleto");
    expect(await stockOf(selling, variantId)).toEqual({ onHand: 1, reserved: 0 });

    await selling.buy({ method: "pix", variantId });
    expect(await payAgain(selling.store.id, { orderId, method: "pix", instalments: 1 })).toEqual({ ok: false, code: "out_of_stock" });
  });

  it("ends an order that nobody paid like any other", async () => {
    const { orderId, variantId } = await selling.buy({ method: "boleto", stock: 1 });
    await selling.endHold(orderId);
    expect(await expireOrder(selling.store.id, orderId)).toBe("expired");
    expect(await orderOf(selling, orderId)).toMatchObject({ status: "expired" });
    expect(await stockOf(selling, variantId)).toEqual({ onHand: 1, reserved: 0 });
  });

  it("keeps every sum right", async () => {
    const nothing = async () => [];
    const ports = { listBookDifferences: nothing, listStaleProducts: nothing };
    const results = await checkInvariants(selling.store.id, { graceMs: minuteMs, ports });
    expect(results.flatMap(({ findings }) => findings)).toEqual([]);
  });
});
