import { type StoreId, toStoreId } from "@/lib/core/ids";
import { type PlatformTx, type StoreTx, withPlatform, withStore } from "@/lib/db/transaction";
import { type EventPayload, eventSchemas } from "./events";
import { NotRetryable } from "./failures";
import { gathered } from "./gather";
import { isMarked, mark, markAlone } from "./marks";
import type { ConsumerName, EventOf } from "./routes";

export type Delivery<Name extends ConsumerName> = {
  eventId: string;
  payload: EventPayload<EventOf<Name>>;
  /** How often it was tried before. */
  retried: number;
};

export type RawDelivery = {
  eventId: string;
  storeId: string | null;
  payload: unknown;
  retried: number;
  /** A dry run: what would be written is written and undone; what would go outside is not begun. */
  isRehearsal?: boolean;
};

/** `would_succeed` and `would_go_outside` are answers of a rehearsal alone. */
export type Outcome = "done" | "seen_before" | "would_succeed" | "would_go_outside";
export type Consumer = (delivery: RawDelivery) => Promise<Outcome>;

/** Ends the transaction of a rehearsal that ran to its end. */
class Undone extends Error {}

async function undoing(run: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Undone) return "would_succeed";
    throw error;
  }
}

/**
 * A consumer whose effects are rows of one store: the effects and the mark commit together, so a second delivery does
 * nothing.
 */
export function storeConsumer<Name extends ConsumerName>(
  name: Name,
  event: EventOf<Name>,
  work: (tx: StoreTx, storeId: StoreId, delivery: Delivery<Name>) => Promise<void>,
): Consumer {
  return async (raw) => {
    const delivery = parse<Name>(event, raw);
    const storeId = storeOf(raw);
    const run = () =>
      withStore<Outcome>(storeId, async (tx) => {
        if ((await mark(tx, name, [{ eventId: raw.eventId, storeId }])).size === 0) return "seen_before";
        await work(tx, storeId, delivery);
        if (raw.isRehearsal) throw new Undone();
        return "done";
      });
    return undoing(run);
  };
}

/** Deliveries of one store that are done in one transaction, at most. */
const mostTogether = 50;

/**
 * The same for work that costs little more for many deliveries than for one: those of a store that come while an earlier batch is at
 * work are done in one transaction, with all their marks. `work` gets those that were not done before, outside of any request, and
 * records no events. Should a batch fail, each delivery of it is done alone.
 */
export function storeBatchConsumer<Name extends ConsumerName>(
  name: Name,
  event: EventOf<Name>,
  work: (tx: StoreTx, storeId: StoreId, deliveries: readonly Delivery<Name>[]) => Promise<void>,
): Consumer {
  const alone = storeConsumer(name, event, (tx, storeId, delivery) => work(tx, storeId, [delivery]));
  const together = gathered<Delivery<Name>, Outcome>((key, deliveries) => {
    const storeId = toStoreId(key);
    return withStore<Outcome[]>(storeId, async (tx) => {
      const marked = deliveries.map(({ eventId }) => ({ eventId, storeId }));
      const fresh = await mark(tx, name, marked);
      // Taken out of the set: of two deliveries of one event in one batch the first alone is fresh.
      const isFresh = deliveries.map(({ eventId }) => fresh.delete(eventId));
      const undone = deliveries.filter((_, index) => isFresh[index]);
      if (undone.length > 0) await work(tx, storeId, undone);
      return isFresh.map((one) => (one ? "done" : "seen_before"));
    });
  }, mostTogether);
  return async (raw) => (raw.isRehearsal ? alone(raw) : together(storeOf(raw), parse<Name>(event, raw)));
}

/** The same as {@link storeConsumer} for rows of the platform. */
export function platformConsumer<Name extends ConsumerName>(
  name: Name,
  event: EventOf<Name>,
  work: (tx: PlatformTx, delivery: Delivery<Name>) => Promise<void>,
): Consumer {
  return async (raw) => {
    const delivery = parse<Name>(event, raw);
    const run = () =>
      withPlatform<Outcome>(async (tx) => {
        if ((await mark(tx, name, [raw])).size === 0) return "seen_before";
        await work(tx, delivery);
        if (raw.isRehearsal) throw new Undone();
        return "done";
      });
    return undoing(run);
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
    if (raw.isRehearsal) return "would_go_outside";
    await work(delivery);
    await markAlone(name, raw);
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
