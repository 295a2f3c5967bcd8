import { newId } from "@/lib/core/ids";
import type { PlatformTx, StoreTx } from "@/lib/db/transaction";
import { type EventName, type EventPayload, eventSchemas } from "./events";

export type RecordOptions = {
  /** Not delivered before this moment. */
  notBefore?: Date;
};

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
  const body = eventSchemas[name].parse(payload) as Record<string, unknown>;
  const storeId = typeof body.storeId === "string" ? body.storeId : null;
  await tx.$executeRaw`
    insert into outbox_event (id, store_id, name, payload, not_before)
    values (${newId()}::uuid, ${storeId}::uuid, ${name}, ${JSON.stringify(body)}::jsonb, ${options.notBefore ?? null}::timestamptz)`;
}
