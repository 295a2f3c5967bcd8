import type { StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { withStore } from "@/lib/db/transaction";
import { confirmPaidOrder } from "@/lib/orders/confirm";
import { canConfirmHeld } from "@/lib/orders/rules";
import { type OrderFlag, toOrderStatus } from "@/lib/orders/types";
import { recordAct } from "./acts";
import { lockPayment } from "./attempts";
import { openRefundStatuses } from "./refund-rules";

export type ConfirmCode = "nothing_to_confirm" | "refund_open" | "not_all_paid" | "no_stock_again";

/**
 * Confirms an order whose money came after its goods were gone, once they are there again: they are held and sold to it, and the
 * shopper is told. `nothing_to_confirm`: it does not wait for that · `refund_open`: its money is being given back · `not_all_paid`
 * · `no_stock_again`: units are still missing. Nothing changed then.
 */
export async function confirmHeldOrder(storeId: StoreId, orderId: string, actorId: string): Promise<Result<void, ConfirmCode>> {
  return withStore(storeId, async (tx) => {
    const paymentId = await lockPayment(tx, storeId, orderId);
    if (!paymentId) return fail("nothing_to_confirm");
    const payment = await tx.payment.findUniqueOrThrow({
      where: { storeId_id: { storeId, id: paymentId } },
      include: { order: true, refunds: { where: { status: { in: [...openRefundStatuses] } }, select: { id: true } } },
    });
    const { order, refunds, capturedCents, refundedCents, amountCents } = payment;
    if (!canConfirmHeld({ ...order, status: toOrderStatus(order.status) })) return fail("nothing_to_confirm");
    if (refunds.length > 0) return fail("refund_open");
    if (capturedCents - refundedCents < amountCents) return fail("not_all_paid");
    if ((await confirmPaidOrder(tx, storeId, { ...order, actorId })) === "unfulfillable") return fail("no_stock_again");

    const flag: OrderFlag = "paid_unfulfillable";
    const flags = order.flags.filter((raised) => raised !== flag);
    await tx.order.update({ where: { storeId_id: { storeId, id: orderId } }, data: { flags } });
    await recordAct(tx, storeId, { action: "order.confirmed", orderId, actorId, detail: { from: order.status } });
    return ok();
  });
}
