import { newId } from "@/lib/core/ids";
import { after, hourMs } from "@/lib/core/time";
import { type PlatformTx, withPlatform } from "@/lib/db/transaction";
import { log } from "@/lib/log";
import { alertOperators } from "./alert-operators";
import { stillOpen } from "./receive-failure";
import { routesOf } from "./routes";

/**
 * A delivery is lost when, this long after it was published (or was due), its consumer has neither marked it as done nor told of
 * a failure. The longest back-off of lib/events/routes.ts ends within forty minutes; the rest is room for a queue that is behind.
 */
export const lostAfterMs = 6 * hourMs;
const batch = 500;

type Published = { id: string; storeId: string | null; name: string; payload: unknown; notBefore: Date | null };

/**
 * Looks once at each event that was published long ago: deliveries of which nothing was heard become dead letters with the cause
 * `lost`, should their failure callback be lost too. Returns how many it wrote.
 */
export async function settlePublished(): Promise<number> {
  const before = after(-lostAfterMs);
  return withPlatform(async (tx) => {
    const events = await tx.outboxEvent.findMany({
      where: { publishedAt: { lt: before }, settledAt: null, OR: [{ notBefore: null }, { notBefore: { lt: before } }] },
      select: { id: true, storeId: true, name: true, payload: true, notBefore: true },
      orderBy: { publishedAt: "asc" },
      take: batch,
    });
    const lost = await listLost(tx, events);
    if (lost.length > 0) log.error({ deliveries: lost.length }, "deliveries of which nothing was heard became dead letters");
    await tx.deadLetter.createMany({ data: lost, skipDuplicates: true });
    await alertOperators(tx, lost);
    await tx.outboxEvent.updateMany({ where: { id: { in: events.map(({ id }) => id) } }, data: { settledAt: new Date() } });
    return lost.length;
  });
}

async function listLost(tx: PlatformTx, events: readonly Published[]) {
  const where = { eventId: { in: events.map(({ id }) => id) } };
  const select = { consumer: true, eventId: true } as const;
  const marks = await tx.processedEvent.findMany({ where, select });
  const letters = await tx.deadLetter.findMany({ where, select });
  const heardOf = new Set([...marks, ...letters].map(({ consumer, eventId }) => `${consumer} ${eventId}`));
  return events.flatMap((event) =>
    routesOf(event.name)
      .filter(({ consumer }) => !heardOf.has(`${consumer} ${event.id}`))
      .map(({ consumer }) => lostLetter(event, consumer)),
  );
}

function lostLetter({ id: eventId, storeId, name: eventName, payload }: Published, consumer: string) {
  return { id: newId(), storeId, eventId, eventName, consumer, payload: payload ?? {}, cause: "lost" as const, attempts: 0 };
}

/** A replay of which nothing was heard for as long waits for a person again. */
export async function reopenLostReplays(): Promise<void> {
  const where = { status: "replayed", resolvedAt: { lt: after(-lostAfterMs) } };
  await withPlatform(async (tx) => {
    const data = { ...stillOpen, cause: "lost" };
    const reopened = await tx.deadLetter.updateManyAndReturn({ where, data, select: { consumer: true } });
    await alertOperators(
      tx,
      reopened.map(({ consumer }) => ({ consumer, cause: "lost" })),
    );
  });
}

/** Letters whose delivery was done after all (a late message, a lost answer, a replay) need nobody any more; says so in the audit. */
export async function resolveDone(): Promise<void> {
  await withPlatform(
    (tx) => tx.$executeRaw`
      with done as (
        update dead_letter letter set status = 'resolved', resolved_at = now()
        from processed_event mark
        where letter.status in ('open', 'replayed') and mark.consumer = letter.consumer and mark.event_id = letter.event_id::text
        returning letter.id, letter.store_id, letter.consumer)
      insert into audit_entry (id, store_id, actor_kind, action, subject, after)
      select uuidv7(), store_id, 'system', 'dead_letter.resolved', id::text, jsonb_build_object('consumer', consumer) from done`,
  );
}

/** The replay of a letter was done. Does nothing when the letter is resolved already. */
export async function resolveReplayed(deadLetterId: string): Promise<void> {
  await withPlatform(async (tx) => {
    const [letter] = await tx.deadLetter.updateManyAndReturn({
      where: { id: deadLetterId, status: "replayed" },
      data: { status: "resolved", resolvedAt: new Date() },
    });
    if (!letter) return;
    const { id: subject, storeId, consumer } = letter;
    const data = { id: newId(), storeId, actorKind: "system", action: "dead_letter.resolved", subject, after: { consumer } };
    await tx.auditEntry.create({ data });
  });
}
