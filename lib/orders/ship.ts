import { z } from "zod";
import { newId, type StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { withStore } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import { canShip } from "./rules";
import { addEntry } from "./timeline";
import { toOrderStatus } from "./types";

const line = (max: number) => z.string().trim().max(max, "too_long").default("");

export const shipmentInput = z.object({
  carrier: line(60),
  trackingCode: line(60),
  trackingUrl: z.union([z.literal(""), z.url({ protocol: /^https?$/, error: "url_invalid" }).max(500, "too_long")]).default(""),
});

export type Shipment = z.infer<typeof shipmentInput> & { orderId: string; actorId: string };

/** Marks an order as handed over for delivery; the shopper is told. Fails with `not_found`, or `not_shippable` before it is paid or after it ended. */
export async function shipOrder(
  storeId: StoreId,
  { orderId, actorId, ...parcel }: Shipment,
): Promise<Result<void, "not_found" | "not_shippable">> {
  return withStore(storeId, async (tx) => {
    const [order] = await tx.$queryRaw<{ status: string; paymentState: string; flags: string[] }[]>`
      select status, payment_state as "paymentState", flags from "order" where store_id = ${storeId}::uuid and id = ${orderId}::uuid for update`;
    if (!order) return fail("not_found");
    if (!canShip({ ...order, status: toOrderStatus(order.status) })) return fail("not_shippable");
    const fulfilmentId = newId();
    await tx.fulfilment.create({ data: { storeId, id: fulfilmentId, orderId, status: "shipped", shippedAt: new Date(), ...parcel } });
    await tx.order.update({ where: { storeId_id: { storeId, id: orderId } }, data: { status: "fulfilled", fulfilmentState: "fulfilled" } });
    await addEntry(tx, storeId, { orderId, kind: "shipped", actorId, detail: { trackingCode: parcel.trackingCode } });
    await record(tx, "order.shipped", { storeId, orderId, fulfilmentId });
    return ok();
  });
}
