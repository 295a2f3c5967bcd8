import { beforeEach, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { after, hourMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { recordedEvents } from "@/tests/factories/events";
import { makeOrderRow } from "@/tests/factories/order-row";
import { makeProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";
import { adjustStock } from "./commands";
import { reserveStock } from "./holds";
import { listLowStock, listMovements } from "./queries";
import { adjustmentForm } from "./schema";

let store: StoreView;
const actorId = newId();

beforeEach(async () => {
  store = await makeStore();
});

const adjust = (variantId: string, delta: number) =>
  adjustStock(store.id, { variantId, delta, reason: "damaged", note: "Broken on the way" }, actorId);

test("an adjustment changes the count, is in the ledger with its reason, and is told", async () => {
  const { id, variantId } = await makeProduct(store, { variants: [{ stock: 5, optionValues: ["M"] }], options: { Size: ["M"] } });
  expect(await adjust(variantId, -2)).toMatchObject({ ok: true });
  expect(await listMovements(store.id, id)).toMatchObject([
    { variantId, variantTitle: "M", delta: -2, reason: "damaged", note: "Broken on the way", orderId: null },
  ]);
  expect(await recordedEvents(store, "stock.changed")).toEqual([{ storeId: store.id, productIds: [id] }]);
});

test("ten adjustments at once all count", async () => {
  const { id, variantId } = await makeProduct(store, { variants: [{ stock: 5 }] });
  await Promise.all(Array.from({ length: 10 }, () => adjust(variantId, 1)));
  const [level] = await withStore(store.id, (tx) => tx.inventoryLevel.findMany({ where: { variantId } }));
  expect([level?.onHand, (await listMovements(store.id, id)).length]).toEqual([15, 10]);
});

test("units that buyers were promised cannot be taken away", async () => {
  const { id, variantId } = await makeProduct(store, { variants: [{ stock: 2 }] });
  const order = await makeOrderRow(store);
  await withStore(store.id, (tx) => reserveStock(tx, store.id, order.id, [{ variantId, quantity: 2 }], after(hourMs)));
  expect(await adjust(variantId, -1)).toEqual({ ok: false, code: "below_reserved" });
  expect(await listMovements(store.id, id)).toEqual([]);
});

test("the database itself refuses to promise more than there is", async () => {
  const { variantId } = await makeProduct(store, { variants: [{ stock: 1 }] });
  const overpromise = withStore(store.id, (tx) => tx.inventoryLevel.updateMany({ where: { variantId }, data: { reserved: 2 } }));
  await expect(overpromise).rejects.toThrow("inventory_level_reserved");
});

test("another store's variant is not found, and a count has an upper end", async () => {
  const theirs = await makeProduct(await makeStore());
  expect(await adjust(theirs.variantId, 1)).toEqual({ ok: false, code: "not_found" });
  const { variantId } = await makeProduct(store, { variants: [{ stock: 999_999 }] });
  expect(await adjust(variantId, 2)).toEqual({ ok: false, code: "too_many_units" });
});

test("what is scarce is listed, the scarcest first", async () => {
  await makeProduct(store, { title: "Plenty", variants: [{ stock: 50 }] });
  await makeProduct(store, { title: "Few", variants: [{ stock: 3 }] });
  await makeProduct(store, { title: "None", variants: [{ stock: 0 }] });
  await makeProduct(store, { title: "Uncounted", variants: [{ stock: 0, isTracked: false }] });
  await makeProduct(store, { title: "Draft", status: "draft", variants: [{ stock: 0 }] });
  expect((await listLowStock(store.id, 5)).map(({ productTitle, available }) => [productTitle, available])).toEqual([
    ["None", 0],
    ["Few", 3],
  ]);
});

test.each([
  ["0", "no_change"],
  ["", "no_change"],
  ["1.5", "not_a_number"],
  ["many", "not_a_number"],
  ["1000001", "too_many_units"],
])("a change of %j is refused: %s", (delta, code) => {
  const parsed = adjustmentForm.safeParse({ variantId: newId(), delta, reason: "adjustment", note: "" });
  expect(parsed.error?.issues[0]?.message).toBe(code);
});
