import { newId, type StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";

/** What a member does to an order's money; sentences are in the `operator` catalogue under `audit.acts.*`. */
export type Act =
  | "order.cancelled"
  | "order.confirmed"
  | "payments.captured"
  | "payments.refund_requested"
  | "payments.refund_account_given"
  | "payments.refund_withdrawn"
  | "payments.refund_checked"
  | "payments.refund_failure_noted"
  | "payments.dispute_decided";

export type ActRecord = {
  action: Act;
  orderId: string;
  /** The member. */
  actorId: string;
  /** Codes, ids and amounts in cents. Never personal data. */
  detail?: Record<string, string | number | boolean>;
};

/** Puts an act of a member on record, in the transaction of what it did. */
export async function recordAct(tx: StoreTx, storeId: StoreId, { action, orderId, actorId, detail }: ActRecord): Promise<void> {
  const entry = { action, subject: orderId, actorId, actorKind: "member", ...(detail ? { after: detail } : {}) };
  await tx.auditEntry.create({ data: { id: newId(), storeId, ...entry } });
}
