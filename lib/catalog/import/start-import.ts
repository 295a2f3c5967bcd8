import type { StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { withStore } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";

/**
 * Starts an import that was checked; it runs behind the queue. Fails with `already_started` (a doubled click), with `not_found`,
 * or with `nothing_to_import` when no product of the file is sound.
 */
export async function startImport(
  storeId: StoreId,
  importId: string,
  actorId: string,
): Promise<Result<undefined, "not_found" | "already_started" | "nothing_to_import">> {
  return withStore(storeId, async (tx) => {
    const where = { storeId_id: { storeId, id: importId } };
    const row = await tx.productImport.findUnique({ where, select: { productsTotal: true } });
    if (!row) return fail("not_found");
    if (row.productsTotal === 0) return fail("nothing_to_import");
    const started = await tx.productImport.updateMany({
      where: { storeId, id: importId, status: "checked" },
      data: { status: "running", startedAt: new Date(), startedBy: actorId },
    });
    if (started.count === 0) return fail("already_started");
    await record(tx, "import.started", { storeId, importId });
    return ok();
  });
}
