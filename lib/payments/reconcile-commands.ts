import { isId, type StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { withStore } from "@/lib/db/transaction";
import { recheckAttempt } from "./reconcile-recheck";
import { figuresOf } from "./reconcile-write";

export type RecheckCode = "not_found" | "unreachable";

/**
 * Asks the gateway again about the payment of a difference and applies what it says. Answers whether both sides agree now. A
 * payment that is not ours cannot be asked into our books: it stays until somebody notes it.
 */
export async function recheckDifference(storeId: StoreId, id: string): Promise<Result<"repaired" | "open", RecheckCode>> {
  const row = await find(storeId, id);
  if (!row) return fail("not_found");
  if (row.attemptId === null) return ok("open");
  const again = await recheckAttempt(storeId, row.attemptId);
  if (again.kind === "silent") return fail("unreachable");

  const now = new Date();
  const data =
    again.kind === "agrees"
      ? { state: "repaired", resolvedAt: now, lastSeenAt: now }
      : { ...figuresOf(again.difference), kind: again.difference.kind, state: "open", lastSeenAt: now };
  await withStore(storeId, (tx) => tx.reconciliationDifference.update({ where: { storeId_id: { storeId, id } }, data }));
  return ok(again.kind === "agrees" ? "repaired" : "open");
}

/** Puts an open difference aside: a person knows of it. It opens again when its figures change. Fails with `not_found`. */
export async function noteDifference(storeId: StoreId, id: string, resolvedBy: string): Promise<Result<void, "not_found">> {
  if (!isId(id)) return fail("not_found");
  const noted = await withStore(storeId, (tx) =>
    tx.reconciliationDifference.updateMany({
      where: { storeId, id, state: "open" },
      data: { state: "noted", resolvedBy, resolvedAt: new Date() },
    }),
  );
  return noted.count === 1 ? ok() : fail("not_found");
}

async function find(storeId: StoreId, id: string) {
  if (!isId(id)) return null;
  return withStore(storeId, (tx) => tx.reconciliationDifference.findUnique({ where: { storeId_id: { storeId, id } } }));
}
