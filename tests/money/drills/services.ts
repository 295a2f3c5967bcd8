import { minuteMs } from "@/lib/core/time";
import { place, stockUp } from "../buying";
import { both, type Drill, expect, expectStatus, paidBuy } from "./scene";

/** The services beside the money. */
export const serviceDrills: readonly Drill[] = [
  {
    name: "the index answers with errors while goods are made, sold and paid",
    at: both,
    run: async (scene) => {
      const { merchant, town, diary } = scene;
      town.outage.index = true;
      try {
        const { orderId } = await paidBuy(scene);
        const order = await place(merchant, { wishes: [{ variantId: await stockUp(merchant.store, 3) }] });
        diary.orders += order ? 1 : 0;
        await town.queue.drain();
        await town.skip(2 * minuteMs);
        await town.queue.drain();
        expect(order !== null, "nothing is sold while the index fails");
        await expectStatus(scene, orderId, "confirmed", "nothing is confirmed while the index fails");
      } finally {
        town.outage.index = false;
      }
    },
  },
  {
    name: "the queue takes nothing while goods are sold and paid",
    at: both,
    run: async (scene) => {
      const { town } = scene;
      town.outage.queue = true;
      try {
        const { orderId } = await paidBuy(scene);
        await town.queue.drain();
        await expectStatus(scene, orderId, "confirmed", "nothing is confirmed while the queue is down");
      } finally {
        town.outage.queue = false;
      }
      await town.queue.drain();
    },
  },
];
