import type { StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { withStore } from "@/lib/db/transaction";
import { addEntry } from "@/lib/orders/timeline";
import { recordAct } from "./acts";
import { lockPayment } from "./attempts";
import { flagKeptMoney } from "./refund-facts";

/**
 * Takes back a refund that still waits for the shopper's bank account: what it asked for may be asked for anew. Fails with
 * `not_found` for a refund that is none of this order's or waits for nothing, such as one that was sent meanwhile.
 */
export async function withdrawRefund(
  storeId: StoreId,
  { orderId, refundId, actorId }: { orderId: string; refundId: string; actorId: string },
): Promise<Result<void, "not_found">> {
  return withStore(storeId, async (tx) => {
    await lockPayment(tx, storeId, orderId);
    const waiting = await tx.refund.findFirst({ where: { storeId, id: refundId, status: "needs_data", payment: { orderId } } });
    if (!waiting) return fail("not_found");

    const { amountCents } = waiting;
    await tx.refund.update({ where: { storeId_id: { storeId, id: refundId } }, data: { status: "withdrawn" } });
    await addEntry(tx, storeId, { orderId, kind: "refund_withdrawn", detail: { amountCents }, actorId });
    await recordAct(tx, storeId, { action: "payments.refund_withdrawn", orderId, actorId, detail: { refundId, amountCents } });
    await flagKeptMoney(tx, storeId, orderId);
    return ok();
  });
}
