import { placeOrder } from "@/lib/checkout/place";
import type { StoreTx } from "@/lib/db/transaction";
import { placing } from "@/tests/factories/checkout";
import { charge, fillIn, makeCoupon, methodOf, place, stockUp, type Visit } from "../buying";
import { within } from "../rows";
import { both, type Drill, expect, expectStatus, type Scene, settle } from "./scene";

/** Has the visits happen at once; answers how many became orders. */
async function crowd({ merchant, diary }: Scene, visits: readonly Visit[]): Promise<number> {
  const placed = await Promise.all(visits.map((visit) => place(merchant, visit)));
  const orders = placed.filter((order) => order !== null).length;
  diary.orders += orders;
  return orders;
}

type Meddling = { coupon?: string; quantity?: number; act(tx: StoreTx, variantId: string): Promise<unknown> };

/** A visit in the middle of which the shop changes: nothing is sold that the shopper did not see. */
async function expectRefused(scene: Scene, { act, coupon, quantity = 1 }: Meddling): Promise<void> {
  const { store } = scene.merchant;
  const variantId = await stockUp(store, 5);
  const meanwhile = async () => void (await within(store, (tx) => act(tx, variantId)));
  const visit = { wishes: [{ variantId, quantity }], meanwhile, ...(coupon ? { coupon } : {}) };
  expect((await crowd(scene, [visit])) === 0, "an order took terms that nobody saw");
}

/** What shoppers do at once, and what changes under them. */
export const shopperDrills: readonly Drill[] = [
  {
    name: "eight buyers want the last two units at once",
    at: both,
    run: async (scene) => {
      const variantId = await stockUp(scene.merchant.store, 2);
      const orders = await crowd(
        scene,
        Array.from({ length: 8 }, () => ({ wishes: [{ variantId }] })),
      );
      expect(orders === 2, `the last two units were sold to ${orders} buyers`);
    },
  },
  {
    name: "carts that ask for more than there is",
    at: both,
    run: async (scene) => {
      const variantId = await stockUp(scene.merchant.store, 3);
      const orders = await crowd(
        scene,
        [2, 4, 2].map((quantity) => ({ wishes: [{ variantId, quantity }] })),
      );
      expect(orders > 0, "nobody was sold what there was");
    },
  },
  {
    name: "double click, two tabs",
    at: both,
    run: async ({ merchant, diary }) => {
      const variantId = await stockUp(merchant.store, 9);
      const placed = await place(merchant, { wishes: [{ variantId }], clicks: 6 });
      diary.orders += 1;
      await charge(merchant, placed?.attemptId ?? "", { clicks: 4 });
    },
  },
  {
    name: "the back button: what was placed and paid is sent again",
    at: both,
    run: async (scene) => {
      const { merchant, diary } = scene;
      const filled = await fillIn(merchant, { wishes: [{ variantId: await stockUp(merchant.store, 5) }] });
      if (typeof filled === "string") throw new Error(filled);
      const request = placing(filled, methodOf(merchant));
      const first = await placeOrder(merchant.store, request);
      if (!first.ok || !first.value.attemptId) throw new Error("not placed");
      diary.orders += 1;
      const { orderId, attemptId } = first.value;
      await charge(merchant, attemptId);
      await merchant.pay(attemptId);
      await settle(scene, attemptId);
      const again = await placeOrder(merchant.store, request);
      expect(again.ok && again.value.orderId === orderId, "a checkout became an order twice");
      expect((await charge(merchant, attemptId)) === null, "a paid order was charged again");
      await expectStatus(scene, orderId, "confirmed", "going back changed a paid order");
    },
  },
  {
    name: "the last use of a coupon",
    at: both,
    run: async (scene) => {
      await makeCoupon(scene.merchant.store, "LAST-ONE", 1);
      const variantId = await stockUp(scene.merchant.store, 20);
      await crowd(
        scene,
        Array.from({ length: 5 }, () => ({ wishes: [{ variantId }], coupon: "LAST-ONE" })),
      );
    },
  },
  {
    name: "the price changes between quote and click",
    at: both,
    run: (scene) =>
      expectRefused(scene, {
        act: (tx, id) => tx.variant.updateMany({ where: { storeId: scene.merchant.store.id, id }, data: { priceCents: 12_000 } }),
      }),
  },
  {
    name: "goods are counted anew, and are fewer, between quote and click",
    at: both,
    run: (scene) =>
      expectRefused(scene, {
        quantity: 3,
        act: (tx, variantId) =>
          tx.inventoryLevel.updateMany({ where: { storeId: scene.merchant.store.id, variantId }, data: { onHand: 2 } }),
      }),
  },
  {
    name: "the coupon ends between quote and click",
    at: both,
    run: async (scene) => {
      const storeId = scene.merchant.store.id;
      await makeCoupon(scene.merchant.store, "ENDS-NOW", 9);
      const act = (tx: StoreTx) => tx.coupon.updateMany({ where: { storeId, code: "ENDS-NOW" }, data: { isActive: false } });
      await expectRefused(scene, { coupon: "ENDS-NOW", act });
    },
  },
  {
    name: "the product is withdrawn between quote and click",
    at: both,
    run: (scene) =>
      expectRefused(scene, {
        act: (tx, id) =>
          tx.product.updateMany({ where: { storeId: scene.merchant.store.id, variants: { some: { id } } }, data: { status: "draft" } }),
      }),
  },
];
