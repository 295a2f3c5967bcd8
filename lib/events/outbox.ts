import { newId } from "@/lib/core/ids";
import { Prisma } from "@/lib/db/generated/client";
import type { PlatformTx, StoreTx } from "@/lib/db/transaction";
import { type EventName, type EventPayload, eventSchemas } from "./events";
import { noticeRecorded } from "./recorded";

export type RecordOptions = {
  /** Not delivered before this moment. */
  notBefore?: Date;
};

/** An event as the outbox holds it. */
export type OutboxEntry = { id: string; store_id: string | null; name: EventName; payload: object; not_before: Date | null };

/** An event for the outbox. Throws when the payload does not fit the event's schema (a bug). */
export function entryOf<Name extends EventName>(name: Name, payload: EventPayload<Name>, options: RecordOptions = {}): OutboxEntry {
  const body = eventSchemas[name].parse(payload) as Record<string, unknown>;
  const storeId = typeof body.storeId === "string" ? body.storeId : null;
  noticeRecorded();
  return { id: newId(), store_id: storeId, name, payload: body, not_before: options.notBefore ?? null };
}

/** The statement that writes events: to be run alone, or as a part of the one that makes the change. */
export function insertEvents(entries: readonly OutboxEntry[]): Prisma.Sql {
  return Prisma.sql`
    insert into outbox_event (id, store_id, name, payload, not_before)
    select id, store_id, name, payload, not_before from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
      as entry (id uuid, store_id uuid, name text, payload jsonb, not_before timestamptz)`;
}

/**
 * Writes an event into the outbox, in the transaction of the change it tells of. Nothing is published before the commit and
 * nothing committed is lost. Throws when the payload does not fit the event's schema (a bug).
 */
export async function record<Name extends EventName>(
  tx: StoreTx | PlatformTx,
  name: Name,
  payload: EventPayload<Name>,
  options: RecordOptions = {},
): Promise<void> {
  await tx.$executeRaw(insertEvents([entryOf(name, payload, options)]));
}
