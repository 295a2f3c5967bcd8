import { newId, type StoreId } from "@/lib/core/ids";
import { replayDeadLetters } from "@/lib/events/resolve-letters";
import type { ConsumerName } from "@/lib/events/routes";
import { askingGateways } from "@/lib/payments/ask-first";

/** Whose dead letters are sent again, and those of which consumers; all where it does not say. */
export type Letters = { storeId?: StoreId; consumers?: readonly ConsumerName[] };

/** Sends dead letters again, as an operator does at the console: what is about money asks the gateway first. Answers `sent`, or why none was. */
export async function replayLetters({ storeId, consumers = [] }: Letters = {}): Promise<string> {
  const filter = { consumers, causes: [], since: null, until: null };
  const actor = { id: newId(), kind: "operator" as const };
  const replayed = await replayDeadLetters({ actor, storeId: storeId ?? null, filter }, askingGateways());
  return replayed.ok ? "sent" : replayed.code;
}
