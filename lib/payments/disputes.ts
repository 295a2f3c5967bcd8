import { type DisputeReason, type DisputeState, type DisputeStatus, disputeReasons, disputeStatuses } from "./gateways/port";

/** A dispute as its merchant sees it. */
export type DisputeView = DisputeState & { id: string; attemptId: string };

type DisputeRow = Omit<DisputeView, "status" | "reason"> & { status: string; reason: string };

/** Reads a row of the database; words that are not ours cannot be there. */
export function toDispute({ status, reason, ...row }: DisputeRow): DisputeView {
  return { ...row, status: known(disputeStatuses, status), reason: known(disputeReasons, reason) };
}

function known<Word extends DisputeStatus | DisputeReason>(words: readonly Word[], word: string): Word {
  const found = words.find((one) => one === word);
  if (!found) throw new Error(`unknown word of a dispute: ${word}`);
  return found;
}

type Answerable = "inquiry" | "needs_response";

/** Whether the merchant can still answer it. */
export function isAnswerable<State extends { status: DisputeStatus }>(state: State): state is State & { status: Answerable } {
  return state.status === "inquiry" || state.status === "needs_response";
}
