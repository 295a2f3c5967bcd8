import type { StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { withStore } from "@/lib/db/transaction";
import type { OrderFlag } from "@/lib/orders/types";
import { recordAct } from "./acts";

const flag: OrderFlag = "refund_failed";

/**
 * Notes that a refund which came back was settled with the shopper in another way: the order asks for nothing any more. Fails
 * with `not_found` when it asks for nothing.
 */
export async function noteRefundFailure(storeId: StoreId, orderId: string, actorId: string): Promise<Result<void, "not_found">> {
  return withStore(storeId, async (tx) => {
    const lowered = await tx.$executeRaw`
      update "order" set flags = array_remove(flags, ${flag}), updated_at = now()
      where store_id = ${storeId}::uuid and id = ${orderId}::uuid and ${flag} = any(flags)`;
    if (lowered === 0) return fail("not_found");
    await recordAct(tx, storeId, { action: "payments.refund_failure_noted", orderId, actorId });
    return ok();
  });
}
