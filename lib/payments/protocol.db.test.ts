import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setCoupon } from "@/lib/checkout/commands";
import { placeOrder } from "@/lib/checkout/place";
import { newId } from "@/lib/core/ids";
import { dayMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { makeCheckout, placing, quoted } from "@/tests/factories/checkout";
import { startGateway } from "@/tests/factories/gateway";
import { makeProduct } from "@/tests/factories/product";
import { approved, openShop, type Shop } from "@/tests/factories/shop";
import { cancelOrder } from "./cancel-order";
import { expireOrder } from "./expire";
import { pollAttempt } from "./poll";
import { requestRefund, submitRefund } from "./refunds";
import { settleAttempt } from "./settle";

let sandbox: RunningSandbox;
let shop: Shop;
beforeAll(async () => {
  sandbox = await startGateway();
  shop = await openShop(sandbox);
});
afterAll(() => sandbox.close());

const readOrder = (id: string, { store }: Shop = shop) =>
  withStore(store.id, (tx) =>
    tx.order.findUniqueOrThrow({
      where: { storeId_id: { storeId: store.id, id } },
      include: { payment: { include: { refunds: true, attempts: { orderBy: { attemptNo: "asc" } } } } },
    }),
  );
const readAttempt = (id: string) =>
  withStore(shop.store.id, (tx) => tx.paymentAttempt.findUniqueOrThrow({ where: { storeId_id: { storeId: shop.store.id, id } } }));
/** As a bank that pays a code which was believed dead. */
const believeDead = (id: string) =>
  withStore(shop.store.id, (tx) =>
    tx.paymentAttempt.update({
      where: { storeId_id: { storeId: shop.store.id, id } },
      data: { status: "expired", finalAt: new Date(), nextPollAt: null },
    }),
  );

describe("an attempt that is still open when another one paid the order", () => {
  it("is cancelled at the gateway by its next poll, so that nobody pays twice", async () => {
    const { store } = shop;
    const { orderId, attemptId } = await shop.buy();
    await believeDead(attemptId);
    const second = await shop.again(orderId, "pix");
    await shop.pay(attemptId);
    expect(await settleAttempt(store.id, attemptId)).toBe("captured");
    expect(await readOrder(orderId)).toMatchObject({ status: "confirmed", flags: [] });

    await pollAttempt(store.id, second, 0);
    expect(await readAttempt(second)).toMatchObject({ status: "voided", nextPollAt: null });
  });
});

describe("an order that was paid in part alone", () => {
  const buyShort = async (on: Shop) => {
    await sandbox.fault({ operation: "POST /orders", effect: { kind: "wrong_amount", amount: 3000 } });
    const bought = await on.buy({ method: "card", card: approved });
    await on.endHold(bought.orderId);
    expect(await expireOrder(on.store.id, bought.orderId)).toBe("expired");
    return bought;
  };

  it("gives the part back at the end of its hold", async () => {
    const { orderId, attemptId } = await buyShort(shop);
    expect(await readOrder(orderId)).toMatchObject({ flags: ["amount_mismatch"], payment: { refunds: [{ amountCents: 3000 }] } });

    await pollAttempt(shop.store.id, attemptId, 0);
    expect(await readOrder(orderId)).toMatchObject({ status: "expired", paymentState: "refunded", flags: [] });
  });

  it("keeps the part for a person where the store says so", async () => {
    const careful = await openShop(sandbox, { lateMoney: "hold" });
    const { orderId } = await buyShort(careful);
    expect(await readOrder(orderId, careful)).toMatchObject({ flags: ["amount_mismatch"], payment: { refunds: [] } });
  });
});

describe("a coupon's last use", () => {
  it("stays with the order that has it, when an older order that gave it back is paid late", async () => {
    const { store, rateId } = shop;
    const couponId = newId();
    const coupon = { storeId: store.id, id: couponId, code: "UMA-VEZ", kind: "fixed", amountCents: 500, maxUses: 1 };
    await withStore(store.id, (tx) => tx.coupon.create({ data: coupon }));
    const { variantId } = await makeProduct(store, { variants: [{ priceCents: 10_000, stock: 9 }] });
    const place = async () => {
      const checkout = await makeCheckout(store, rateId, [{ variantId }]);
      expect(await setCoupon(store, checkout.cartToken, "uma-vez")).toMatchObject({ ok: true });
      const placed = await placeOrder(store, placing({ ...checkout, ...(await quoted(store, checkout.cartToken)) }));
      if (!placed.ok || !placed.value.attemptId) throw new Error("not placed");
      await shop.charge(placed.value.attemptId);
      return { orderId: placed.value.orderId, attemptId: placed.value.attemptId };
    };
    const used = () =>
      withStore(store.id, (tx) => tx.coupon.findUniqueOrThrow({ where: { storeId_id: { storeId: store.id, id: couponId } } }));

    const first = await place();
    await believeDead(first.attemptId);
    await shop.endHold(first.orderId);
    expect(await expireOrder(store.id, first.orderId)).toBe("expired");
    expect((await used()).used).toBe(0);
    const second = await place();
    await shop.pay(first.attemptId);
    await settleAttempt(store.id, first.attemptId);
    expect(await readOrder(first.orderId)).toMatchObject({ status: "confirmed", discountCents: 500 });
    expect((await used()).used).toBe(1);

    await shop.endHold(second.orderId);
    await expireOrder(store.id, second.orderId);
    expect((await used()).used).toBe(0);
  });
});

describe("a refund that waits", () => {
  it("has a timer that outlives its message, and is sent however late", async () => {
    const { store } = shop;
    const { orderId, attemptId } = await shop.buy({ method: "card", card: approved });
    const asked = await requestRefund(store.id, attemptId, { amountCents: 5000, reason: "", restock: false, requestedBy: null });
    if (!asked.ok) throw new Error(asked.code);
    expect((await readAttempt(attemptId)).nextPollAt).toBeInstanceOf(Date);

    const createdAt = new Date(Date.now() - 2 * dayMs);
    await withStore(store.id, (tx) =>
      tx.refund.update({ where: { storeId_id: { storeId: store.id, id: asked.value } }, data: { createdAt } }),
    );
    await pollAttempt(store.id, attemptId, 0);
    expect(await readOrder(orderId)).toMatchObject({ payment: { refundedCents: 5000, refunds: [{ status: "settled" }] } });
    expect((await readAttempt(attemptId)).nextPollAt).toBeNull();
  });

  it("is asked about again while the gateway is silent", async () => {
    const { store } = shop;
    const { attemptId } = await shop.buy({ method: "card", card: approved });
    await requestRefund(store.id, attemptId, { amountCents: 5000, reason: "", restock: false, requestedBy: null });
    await sandbox.fault({ operation: "DELETE /charges/{id}", effect: { kind: "fail_before", status: 500 } });
    await pollAttempt(store.id, attemptId, 0);
    expect(await readAttempt(attemptId)).toMatchObject({ pollCount: 1, nextPollAt: expect.any(Date) });

    await pollAttempt(store.id, attemptId, 1);
    expect(await readAttempt(attemptId)).toMatchObject({ nextPollAt: null });
  });
});

describe("a refund that the gateway refuses", () => {
  it("flags a cancelled order whose money stays, until it went back", async () => {
    const { store } = shop;
    const { orderId } = await shop.buy({ method: "card", card: approved });
    const cancelled = await cancelOrder(store.id, { orderId, actorId: newId(), restock: true });
    if (!cancelled.ok) throw new Error(cancelled.code);
    await sandbox.fault({ operation: "DELETE /charges/{id}", effect: { kind: "refuse", status: 412 } });
    expect(await submitRefund(store.id, cancelled.value.refundIds[0] ?? "")).toBe("failed");
    expect(await readOrder(orderId)).toMatchObject({ status: "cancelled", flags: ["paid_unfulfillable"] });

    const attemptId = (await readOrder(orderId)).payment?.attempts[0]?.id ?? "";
    const again = await requestRefund(store.id, attemptId, { reason: "", restock: false, requestedBy: null });
    if (!again.ok) throw new Error(again.code);
    expect(await submitRefund(store.id, again.value)).toBe("settled");
    expect(await readOrder(orderId)).toMatchObject({ flags: [], paymentState: "refunded" });
  });
});

describe("an unknown word of the gateway", () => {
  it("moves nothing of what is known", async () => {
    const { attemptId } = await shop.buy();
    const where = { storeId_id: { storeId: shop.store.id, id: attemptId } };
    await withStore(shop.store.id, (tx) => tx.paymentAttempt.update({ where, data: { status: "requires_action" } }));
    await sandbox.fault({ operation: "GET /orders/{id}", effect: { kind: "unknown_status", status: "under_observation" } });
    expect(await settleAttempt(shop.store.id, attemptId)).toBe("requires_action");
  });
});
