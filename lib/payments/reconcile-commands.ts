import { isId, newId, type StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { withStore } from "@/lib/db/transaction";
import { recheckAttempt } from "./reconcile-recheck";
import { figuresOf } from "./reconcile-write";

type Actor = { storeId: StoreId; actorId: string };

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

/** Puts an open difference aside: a person knows of it, and the audit log names them. It opens again when its figures change. Fails with `not_found`. */
export async function noteDifference({ storeId, actorId }: Actor, id: string): Promise<Result<void, "not_found">> {
  if (!isId(id)) return fail("not_found");
  return withStore(storeId, async (tx) => {
    const [noted] = await tx.reconciliationDifference.updateManyAndReturn({
      where: { storeId, id, state: "open" },
      data: { state: "noted", resolvedBy: actorId, resolvedAt: new Date() },
    });
    if (!noted) return fail("not_found");
    const { kind, gatewayRef, orderId, currency } = noted;
    const figures = { gatewayCapturedCents: noted.gatewayCapturedCents, ourCapturedCents: noted.ourCapturedCents };
    const refunds = { gatewayRefundedCents: noted.gatewayRefundedCents, ourRefundedCents: noted.ourRefundedCents };
    const after = { kind, gatewayRef, orderId, currency, ...figures, ...refunds };
    const entry = { storeId, actorId, actorKind: "member", action: "payments.difference_noted", subject: id };
    await tx.auditEntry.create({ data: { id: newId(), ...entry, after } });
    return ok();
  });
}

async function find(storeId: StoreId, id: string) {
  if (!isId(id)) return null;
  return withStore(storeId, (tx) => tx.reconciliationDifference.findUnique({ where: { storeId_id: { storeId, id } } }));
}
