import { expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { dayMs, hourMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { makeOrderRow } from "@/tests/factories/order-row";
import { makeStore } from "@/tests/factories/store";
import { listBestSellers } from "./best-sellers";
import { readSales } from "./sales";

type Sold = { daysAgo: number; totalCents: number; status?: string; goods?: { productId: string; title: string; quantity: number }[] };

/** A paid order of a day, counted back from noon of today in UTC, which is the store's time zone. */
async function sell(store: StoreView, now: Date, { daysAgo, totalCents, status = "confirmed", goods = [] }: Sold): Promise<void> {
  const { id } = await makeOrderRow(store);
  const confirmedAt = new Date(now.getTime() - daysAgo * dayMs);
  await withStore(store.id, async (tx) => {
    const data = { status, confirmedAt, subtotalCents: totalCents, totalCents };
    await tx.order.update({ where: { storeId_id: { storeId: store.id, id } }, data });
    const lines = goods.map(({ productId, title, quantity }, position) => {
      return {
        storeId: store.id,
        orderId: id,
        position,
        productId,
        title,
        slug: title,
        unitPriceCents: 1000,
        quantity,
        totalCents: 1000 * quantity,
      };
    });
    await tx.orderLine.createMany({ data: lines });
  });
}

const noon = () => new Date(Math.floor(Date.now() / dayMs) * dayMs + 12 * hourMs);

test("sales are those of paid orders, today beside the same weekday, a month beside the month before", async () => {
  const [store, other] = [await makeStore(), await makeStore()];
  const now = noon();
  for (const totalCents of [5000, 7000]) await sell(store, now, { daysAgo: 0.1, totalCents });
  await sell(store, now, { daysAgo: 0.1, totalCents: 90_000, status: "cancelled" });
  await sell(store, now, { daysAgo: 7.1, totalCents: 4000 });
  await sell(store, now, { daysAgo: 6.9, totalCents: 1000 });
  await sell(store, now, { daysAgo: 31, totalCents: 3000 });
  await sell(other, now, { daysAgo: 0.1, totalCents: 8000 });
  await makeOrderRow(store);

  const { today, weekAgo, days, monthCents } = await readSales(store, now);
  expect(today).toEqual({ orders: 2, salesCents: 12_000 });
  expect(weekAgo).toEqual({ orders: 1, salesCents: 4000 });
  expect(days).toHaveLength(30);
  expect(days.at(-1)).toMatchObject({ value: 12_000, before: 0 });
  expect(days.find(({ before }) => before > 0)).toMatchObject({ before: 3000 });
  expect(monthCents).toBe(17_000);
});

test("best sellers are told by units of the last 30 days, under the name they have now", async () => {
  const [store, other] = [await makeStore(), await makeStore()];
  const now = new Date();
  const [mug, vase, old] = [newId(), newId(), newId()];
  await sell(store, now, { daysAgo: 9, totalCents: 2000, goods: [{ productId: mug, title: "Mug", quantity: 2 }] });
  await sell(store, now, {
    daysAgo: 1,
    totalCents: 4000,
    goods: [
      { productId: mug, title: "Big mug", quantity: 1 },
      { productId: vase, title: "Vase", quantity: 2 },
    ],
  });
  await sell(store, now, { daysAgo: 1, totalCents: 9000, status: "cancelled", goods: [{ productId: vase, title: "Vase", quantity: 9 }] });
  await sell(store, now, { daysAgo: 40, totalCents: 9000, goods: [{ productId: old, title: "Old", quantity: 9 }] });
  await sell(other, now, { daysAgo: 1, totalCents: 9000, goods: [{ productId: newId(), title: "Theirs", quantity: 9 }] });

  expect(await listBestSellers(store)).toEqual([
    { productId: mug, title: "Big mug", units: 3, salesCents: 3000 },
    { productId: vase, title: "Vase", units: 2, salesCents: 2000 },
  ]);
});
