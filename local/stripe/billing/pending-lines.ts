import { kind } from "@/local/sandbox/records";
import type { DraftLine } from "@/local/stripe/billing/lines";
import type { Work } from "@/local/stripe/work";

/** Prorations that wait for a subscription's next invoice. */
export type PendingLines = { id: string; lines: DraftLine[] };

export const pendingLines = kind<PendingLines>("pending_lines");

export async function addPendingLines(work: Work, subscriptionId: string, lines: readonly DraftLine[]): Promise<void> {
  const waiting = await work.shelf.lock(pendingLines, subscriptionId);
  await work.shelf.put(pendingLines, subscriptionId, { id: subscriptionId, lines: [...(waiting?.lines ?? []), ...lines] });
}
