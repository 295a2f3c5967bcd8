import { after, dayMs } from "@/lib/core/time";
import { withPlatform } from "@/lib/db/transaction";

/** How long published events and the marks of deliveries are kept: longer than any message may still arrive. */
export const keepEventsMs = 14 * dayMs;
/** How long dead letters are kept that were replayed, resolved or discarded. Open ones stay for ever. */
export const keepLettersMs = 90 * dayMs;
/** At most this many rows of each kind a minute, so that the sweep stays short. */
const batch = 5000;

/** Deletes what nobody needs any more. An event that was not looked at for lost deliveries stays. */
export async function prune(): Promise<void> {
  const oldEvents = after(-keepEventsMs);
  const oldLetters = after(-keepLettersMs);
  await withPlatform(
    (tx) => tx.$executeRaw`delete from outbox_event where id in (
      select id from outbox_event where published_at < ${oldEvents}::timestamptz and settled_at is not null limit ${batch})`,
  );
  await withPlatform(
    (tx) => tx.$executeRaw`delete from processed_event where (consumer, event_id) in (
      select consumer, event_id from processed_event where processed_at < ${oldEvents}::timestamptz limit ${batch})`,
  );
  await withPlatform(
    (tx) => tx.$executeRaw`delete from dead_letter where id in (
      select id from dead_letter where status <> 'open' and resolved_at < ${oldLetters}::timestamptz limit ${batch})`,
  );
}
