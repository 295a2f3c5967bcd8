import { type StoreId, toStoreId } from "@/lib/core/ids";
import { type PlatformTx, type StoreTx, withPlatform, withStore } from "@/lib/db/transaction";
import { type EventPayload, eventSchemas } from "./events";
import type { ConsumerName, EventOf } from "./routes";

export type Delivery<Name extends ConsumerName> = {
  eventId: string;
  payload: EventPayload<EventOf<Name>>;
  /** How often it was tried before. */
  retried: number;
};

/** A failure that no retry can mend: the message becomes a dead letter at once. Anything else thrown is tried again. */
export class NotRetryable extends Error {
  constructor(
    readonly causeClass: string,
    message: string,
  ) {
    super(message);
  }
}

export type RawDelivery = { eventId: string; storeId: string | null; payload: unknown; retried: number };
export type Consumer = (delivery: RawDelivery) => Promise<"done" | "seen_before">;

/**
 * A consumer whose effects are rows of one store: the effects and the mark commit together, so a second delivery does
 * nothing. `committed` runs after the commit (cache tags), also on a second delivery.
 */
export function storeConsumer<Name extends ConsumerName>(
  name: Name,
  event: EventOf<Name>,
  work: (tx: StoreTx, storeId: StoreId, delivery: Delivery<Name>) => Promise<void>,
): Consumer {
  return async (raw) => {
    const delivery = parse<Name>(event, raw);
    const storeId = storeOf(raw);
    return withStore(storeId, async (tx) => {
      if (!(await mark(tx, name, raw.eventId, storeId))) return "seen_before";
      await work(tx, storeId, delivery);
      return "done";
    });
  };
}

/** The same for rows of the platform. */
export function platformConsumer<Name extends ConsumerName>(
  name: Name,
  event: EventOf<Name>,
  work: (tx: PlatformTx, delivery: Delivery<Name>) => Promise<void>,
): Consumer {
  return async (raw) => {
    const delivery = parse<Name>(event, raw);
    return withPlatform(async (tx) => {
      if (!(await mark(tx, name, raw.eventId, raw.storeId))) return "seen_before";
      await work(tx, delivery);
      return "done";
    });
  };
}

/**
 * A consumer that speaks to the outside (gateway, mail, cache). It must be harmless when run twice: the mark is written after
 * the work, so a crash in between means a second run.
 */
export function outsideConsumer<Name extends ConsumerName>(
  name: Name,
  event: EventOf<Name>,
  work: (delivery: Delivery<Name>) => Promise<void>,
): Consumer {
  return async (raw) => {
    const delivery = parse<Name>(event, raw);
    if (await isMarked(name, raw.eventId)) return "seen_before";
    await work(delivery);
    await withPlatform((tx) => mark(tx, name, raw.eventId, raw.storeId));
    return "done";
  };
}

function parse<Name extends ConsumerName>(event: EventOf<Name>, raw: RawDelivery): Delivery<Name> {
  const parsed = eventSchemas[event].safeParse(raw.payload);
  if (!parsed.success) throw new NotRetryable("malformed", `the payload does not fit ${event}`);
  return { eventId: raw.eventId, payload: parsed.data as EventPayload<EventOf<Name>>, retried: raw.retried };
}

function storeOf(raw: RawDelivery): StoreId {
  if (!raw.storeId) throw new NotRetryable("malformed", "the message names no store");
  return toStoreId(raw.storeId);
}

async function mark(tx: StoreTx | PlatformTx, consumer: string, eventId: string, storeId: string | null): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    insert into processed_event (consumer, event_id, store_id) values (${consumer}, ${eventId}, ${storeId}::uuid) on conflict do nothing`;
  return inserted === 1;
}

async function isMarked(consumer: string, eventId: string): Promise<boolean> {
  const found = await withPlatform((tx) =>
    tx.processedEvent.findUnique({ where: { consumer_eventId: { consumer, eventId } }, select: { consumer: true } }),
  );
  return found !== null;
}
