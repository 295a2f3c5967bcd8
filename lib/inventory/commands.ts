import type { StoreId } from "@/lib/core/ids";
import { ok, type Result } from "@/lib/core/result";
import { withStore } from "@/lib/db/transaction";
import { recordStockChanged } from "./changes";
import { changeLevel, type LevelFailure } from "./levels";
import type { AdjustmentInput } from "./schema";

/**
 * Adds or takes away units of a variant, with a reason in the ledger. Fails with `not_found`, with `below_reserved` when units
 * promised to buyers would be missing, or with `too_many_units`.
 */
export async function adjustStock(storeId: StoreId, input: AdjustmentInput, actorId: string): Promise<Result<undefined, LevelFailure>> {
  return withStore(storeId, async (tx) => {
    const outcome = await changeLevel(tx, storeId, { ...input, actorId });
    if (!outcome.ok) return outcome;
    await recordStockChanged(tx, storeId, [input.variantId]);
    return ok();
  });
}
