import { beforeEach, expect, test } from "vitest";
import { after, hourMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { makeOrderRow } from "@/tests/factories/order-row";
import { makeProduct, type TestVariant } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";
import { commitHolds, releaseHolds, reserveStock, returnStock } from "./holds";
import type { StockLine } from "./rules";

let store: StoreView;

beforeEach(async () => {
  store = await makeStore();
});

async function makeVariant(variant: TestVariant): Promise<string> {
  return (await makeProduct(store, { variants: [variant] })).variantId;
}

async function makeOrder(): Promise<string> {
  return (await makeOrderRow(store)).id;
}

const reserve = (orderId: string, ...lines: StockLine[]) =>
  withStore(store.id, (tx) => reserveStock(tx, store.id, orderId, lines, after(hourMs)));
const commit = (orderId: string) => withStore(store.id, (tx) => commitHolds(tx, store.id, orderId));
const release = (orderId: string) => withStore(store.id, (tx) => releaseHolds(tx, store.id, orderId));
const giveBack = (orderId: string) => withStore(store.id, (tx) => returnStock(tx, store.id, orderId));

async function stockOf(variantId: string): Promise<{ onHand: number; reserved: number }> {
  return withStore(store.id, (tx) =>
    tx.inventoryLevel.findUniqueOrThrow({
      where: { storeId_variantId: { storeId: store.id, variantId } },
      select: { onHand: true, reserved: true },
    }),
  );
}

async function ledgerOf(variantId: string): Promise<number[]> {
  const rows = await withStore(store.id, (tx) =>
    tx.inventoryMovement.findMany({ where: { storeId: store.id, variantId }, orderBy: { createdAt: "asc" }, select: { delta: true } }),
  );
  return rows.map((row) => row.delta);
}

test("the last unit goes to one of two buyers", async () => {
  const variantId = await makeVariant({ stock: 1 });
  const orders = await Promise.all([makeOrder(), makeOrder()]);

  const outcomes = await Promise.all(orders.map((orderId) => reserve(orderId, { variantId, quantity: 1 })));

  expect(outcomes.map((outcome) => outcome.ok).sort()).toEqual([false, true]);
  expect(await stockOf(variantId)).toEqual({ onHand: 1, reserved: 1 });
});

test("twenty buyers of seven units take seven, and nobody waits on a deadlock", async () => {
  const [one, other] = [await makeVariant({ stock: 7 }), await makeVariant({ stock: 7 })];
  const orders = await Promise.all(Array.from({ length: 20 }, makeOrder));

  const outcomes = await Promise.all(
    orders.map((orderId, index) => {
      const lines = [
        { variantId: one, quantity: 1 },
        { variantId: other, quantity: 1 },
      ];
      return reserve(orderId, ...(index % 2 ? lines : lines.reverse()));
    }),
  );

  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(7);
  expect([await stockOf(one), await stockOf(other)]).toEqual(Array(2).fill({ onHand: 7, reserved: 7 }));
});

test("two lines of one variant cannot slip past its stock", async () => {
  const variantId = await makeVariant({ stock: 3 });
  const line = { variantId, quantity: 2 };

  expect(await reserve(await makeOrder(), line, line)).toEqual({ ok: false, code: "out_of_stock", variantIds: [variantId] });
  expect(await stockOf(variantId)).toEqual({ onHand: 3, reserved: 0 });
});

test("an order that lacks one thing reserves nothing, and names what is missing", async () => {
  const [plenty, none] = [await makeVariant({ stock: 5 }), await makeVariant({ stock: 0 })];

  const outcome = await reserve(await makeOrder(), { variantId: plenty, quantity: 1 }, { variantId: none, quantity: 1 });

  expect(outcome).toEqual({ ok: false, code: "out_of_stock", variantIds: [none] });
  expect(await stockOf(plenty)).toEqual({ onHand: 5, reserved: 0 });
});

test("another store's variant is as good as none", async () => {
  const elsewhere = await makeProduct(await makeStore(), { variants: [{ stock: 5 }] });
  const outcome = await reserve(await makeOrder(), { variantId: elsewhere.variantId, quantity: 1 });
  expect(outcome).toMatchObject({ ok: false, variantIds: [elsewhere.variantId] });
});

test("reserving, committing, releasing and returning twice equals once", async () => {
  const variantId = await makeVariant({ stock: 5 });
  const orderId = await makeOrder();

  for (let time = 0; time < 2; time++) expect(await reserve(orderId, { variantId, quantity: 2 })).toMatchObject({ ok: true });
  expect(await stockOf(variantId)).toEqual({ onHand: 5, reserved: 2 });

  for (let time = 0; time < 2; time++) expect(await commit(orderId)).toMatchObject({ ok: true });
  await release(orderId);
  expect(await stockOf(variantId)).toEqual({ onHand: 3, reserved: 0 });

  for (let time = 0; time < 2; time++) await giveBack(orderId);
  expect(await stockOf(variantId)).toEqual({ onHand: 5, reserved: 0 });
  expect(await ledgerOf(variantId)).toEqual([-2, 2]);
});

test("payment and expiry at the same moment sell or release the units, never both", async () => {
  const variantId = await makeVariant({ stock: 5 });
  const orderId = await makeOrder();
  await reserve(orderId, { variantId, quantity: 2 });

  const [sold] = await Promise.all([commit(orderId), release(orderId)]);

  expect(await stockOf(variantId)).toEqual({ onHand: sold.ok ? 3 : 5, reserved: 0 });
});

test("late money on a released order can hold its units again", async () => {
  const variantId = await makeVariant({ stock: 1 });
  const orderId = await makeOrder();
  await reserve(orderId, { variantId, quantity: 1 });
  await release(orderId);

  expect(await commit(orderId)).toEqual({ ok: false, code: "not_held" });
  expect(await reserve(orderId, { variantId, quantity: 1 })).toMatchObject({ ok: true });
  expect(await commit(orderId)).toMatchObject({ ok: true });
  expect(await stockOf(variantId)).toEqual({ onHand: 0, reserved: 0 });
});

test("a variant sold beyond its stock counts below zero", async () => {
  const variantId = await makeVariant({ stock: 0, allowBackorder: true });
  const orderId = await makeOrder();
  await reserve(orderId, { variantId, quantity: 3 });
  await commit(orderId);
  expect(await stockOf(variantId)).toEqual({ onHand: -3, reserved: 0 });
});

test("a variant without tracked stock is sold and returned without a count", async () => {
  const variantId = await makeVariant({ stock: 0, isTracked: false });
  const orderId = await makeOrder();
  await reserve(orderId, { variantId, quantity: 3 });
  await commit(orderId);
  await giveBack(orderId);
  expect(await stockOf(variantId)).toEqual({ onHand: 0, reserved: 0 });
  expect(await ledgerOf(variantId)).toEqual([]);
});

test("search hears of stock that was set aside", async () => {
  const { id, variantId } = await makeProduct(store);
  const orderId = await makeOrder();
  await reserve(orderId, { variantId, quantity: 1 });
  const events = await withStore(store.id, (tx) => tx.outboxEvent.findMany({ where: { storeId: store.id, name: "stock.changed" } }));
  expect(events.map((event) => event.payload)).toEqual([{ storeId: store.id, productIds: [id] }]);
});
