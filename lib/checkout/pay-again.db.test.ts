import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { after, dayMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import type { PaymentMethod } from "@/lib/payments/gateways/port";
import { settleAttempt } from "@/lib/payments/settle";
import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { startGateway } from "@/tests/factories/gateway";
import { approved, openShop, type Shop } from "@/tests/factories/shop";
import { payAgain } from "./pay-again";

let sandbox: RunningSandbox;
let shop: Shop;
beforeAll(async () => {
  sandbox = await startGateway();
  shop = await openShop(sandbox, { boletoDays: 15 });
});
afterAll(() => sandbox.close());

const again = ({ store }: Shop, orderId: string, method: PaymentMethod, instalments = 1) =>
  payAgain(store.id, { orderId, method, instalments });
const attemptsOf = ({ store }: Shop, orderId: string) =>
  withStore(store.id, (tx) => tx.paymentAttempt.findMany({ where: { storeId: store.id, orderId }, orderBy: { attemptNo: "asc" } }));
const orderOf = ({ store }: Shop, id: string) =>
  withStore(store.id, (tx) => tx.order.findUniqueOrThrow({ where: { storeId_id: { storeId: store.id, id } }, include: { payment: true } }));
/** The order as it is that many days after it was placed. */
const grow = ({ store }: Shop, id: string, days: number) =>
  withStore(store.id, (tx) =>
    tx.order.update({ where: { storeId_id: { storeId: store.id, id } }, data: { placedAt: after(-days * dayMs) } }),
  );
/** The shopper's bank takes the boleto that was on the page all the time. */
const payBoleto = async (on: Shop, { orderId, attemptId }: { orderId: string; attemptId: string }) => {
  expect(await settleAttempt(on.store.id, attemptId)).toBe("pending");
  await on.pay(attemptId);
  expect(await settleAttempt(on.store.id, attemptId)).toBe("captured");
  return orderOf(on, orderId);
};

describe("a way to pay that cannot follow", () => {
  it("leaves the boleto of an order that was placed too long ago as it is", async () => {
    const bought = await shop.buy({ method: "boleto" });
    await grow(shop, bought.orderId, 31);
    expect(await again(shop, bought.orderId, "pix")).toEqual({ ok: false, code: "not_payable" });
    expect(await payBoleto(shop, bought)).toMatchObject({ status: "confirmed" });
  });

  it("leaves the boleto as it is where the store does not take that way, or not in so many parts", async () => {
    const bought = await shop.buy({ method: "boleto" });
    expect(await again(shop, bought.orderId, "hosted")).toEqual({ ok: false, code: "method_unavailable" });
    expect(await again(shop, bought.orderId, "card", 12)).toEqual({ ok: false, code: "method_unavailable" });
    expect(await payBoleto(shop, bought)).toMatchObject({ status: "confirmed" });
  });

  it("leaves the boleto as it is where its goods, which stayed on sale, are sold out", async () => {
    const selling = await openShop(sandbox, { boletoStock: "sell" });
    const bought = await selling.buy({ method: "boleto", stock: 1 });
    await selling.buy({ method: "pix", variantId: bought.variantId });
    expect(await again(selling, bought.orderId, "pix")).toEqual({ ok: false, code: "out_of_stock" });
    expect(await settleAttempt(selling.store.id, bought.attemptId)).toBe("pending");
  });
});

describe("another way to pay", () => {
  it("is open for as long as the boleto of fifteen days is", async () => {
    const { orderId, attemptId } = await shop.buy({ method: "boleto" });
    await grow(shop, orderId, 8);
    expect(await again(shop, orderId, "pix")).toMatchObject({ ok: true });
    expect(await settleAttempt(shop.store.id, attemptId)).toBe("voided");
  });

  it("charges once, however often and however fast it is chosen", async () => {
    const { orderId } = await shop.buy({ method: "pix" });
    const clicks = Array.from({ length: 4 }, async () => {
      const opened = await again(shop, orderId, "card");
      return opened.ok ? shop.charge(opened.value, approved) : opened.code;
    });
    await Promise.all(clicks);
    for (const { id } of await attemptsOf(shop, orderId)) await settleAttempt(shop.store.id, id);

    const paid = (await attemptsOf(shop, orderId)).filter(({ status }) => status === "captured");
    expect(paid).toHaveLength(1);
    const order = await orderOf(shop, orderId);
    expect(order).toMatchObject({ status: "confirmed", flags: [], payment: { capturedCents: order.totalCents } });
    expect(await again(shop, orderId, "card")).toEqual({ ok: false, code: "already_paid" });
  });
});
