import { after, dayMs, hourMs, secondMs } from "@/lib/core/time";
import { Prisma } from "@/lib/db/generated/client";
import { withPlatform } from "@/lib/db/transaction";
import { inBatches } from "./batches";

/** How long published events and the marks of deliveries are kept: longer than any message may still arrive. */
export const keepEventsMs = 14 * dayMs;
/** How long dead letters are kept that were replayed, resolved or discarded. Open ones stay for ever. */
export const keepLettersMs = 90 * dayMs;
/** Rows of one statement, and how long one sweep goes on with each kind. */
const batch = 5000;
const budgetMs = 5 * secondMs;

/**
 * Deletes what nobody needs any more. An event that was not looked at for lost deliveries stays, and so do the marks that tell
 * whether its deliveries were done.
 */
export async function prune(): Promise<void> {
  const oldEvents = after(-keepEventsMs);
  const oldLetters = after(-keepLettersMs);
  await deleteAll(Prisma.sql`delete from outbox_event where id in (
    select id from outbox_event where published_at < ${oldEvents}::timestamptz and settled_at is not null limit ${batch})`);
  const oldMarks = await marksBefore(oldEvents);
  await deleteAll(Prisma.sql`delete from processed_event where (consumer, event_id) in (
    select consumer, event_id from processed_event where processed_at < ${oldMarks}::timestamptz limit ${batch})`);
  await deleteAll(Prisma.sql`delete from dead_letter where id in (
    select id from dead_letter where status <> 'open' and resolved_at < ${oldLetters}::timestamptz limit ${batch})`);
}

async function deleteAll(statement: Prisma.Sql): Promise<void> {
  await inBatches({ batch, budgetMs }, () => withPlatform((tx) => tx.$executeRaw(statement)));
}

/** A delivery may be marked before its event is: by as long as a publisher that died is waited for, with room to spare. */
const marginMs = hourMs;

/** From when on marks are kept: at the latest from the oldest published event that was not looked at. */
async function marksBefore(oldest: Date): Promise<Date> {
  const where = { publishedAt: { not: null }, settledAt: null };
  const unsettled = await withPlatform((tx) =>
    tx.outboxEvent.findFirst({ where, orderBy: { publishedAt: "asc" }, select: { publishedAt: true } }),
  );
  if (!unsettled?.publishedAt) return oldest;
  return new Date(Math.min(oldest.getTime(), after(-marginMs, unsettled.publishedAt).getTime()));
}
