import { newId, type StoreId } from "@/lib/core/ids";
import type { PlatformTx, StoreTx } from "./transaction";

/** A member at work in a store. */
export type Actor = { storeId: StoreId; actorId: string };

export type MemberAct = {
  storeId: string;
  actorId: string;
  /** `thing.happened`. */
  action: string;
  /** The id of what it was done to. */
  subject: string;
  /** What changed, where that can be told. Never secrets, never a shopper's data. */
  before?: object;
  after?: object;
};

/** Writes down what a member did, in the transaction of the act. */
export async function writeAudit(tx: StoreTx | PlatformTx, act: MemberAct): Promise<void> {
  await tx.auditEntry.create({ data: { id: newId(), actorKind: "member", ...act } });
}
