import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { placeOrder } from "@/lib/checkout/place";
import { newId } from "@/lib/core/ids";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { settleFreeOrder } from "@/lib/payments/start";
import type { StoreView } from "@/lib/stores/types";
import { makeAccount, makeCheckout, makeRate, placing } from "@/tests/factories/checkout";
import { startMailbox, type TestMailbox } from "@/tests/factories/mailbox";
import { makeMember } from "@/tests/factories/person";
import { makeProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";
import { listOrders } from "./list";
import { mailMerchant } from "./order-mail";
import { findOrder } from "./queries";
import { shipOrder } from "./ship";

let mailbox: TestMailbox;
beforeAll(async () => {
  mailbox = await startMailbox();
});
afterAll(() => mailbox.close());

async function makeShop(): Promise<StoreView> {
  const store = await makeStore({ locale: "pt-BR", currency: "BRL", country: "BR", name: "Aurora" });
  await makeAccount(store);
  return store;
}

async function place(store: StoreView): Promise<string> {
  const { variantId } = await makeProduct(store, { title: "Vaso Lua", variants: [{ priceCents: 10_000 }] });
  const placed = await placeOrder(store, placing(await makeCheckout(store, await makeRate(store), [{ variantId }])));
  if (!placed.ok) throw new Error(placed.code);
  return placed.value.orderId;
}

async function paid(store: StoreView): Promise<string> {
  const orderId = await place(store);
  await withStore(store.id, (tx) => settleFreeOrder(tx, store.id, orderId));
  return orderId;
}

const idsOf = async (store: StoreView, filter: Omit<Parameters<typeof listOrders>[1], "page">) =>
  (await listOrders(store.id, { ...filter, page: 1 })).items.map(({ id }) => id);
const parcel = (orderId: string) => ({ orderId, actorId: newId(), carrier: "Correios", trackingCode: "QB123", trackingUrl: "" });

describe("the list of orders", () => {
  it("shows the newest first, by what they wait for", async () => {
    const store = await makeShop();
    const [waiting, ready, sent] = [await place(store), await paid(store), await paid(store)];
    await shipOrder(store.id, parcel(sent));
    expect(await idsOf(store, {})).toEqual([sent, ready, waiting]);
    expect(await idsOf(store, { state: "to_ship" })).toEqual([ready]);
    expect(await idsOf(store, { state: "awaiting_payment" })).toEqual([waiting]);
    expect(await idsOf(store, { state: "shipped" })).toEqual([sent]);
    expect(await idsOf(store, { state: "to_capture" })).toEqual([]);
  });

  it("finds an order by its number, and by words of who bought it; a sign of the search's own finds nothing", async () => {
    const store = await makeShop();
    const [first, second] = [await place(store), await place(store)];
    const number = (await findOrder(store.id, first))?.number;
    expect(await idsOf(store, { search: `#${number}` })).toEqual([first]);
    expect(await idsOf(store, { search: "ana@EXAMPLE" })).toEqual([second, first]);
    expect(await idsOf(store, { search: "%" })).toEqual([]);
    expect(await idsOf(store, { search: "nobody" })).toEqual([]);
  });

  it("counts what it does not show, and shows nobody another store's", async () => {
    const [store, other] = [await makeShop(), await makeShop()];
    const orderId = await place(store);
    expect((await listOrders(store.id, { page: 1 })).total).toBe(1);
    expect(await listOrders(other.id, { page: 1 })).toEqual({ items: [], total: 0 });
    expect(await findOrder(other.id, orderId)).toBeNull();
  });
});

describe("shipping", () => {
  it("hands a paid order over once, with what it can be followed by", async () => {
    const store = await makeShop();
    const orderId = await paid(store);
    const shipped = await Promise.all([shipOrder(store.id, parcel(orderId)), shipOrder(store.id, parcel(orderId))]);
    expect(shipped.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await findOrder(store.id, orderId)).toMatchObject({
      status: "fulfilled",
      shipments: [{ carrier: "Correios", trackingCode: "QB123", status: "shipped" }],
    });
    const told = await withPlatform((tx) =>
      tx.outboxEvent.count({ where: { name: "order.shipped", payload: { path: ["orderId"], equals: orderId } } }),
    );
    expect(told).toBe(1);
  });

  it("is refused before the money came, after all of it went back, and for another store's order", async () => {
    const store = await makeShop();
    const refused = { ok: false, code: "not_shippable" };
    expect(await shipOrder(store.id, parcel(await place(store)))).toEqual(refused);
    const refunded = await paid(store);
    await withStore(store.id, (tx) =>
      tx.order.update({ where: { storeId_id: { storeId: store.id, id: refunded } }, data: { paymentState: "refunded" } }),
    );
    expect(await shipOrder(store.id, parcel(refunded))).toEqual(refused);
    expect(await shipOrder((await makeShop()).id, parcel(refunded))).toEqual({ ok: false, code: "not_found" });
  });
});

describe("the merchant's mail about a sale", () => {
  it("goes to the owners while the store names no address, once, with the order in it", async () => {
    const store = await makeShop();
    const owner = await makeMember(store, "owner");
    const orderId = await paid(store);
    await mailMerchant(store.id, orderId);
    await mailMerchant(store.id, orderId);
    const mails = await mailbox.to(owner.email);
    expect(mails).toHaveLength(1);
    const number = (await findOrder(store.id, orderId))?.number;
    expect(mails[0]?.subject).toContain(String(number));
    expect(mails[0]?.text).toContain(`/admin/${store.slug}/orders/${orderId}`);
    expect(mails[0]?.text).toContain("Vaso Lua");
    expect(mails[0]?.text).toMatch(/R\$\s115,00/);
  });

  it("goes to the store's own address where there is one", async () => {
    const store = await makeShop();
    const owner = await makeMember(store, "owner");
    const contact = `sales-${store.slug}@example.com`;
    await withPlatform((tx) => tx.store.update({ where: { id: store.id }, data: { contact: { email: contact } } }));
    await mailMerchant(store.id, await paid(store));
    expect(await mailbox.to(contact)).toHaveLength(1);
    expect(await mailbox.to(owner.email)).toEqual([]);
  });
});
