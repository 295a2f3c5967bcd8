import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { withPlatform, withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { makeAccount, makeCheckout, makeRate, placing, quoted } from "@/tests/factories/checkout";
import { makeProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";
import { setCoupon } from "./commands";
import { placeOrder } from "./place";

let store: StoreView;
let rateId: string;
beforeAll(async () => {
  store = await makeStore({ locale: "pt-BR", currency: "BRL", country: "BR" });
  rateId = await makeRate(store);
  await makeAccount(store, {}, { pixDiscountPercent: 10, maxInstalments: 6 });
});

const stockOf = async (variantId: string) => {
  const level = await withStore(store.id, (tx) =>
    tx.inventoryLevel.findUniqueOrThrow({ where: { storeId_variantId: { storeId: store.id, variantId } } }),
  );
  return { onHand: level.onHand, reserved: level.reserved };
};
const eventsOf = (name: string, orderId: string) =>
  withPlatform((tx) => tx.outboxEvent.count({ where: { storeId: store.id, name, payload: { path: ["orderId"], equals: orderId } } }));
const makeCoupon = (code: string, maxUses: number | null = null) =>
  withStore(store.id, (tx) =>
    tx.coupon.create({ data: { storeId: store.id, id: newId(), code, kind: "fixed", amountCents: 500, maxUses } }),
  );

describe("placing an order", () => {
  it("keeps the names, prices and address of that moment, holds the goods and starts the clock", async () => {
    const product = await makeProduct(store, { title: "Vestido", variants: [{ priceCents: 10_000, stock: 5 }] });
    const checkout = await makeCheckout(store, rateId, [{ variantId: product.variantId, quantity: 2 }]);
    const placed = await placeOrder(store, placing(checkout));
    if (!placed.ok) throw new Error(placed.code);

    const order = await withStore(store.id, (tx) =>
      tx.order.findUniqueOrThrow({
        where: { storeId_id: { storeId: store.id, id: placed.value.orderId } },
        include: { lines: true, person: true, payment: true, holds: true },
      }),
    );
    expect(order).toMatchObject({
      status: "awaiting_payment",
      subtotalCents: 20_000,
      shippingCents: 1500,
      discountCents: 2000,
      totalCents: 19_500,
    });
    expect(order.lines).toMatchObject([{ title: "Vestido", unitPriceCents: 10_000, quantity: 2, totalCents: 20_000 }]);
    expect(order.person).toMatchObject({ email: "ana@example.com", document: "12345678909" });
    expect(order.payment?.amountCents).toBe(19_500);
    expect(order.holds).toMatchObject([{ status: "held", quantity: 2 }]);
    expect(await stockOf(product.variantId)).toEqual({ onHand: 5, reserved: 2 });
    expect(await eventsOf("order.placed", order.id)).toBe(1);
    expect(await eventsOf("order.hold_ended", order.id)).toBe(1);
  });

  it("makes one order of a double click and of two tabs", async () => {
    const { variantId } = await makeProduct(store, { variants: [{ stock: 5 }] });
    const checkout = await makeCheckout(store, rateId, [{ variantId }]);
    const clicks = await Promise.all(Array.from({ length: 6 }, () => placeOrder(store, placing(checkout))));

    const orders = clicks.map((click) => (click.ok ? click.value.orderId : click.code));
    expect(new Set(orders).size).toBe(1);
    expect(await stockOf(variantId)).toEqual({ onHand: 5, reserved: 1 });
    expect(new Set(clicks.map((click) => click.ok && click.value.token)).size).toBe(1);
    expect(new Set(clicks.map((click) => click.ok && click.value.attemptId)).size).toBe(1);
  });

  it("sells the last unit to one of many buyers", async () => {
    const { variantId } = await makeProduct(store, { variants: [{ stock: 2 }] });
    const checkouts = await Promise.all(Array.from({ length: 6 }, () => makeCheckout(store, rateId, [{ variantId }])));
    const outcomes = await Promise.all(checkouts.map((checkout) => placeOrder(store, placing(checkout))));

    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(2);
    expect(outcomes.every((outcome) => outcome.ok || ["out_of_stock", "quote_changed", "cart_empty"].includes(outcome.code))).toBe(true);
    expect(await stockOf(variantId)).toEqual({ onHand: 2, reserved: 2 });
  });

  it("does not deadlock when two buyers want the same things in another order, and keeps nothing of a refused order", async () => {
    const one = await makeProduct(store, { variants: [{ stock: 1 }] });
    const two = await makeProduct(store, { variants: [{ stock: 1 }] });
    const wishes = [{ variantId: one.variantId }, { variantId: two.variantId }];
    const [first, second] = [await makeCheckout(store, rateId, wishes), await makeCheckout(store, rateId, wishes.toReversed())];
    const outcomes = await Promise.all([placeOrder(store, placing(first)), placeOrder(store, placing(second))]);

    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await stockOf(one.variantId)).toEqual({ onHand: 1, reserved: 1 });
    expect(await stockOf(two.variantId)).toEqual({ onHand: 1, reserved: 1 });
  });

  it("asks again when a price changed since the shopper saw it", async () => {
    const { variantId } = await makeProduct(store, { variants: [{ priceCents: 1000 }] });
    const checkout = await makeCheckout(store, rateId, [{ variantId }]);
    await withStore(store.id, (tx) =>
      tx.variant.update({ where: { storeId_id: { storeId: store.id, id: variantId } }, data: { priceCents: 1100 } }),
    );
    expect(await placeOrder(store, placing(checkout))).toEqual({ ok: false, code: "quote_changed" });

    const again = { ...checkout, ...(await quoted(store, checkout.cartToken)) };
    expect((await placeOrder(store, placing(again))).ok).toBe(true);
  });

  it("gives the last use of a coupon to one order; the other keeps its cart", async () => {
    await makeCoupon("ULTIMO", 1);
    const { variantId } = await makeProduct(store, { variants: [{ stock: 10 }] });
    const checkouts = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const made = await makeCheckout(store, rateId, [{ variantId }]);
        expect((await setCoupon(store, made.cartToken, "ultimo")).ok).toBe(true);
        return { ...made, ...(await quoted(store, made.cartToken)) };
      }),
    );
    const outcomes = await Promise.all(checkouts.map((checkout) => placeOrder(store, placing(checkout))));

    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.every((outcome) => outcome.ok || ["coupon_invalid", "quote_changed"].includes(outcome.code))).toBe(true);
    expect(await stockOf(variantId)).toEqual({ onHand: 10, reserved: 1 });
  });

  it("numbers the orders of a store one after another", async () => {
    const { variantId } = await makeProduct(store, { variants: [{ stock: 50 }] });
    const checkouts = await Promise.all(Array.from({ length: 5 }, () => makeCheckout(store, rateId, [{ variantId }])));
    const placed = await Promise.all(checkouts.map((checkout) => placeOrder(store, placing(checkout))));
    const ids = placed.flatMap((one) => (one.ok ? [one.value.orderId] : []));
    const rows = await withStore(store.id, (tx) =>
      tx.order.findMany({ where: { id: { in: ids } }, select: { number: true }, orderBy: { number: "asc" } }),
    );
    const numbers = rows.map(({ number }) => number);
    expect(numbers).toHaveLength(5);
    expect(numbers.at(-1)).toBe((numbers[0] ?? 0) + 4);
  });

  it("is paid at once when nothing is owed", async () => {
    const free = await makeStore({ currency: "BRL", country: "BR" });
    await makeAccount(free);
    const noPrice = await makeRate(free, 0);
    const { variantId } = await makeProduct(free, { variants: [{ priceCents: 0, stock: 3 }] });
    const placed = await placeOrder(free, placing(await makeCheckout(free, noPrice, [{ variantId }])));
    if (!placed.ok) throw new Error(placed.code);

    const order = await withStore(free.id, (tx) =>
      tx.order.findUniqueOrThrow({ where: { storeId_id: { storeId: free.id, id: placed.value.orderId } } }),
    );
    expect(order).toMatchObject({ status: "confirmed", paymentState: "paid", totalCents: 0 });
  });

  it("refuses more instalments than the store offers, and a way to pay that it does not take", async () => {
    const { variantId } = await makeProduct(store, { variants: [{ priceCents: 100_000 }] });
    const checkout = await makeCheckout(store, rateId, [{ variantId }]);
    expect(await placeOrder(store, placing(checkout, "card", 7))).toEqual({ ok: false, code: "method_unavailable" });
    expect(await placeOrder(store, placing(checkout, "hosted"))).toEqual({ ok: false, code: "method_unavailable" });
  });

  it("does not know another store's checkout", async () => {
    const other = await makeStore({ currency: "BRL", country: "BR" });
    const { variantId } = await makeProduct(store);
    const checkout = await makeCheckout(store, rateId, [{ variantId }]);
    expect(await placeOrder(other, placing(checkout))).toEqual({ ok: false, code: "not_found" });
  });
});
