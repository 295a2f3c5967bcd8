import { newId } from "@/lib/core/ids";
import { after, hourMs, secondMs } from "@/lib/core/time";
import { type PlatformTx, withPlatform } from "@/lib/db/transaction";
import { log } from "@/lib/log";
import { alertOperators } from "./alert-operators";
import { type AuditedLetter, auditBySystem } from "./audit-letters";
import { inBatches } from "./batches";
import { stillOpen } from "./receive-failure";
import { routesOf } from "./routes";

/**
 * A delivery is lost when, this long after it was published (or was due), its consumer has neither marked it as done nor told of
 * a failure. The retries of every route end within four hours (lib/events/routes.test.ts); the rest is room for a queue that is behind.
 */
export const lostAfterMs = 6 * hourMs;
/** Events of one transaction, and how long one sweep goes on: a busy minute publishes thousands. */
const batch = 500;
const budgetMs = 10 * secondMs;

type Published = { id: string; storeId: string | null; name: string; payload: unknown };
type Heard = { consumer: string; eventId: string };

/**
 * Looks once at each event that was published long ago: deliveries of which nothing was heard become dead letters with the cause
 * `lost`, should their failure callback be lost too. Goes on until none is left or its time is up. Returns how many it wrote.
 */
export async function settlePublished(): Promise<number> {
  let lost = 0;
  await inBatches({ batch, budgetMs }, async () => {
    const settled = await settleBatch();
    lost += settled.lost;
    return settled.events;
  });
  if (lost > 0) log.error({ deliveries: lost }, "deliveries of which nothing was heard became dead letters");
  return lost;
}

function settleBatch(): Promise<{ events: number; lost: number }> {
  const before = after(-lostAfterMs);
  return withPlatform(async (tx) => {
    const events = await tx.outboxEvent.findMany({
      where: { publishedAt: { lt: before }, settledAt: null, OR: [{ notBefore: null }, { notBefore: { lt: before } }] },
      select: { id: true, storeId: true, name: true, payload: true },
      orderBy: { publishedAt: "asc" },
      take: batch,
    });
    const lost = await listLost(tx, events);
    await tx.deadLetter.createMany({ data: lost, skipDuplicates: true });
    await alertOperators(tx, lost);
    await tx.outboxEvent.updateMany({ where: { id: { in: events.map(({ id }) => id) } }, data: { settledAt: new Date() } });
    return { events: events.length, lost: lost.length };
  });
}

async function listLost(tx: PlatformTx, events: readonly Published[]) {
  const deliveries = events.flatMap((event) => routesOf(event.name).map(({ consumer }) => ({ event, consumer })));
  const heard = await listHeard(
    tx,
    deliveries.map(({ event, consumer }) => ({ consumer, eventId: event.id })),
  );
  return deliveries
    .filter(({ event, consumer }) => !heard.has(`${consumer} ${event.id}`))
    .map(({ event, consumer }) => lostLetter(event, consumer));
}

/** Of these deliveries those with a mark or a dead letter. Asked by both columns: the keys of both tables begin with the consumer. */
async function listHeard(tx: PlatformTx, deliveries: readonly Heard[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<Heard[]>`
    select told.consumer, told.event_id as "eventId"
    from unnest(${deliveries.map(({ consumer }) => consumer)}::text[], ${deliveries.map(({ eventId }) => eventId)}::text[]) as told(consumer, event_id)
    where exists (select 1 from processed_event mark where mark.consumer = told.consumer and mark.event_id = told.event_id)
       or exists (select 1 from dead_letter letter where letter.consumer = told.consumer and letter.event_id = told.event_id)`;
  return new Set(rows.map(({ consumer, eventId }) => `${consumer} ${eventId}`));
}

function lostLetter({ id: eventId, storeId, name: eventName, payload }: Published, consumer: string) {
  return { id: newId(), storeId, eventId, eventName, consumer, payload: payload ?? {}, cause: "lost" as const, attempts: 0 };
}

/** A replay of which nothing was heard for as long waits for a person again. */
export async function reopenLostReplays(): Promise<void> {
  const where = { status: "replayed", resolvedAt: { lt: after(-lostAfterMs) } };
  await withPlatform(async (tx) => {
    const reopened = await tx.deadLetter.updateManyAndReturn({ where, data: { ...stillOpen, cause: "lost" } });
    await auditBySystem(tx, "dead_letter.reopened", reopened);
    await alertOperators(
      tx,
      reopened.map(({ consumer }) => ({ consumer, cause: "lost" })),
    );
  });
}

/** Letters whose delivery was done after all (a late message, a lost answer, a replay) need nobody any more; says so in the audit. */
export async function resolveDone(): Promise<void> {
  await withPlatform(async (tx) => {
    const resolved = await tx.$queryRaw<AuditedLetter[]>`
      update dead_letter letter set status = 'resolved', resolved_at = now()
      from processed_event mark
      where letter.status in ('open', 'replayed') and mark.consumer = letter.consumer and mark.event_id = letter.event_id
      returning letter.id, letter.store_id as "storeId", letter.consumer, letter.cause`;
    await auditBySystem(tx, "dead_letter.resolved", resolved);
  });
}

/** The replay of a letter was done. Does nothing when the letter is resolved already. */
export async function resolveReplayed(deadLetterId: string): Promise<void> {
  await withPlatform(async (tx) => {
    const where = { id: deadLetterId, status: "replayed" };
    const resolved = await tx.deadLetter.updateManyAndReturn({ where, data: { status: "resolved", resolvedAt: new Date() } });
    await auditBySystem(tx, "dead_letter.resolved", resolved);
  });
}
