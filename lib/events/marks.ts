import { type PlatformTx, type StoreTx, withPlatform } from "@/lib/db/transaction";
import { gathered } from "./gather";

/** What the sweep writes down about itself, beside the marks of deliveries: when it last came to its end. */
export const sweepMark = { consumer: "sweep-ended", eventId: "last" } as const;

export type Marked = { eventId: string; storeId: string | null };

/**
 * Marks deliveries as done by a consumer, in the transaction of their effects. Answers the events that were not marked before; one
 * that another transaction is marking is waited for.
 */
export async function mark(tx: StoreTx | PlatformTx, consumer: string, deliveries: readonly Marked[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ eventId: string }[]>`
    insert into processed_event (consumer, event_id, store_id)
    select distinct on (event_id) ${consumer}, event_id, store_id
    from unnest(${deliveries.map(({ eventId }) => eventId)}::text[], ${deliveries.map(({ storeId }) => storeId)}::uuid[]) as told(event_id, store_id)
    order by event_id
    on conflict do nothing returning event_id as "eventId"`;
  return new Set(rows.map(({ eventId }) => eventId));
}

/** Of these events those that the consumer has marked. */
async function listMarked(consumer: string, eventIds: readonly string[]): Promise<Set<string>> {
  const where = { consumer, eventId: { in: [...eventIds] } };
  const rows = await withPlatform((tx) => tx.processedEvent.findMany({ where, select: { eventId: true } }));
  return new Set(rows.map(({ eventId }) => eventId));
}

const mostTogether = 100;

/** Whether a consumer has marked this event. Asked together with what is asked at the same time. */
export const isMarked: (consumer: string, eventId: string) => Promise<boolean> = gathered(async (consumer, eventIds) => {
  const marked = await listMarked(consumer, eventIds);
  return eventIds.map((eventId) => marked.has(eventId));
}, mostTogether);

/** Marks a delivery whose effects are outside of the database, together with what is marked at the same time. */
export const markAlone: (consumer: string, delivery: Marked) => Promise<boolean> = gathered(async (consumer, deliveries) => {
  const fresh = await withPlatform((tx) => mark(tx, consumer, deliveries));
  return deliveries.map(({ eventId }) => fresh.has(eventId));
}, mostTogether);
