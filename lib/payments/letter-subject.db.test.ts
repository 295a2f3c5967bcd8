import { expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { countLetterStores } from "@/lib/events/dead-letters";
import { showPayload } from "@/lib/events/shown-payload";
import { letterOf } from "@/tests/factories/dead-letters";
import { makeOrderRow } from "@/tests/factories/order-row";
import { makeProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";
import { findLetterSubject } from "./letter-subject";

it("a letter says which order or product it is about", async () => {
  const store = await makeStore();
  const [order, product] = [await makeOrderRow(store), await makeProduct(store, { title: "Caneca Bruma" })];
  const about = (payload: object) => findLetterSubject(store.id, showPayload(payload));
  expect(await about({ storeId: store.id, orderId: order.id })).toEqual({ kind: "order", id: order.id, name: String(order.number) });
  expect(await about({ productId: product.id, version: 2 })).toEqual({ kind: "product", id: product.id, name: "Caneca Bruma" });
  expect(await about({ orderId: newId() })).toBeNull();
  expect(await about({ noticeId: newId() })).toBeNull();
  expect(await about({ importId: newId() })).toBeNull();
});

it("a letter says nothing of another store's order", async () => {
  const [own, other] = [await makeStore(), await makeStore()];
  const { id: orderId } = await makeOrderRow(other);
  expect(await findLetterSubject(own.id, showPayload({ orderId }))).toBeNull();
});

it("operators choose among the stores that have open letters", async () => {
  const [failing, quiet] = [await makeStore(), await makeStore()];
  await letterOf(failing);
  await letterOf(failing);
  const stores = await countLetterStores("open");
  expect(stores).toContainEqual({ storeId: failing.id, count: 2 });
  expect(stores.map(({ storeId }) => storeId)).not.toContain(quiet.id);
  expect(await countLetterStores("discarded")).toEqual([]);
});
